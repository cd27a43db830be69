"""A paper is cleared, released and withdrawn, and those who read it on the way comment on it."""

from importlib import import_module

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

words = import_module("reports.migrations.0004_word_files")


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0009_plans_once_per_board"),
        ("reports", "0011_check_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # The table of publications is made anew on SQLite, on the way here and on the way back.
        migrations.RunPython(migrations.RunPython.noop, words.add_triggers_again),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clearer_name", models.CharField(max_length=150)),
                ("cleared_at", models.DateTimeField()),
                ("sha256_document", models.CharField(max_length=64)),
                ("sha256_html", models.CharField(max_length=64)),
                ("sha256_pdf", models.CharField(max_length=64)),
                ("sha256_docx", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["report", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("sha256_document", models.CharField(max_length=64)),
                ("place", models.PositiveIntegerField()),
                ("label", models.CharField(blank=True, max_length=200)),
                (
                    "quoted",
                    models.CharField(blank=True, max_length=200, verbose_name="words of the paper"),
                ),
                ("text", models.TextField(max_length=5000, verbose_name="comment")),
                ("written_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, max_length=5000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["report", "place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalComment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("sha256_document", models.CharField(max_length=64)),
                ("place", models.PositiveIntegerField()),
                ("label", models.CharField(blank=True, max_length=200)),
                (
                    "quoted",
                    models.CharField(blank=True, max_length=200, verbose_name="words of the paper"),
                ),
                ("text", models.TextField(max_length=5000, verbose_name="comment")),
                ("written_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, max_length=5000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical comment",
                "verbose_name_plural": "historical comments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="why it was withdrawn")),
                ("withdrawer_name", models.CharField(max_length=150)),
                ("withdrawn_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["publication"],
            },
        ),
        migrations.AlterModelOptions(
            name="report",
            options={
                "ordering": ["-meeting__held_on", "-pk"],
                "permissions": [
                    ("publish_report", "Can clear and publish a paper that somebody else wrote"),
                    ("release_report", "Can release and publish a cleared paper"),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="report",
            name="report_state_is_known",
        ),
        migrations.AddField(
            model_name="publication",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="publisher_name",
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AlterField(
            model_name="historicalreport",
            name="state",
            field=models.CharField(
                choices=[
                    ("planned", "Planned"),
                    ("drafting", "Being drafted"),
                    ("in_clearance", "In clearance"),
                    ("cleared", "Cleared"),
                    ("released", "Released"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="drafting",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="state",
            field=models.CharField(
                choices=[
                    ("planned", "Planned"),
                    ("drafting", "Being drafted"),
                    ("in_clearance", "In clearance"),
                    ("cleared", "Cleared"),
                    ("released", "Released"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="drafting",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_by", None),
                    models.Q(("published_by", models.F("author")), _negated=True),
                    _connector="OR",
                ),
                name="publication_is_published_by_another",
                violation_error_message="The author of a paper cannot publish it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "planned",
                            "drafting",
                            "in_clearance",
                            "cleared",
                            "released",
                            "published",
                            "withdrawn",
                        ],
                    )
                ),
                name="report_state_is_known",
                violation_error_message="The paper has no such state.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="publication",
            name="publication_is_approved_by_another",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_by", models.F("author")), _negated=True),
                name="publication_is_approved_by_another",
                violation_error_message="The author of a paper cannot approve it.",
            ),
        ),
        migrations.AddField(
            model_name="clearance",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="clearance",
            name="cleared_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clearances",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="clearance",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clearances",
                to="reports.report",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answered_comments",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paper_comments",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="reports.report",
            ),
        ),
        migrations.AddField(
            model_name="historicalcomment",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalcomment",
            name="author",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalcomment",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalcomment",
            name="report",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="reports.report",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="publication",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawal",
                to="reports.publication",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="withdrawn_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawals",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.CheckConstraint(
                condition=models.Q(("cleared_by", models.F("author")), _negated=True),
                name="clearance_is_given_by_another",
                violation_error_message="The author of a paper cannot clear it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sha256_pdf", ""), _negated=True),
                    models.Q(("sha256_html", ""), _negated=True),
                    models.Q(("sha256_document", ""), _negated=True),
                ),
                name="clearance_names_its_bytes",
                violation_error_message="A clearance names the bytes that it is for.",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="comment_says_something",
                violation_error_message="Enter the comment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="comment_is_settled_with_words",
                violation_error_message="Say how the comment was settled.",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalcomment",
            index=models.Index(
                fields=["history_date", "id"], name="reports_his_history_201a0a_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="withdrawal_has_its_reason",
                violation_error_message="Say why the paper is withdrawn.",
            ),
        ),
        migrations.RunPython(words.add_triggers_again, migrations.RunPython.noop),
    ]
