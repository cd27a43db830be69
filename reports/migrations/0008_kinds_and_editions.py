"""Kinds of paper as rows, editions of a paper, quotations, what a board considers."""

from importlib import import_module

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import reports.kinds

first = import_module("reports.migrations.0002_published_for_ever")
word_files = import_module("reports.migrations.0004_word_files")
EDITIONS = "reports_publishededition"


def add_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    word_files.add_triggers_again(apps, schema_editor)
    for statement in first._create(EDITIONS, schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0009_plans_once_per_board"),
        ("reports", "0007_where_passages_stand"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, word_files.add_triggers_again),
        migrations.CreateModel(
            name="HistoricalKindPart",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="place",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                (
                    "section",
                    models.CharField(
                        choices=reports.kinds.section_types,
                        max_length=30,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        blank=True,
                        help_text="May hold {children}, {care_leavers}, {board}, {council} and {year}.",
                        max_length=300,
                        verbose_name="heading or label",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Where it has no heading.",
                        max_length=100,
                        verbose_name="what authors call it",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="2 for a section, 3 for a part of one.",
                        validators=[
                            django.core.validators.MinValueValidator(2),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="level of the heading",
                    ),
                ),
                (
                    "is_numbered",
                    models.BooleanField(
                        default=False,
                        help_text="In a numbered paper.",
                        verbose_name="its heading of level 3 is numbered",
                    ),
                ),
                (
                    "standard_text",
                    models.TextField(
                        blank=True,
                        help_text="Printed where the author types nothing; of a recommendation, above it.",
                        max_length=5000,
                    ),
                ),
                (
                    "is_in_use",
                    models.BooleanField(default=True, verbose_name="in new papers and open drafts"),
                ),
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
                "verbose_name": "historical part of a kind of paper",
                "verbose_name_plural": "historical parts of kinds of paper",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPaperKind",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=20)),
                ("name", models.CharField(max_length=100)),
                ("title", models.CharField(max_length=200, verbose_name="title of a new paper")),
                (
                    "cover_heading",
                    models.CharField(
                        blank=True,
                        help_text="Such as DECISION REPORT.",
                        max_length=100,
                        verbose_name="words above the title",
                    ),
                ),
                (
                    "cover_title",
                    models.CharField(
                        default="{board}",
                        help_text="May hold {title}, {board}, {council}, {year}, {day} and {month}.",
                        max_length=100,
                        verbose_name="title on the cover",
                    ),
                ),
                (
                    "cover_foot",
                    models.CharField(
                        blank=True,
                        default="{day}",
                        help_text="As the title; {day} is that of the meeting.",
                        max_length=100,
                        verbose_name="words below the title",
                    ),
                ),
                (
                    "has_cover",
                    models.BooleanField(
                        default=True,
                        help_text="Else it begins with its heading and lines.",
                        verbose_name="has a cover page",
                    ),
                ),
                (
                    "has_contents",
                    models.BooleanField(default=True, verbose_name="has a list of contents"),
                ),
                (
                    "has_landscape",
                    models.BooleanField(
                        default=False, verbose_name="printed on sheets turned sideways"
                    ),
                ),
                (
                    "numbering",
                    models.CharField(
                        choices=[
                            ("none", "No numbers"),
                            ("decimal", "1, 1.1, 1.1.1"),
                            ("letters", "A, A1, A1.1"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                (
                    "publicity",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("exempt", "Exempt: members and officers"),
                            ("confidential", "Confidential: officers only"),
                        ],
                        default="public",
                        max_length=12,
                        verbose_name="words are, unless an author says otherwise",
                    ),
                ),
                (
                    "is_in_use",
                    models.BooleanField(default=True, verbose_name="offered for new papers"),
                ),
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
                "verbose_name": "historical kind of paper",
                "verbose_name_plural": "historical kinds of paper",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuotation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField(max_length=5000, verbose_name="words")),
                (
                    "source",
                    models.CharField(
                        help_text="A court, a role, a group: never the name of a child.",
                        max_length=200,
                        verbose_name="who said it, as the public may read it",
                    ),
                ),
                ("said_on", models.DateField(verbose_name="said on")),
                (
                    "has_consent",
                    models.BooleanField(
                        default=False, verbose_name="they agree that it is printed"
                    ),
                ),
                (
                    "is_anonymous",
                    models.BooleanField(
                        default=False, verbose_name="checked: nobody can be known by the words"
                    ),
                ),
                ("is_removed", models.BooleanField(default=False, verbose_name="removed")),
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
                "verbose_name": "historical quotation",
                "verbose_name_plural": "historical quotations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuotedIn",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.PositiveIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="place",
                    ),
                ),
                (
                    "heading",
                    models.CharField(blank=True, max_length=200, verbose_name="heading above it"),
                ),
                ("is_included", models.BooleanField(default=True, verbose_name="in the paper")),
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
                "verbose_name": "historical quotation in a paper",
                "verbose_name_plural": "historical quotations in papers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRegularReport",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("body", models.CharField(max_length=100, verbose_name="board")),
                ("title", models.CharField(max_length=200)),
                (
                    "frequency",
                    models.CharField(
                        blank=True,
                        help_text="Such as 6 monthly, or empty.",
                        max_length=60,
                        verbose_name="how often",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="place",
                    ),
                ),
                (
                    "is_removed",
                    models.BooleanField(default=False, verbose_name="no longer considered"),
                ),
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
                "verbose_name": "historical regular report",
                "verbose_name_plural": "historical regular reports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRegularReport_meetings",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalRegularReport_meetings",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="KindPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="place",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                (
                    "section",
                    models.CharField(
                        choices=reports.kinds.section_types,
                        max_length=30,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        blank=True,
                        help_text="May hold {children}, {care_leavers}, {board}, {council} and {year}.",
                        max_length=300,
                        verbose_name="heading or label",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Where it has no heading.",
                        max_length=100,
                        verbose_name="what authors call it",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="2 for a section, 3 for a part of one.",
                        validators=[
                            django.core.validators.MinValueValidator(2),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="level of the heading",
                    ),
                ),
                (
                    "is_numbered",
                    models.BooleanField(
                        default=False,
                        help_text="In a numbered paper.",
                        verbose_name="its heading of level 3 is numbered",
                    ),
                ),
                (
                    "standard_text",
                    models.TextField(
                        blank=True,
                        help_text="Printed where the author types nothing; of a recommendation, above it.",
                        max_length=5000,
                    ),
                ),
                (
                    "is_in_use",
                    models.BooleanField(default=True, verbose_name="in new papers and open drafts"),
                ),
            ],
            options={
                "verbose_name": "part of a kind of paper",
                "verbose_name_plural": "parts of kinds of paper",
                "ordering": ["kind", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PaperKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=100)),
                ("title", models.CharField(max_length=200, verbose_name="title of a new paper")),
                (
                    "cover_heading",
                    models.CharField(
                        blank=True,
                        help_text="Such as DECISION REPORT.",
                        max_length=100,
                        verbose_name="words above the title",
                    ),
                ),
                (
                    "cover_title",
                    models.CharField(
                        default="{board}",
                        help_text="May hold {title}, {board}, {council}, {year}, {day} and {month}.",
                        max_length=100,
                        verbose_name="title on the cover",
                    ),
                ),
                (
                    "cover_foot",
                    models.CharField(
                        blank=True,
                        default="{day}",
                        help_text="As the title; {day} is that of the meeting.",
                        max_length=100,
                        verbose_name="words below the title",
                    ),
                ),
                (
                    "has_cover",
                    models.BooleanField(
                        default=True,
                        help_text="Else it begins with its heading and lines.",
                        verbose_name="has a cover page",
                    ),
                ),
                (
                    "has_contents",
                    models.BooleanField(default=True, verbose_name="has a list of contents"),
                ),
                (
                    "has_landscape",
                    models.BooleanField(
                        default=False, verbose_name="printed on sheets turned sideways"
                    ),
                ),
                (
                    "numbering",
                    models.CharField(
                        choices=[
                            ("none", "No numbers"),
                            ("decimal", "1, 1.1, 1.1.1"),
                            ("letters", "A, A1, A1.1"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                (
                    "publicity",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("exempt", "Exempt: members and officers"),
                            ("confidential", "Confidential: officers only"),
                        ],
                        default="public",
                        max_length=12,
                        verbose_name="words are, unless an author says otherwise",
                    ),
                ),
                (
                    "is_in_use",
                    models.BooleanField(default=True, verbose_name="offered for new papers"),
                ),
            ],
            options={
                "verbose_name": "kind of paper",
                "verbose_name_plural": "kinds of paper",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PublishedEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edition",
                    models.CharField(
                        choices=[
                            ("public", "Public edition"),
                            ("members", "Members’ edition"),
                            ("officers", "Officers’ edition"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "document",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("html", models.TextField()),
                ("pdf", models.BinaryField()),
                ("docx", models.BinaryField(verbose_name="Word file")),
                ("sha256_html", models.CharField(max_length=64)),
                ("sha256_pdf", models.CharField(max_length=64)),
                ("sha256_docx", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["publication", "edition", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Quotation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField(max_length=5000, verbose_name="words")),
                (
                    "source",
                    models.CharField(
                        help_text="A court, a role, a group: never the name of a child.",
                        max_length=200,
                        verbose_name="who said it, as the public may read it",
                    ),
                ),
                ("said_on", models.DateField(verbose_name="said on")),
                (
                    "has_consent",
                    models.BooleanField(
                        default=False, verbose_name="they agree that it is printed"
                    ),
                ),
                (
                    "is_anonymous",
                    models.BooleanField(
                        default=False, verbose_name="checked: nobody can be known by the words"
                    ),
                ),
                ("is_removed", models.BooleanField(default=False, verbose_name="removed")),
            ],
            options={
                "ordering": ["-said_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="QuotedIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.PositiveIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="place",
                    ),
                ),
                (
                    "heading",
                    models.CharField(blank=True, max_length=200, verbose_name="heading above it"),
                ),
                ("is_included", models.BooleanField(default=True, verbose_name="in the paper")),
            ],
            options={
                "verbose_name": "quotation in a paper",
                "verbose_name_plural": "quotations in papers",
                "ordering": ["report", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RegularReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("body", models.CharField(max_length=100, verbose_name="board")),
                ("title", models.CharField(max_length=200)),
                (
                    "frequency",
                    models.CharField(
                        blank=True,
                        help_text="Such as 6 monthly, or empty.",
                        max_length=60,
                        verbose_name="how often",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="place",
                    ),
                ),
                (
                    "is_removed",
                    models.BooleanField(default=False, verbose_name="no longer considered"),
                ),
            ],
            options={
                "ordering": ["body", "order", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RenderedEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edition",
                    models.CharField(
                        choices=[
                            ("public", "Public edition"),
                            ("members", "Members’ edition"),
                            ("officers", "Officers’ edition"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "document",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("html", models.TextField(blank=True)),
                ("pdf", models.BinaryField(blank=True, default=bytes)),
                ("docx", models.BinaryField(blank=True, default=bytes, verbose_name="Word file")),
                ("sha256_html", models.CharField(blank=True, max_length=64)),
                ("sha256_pdf", models.CharField(blank=True, max_length=64)),
                ("sha256_docx", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["rendering", "edition", "pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="historicalpassage",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical passage",
                "verbose_name_plural": "historical passages",
            },
        ),
        migrations.AlterModelOptions(
            name="passage",
            options={"ordering": ["report", "part", "order", "pk"]},
        ),
        migrations.RenameIndex(
            model_name="historicalpassage",
            new_name="reports_his_history_8eb7e5_idx",
            old_name="reports_his_history_2aef0b_idx",
        ),
        migrations.RemoveField(
            model_name="historicalpassage",
            name="comes_first",
        ),
        migrations.RemoveField(
            model_name="passage",
            name="comes_first",
        ),
        migrations.AddField(
            model_name="historicalpassage",
            name="exempt_paragraph",
            field=models.CharField(
                blank=True,
                choices=[
                    ("1", "1: information about an individual"),
                    ("2", "2: information likely to reveal who an individual is"),
                    ("3", "3: financial or business affairs"),
                    ("4", "4: labour relations"),
                    ("5", "5: legal professional privilege"),
                    ("6", "6: notices and orders"),
                    ("7", "7: prevention or prosecution of crime"),
                ],
                max_length=2,
                verbose_name="exempt under paragraph",
            ),
        ),
        migrations.AddField(
            model_name="historicalpassage",
            name="publicity",
            field=models.CharField(
                choices=[
                    ("public", "Public"),
                    ("exempt", "Exempt: members and officers"),
                    ("confidential", "Confidential: officers only"),
                ],
                default="public",
                max_length=12,
                verbose_name="who may read it",
            ),
        ),
        migrations.AddField(
            model_name="historicalpassage",
            name="repeats",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="reports.passage",
            ),
        ),
        migrations.AddField(
            model_name="historicalpassage",
            name="withheld_because",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="why the public does not read it"
            ),
        ),
        migrations.AddField(
            model_name="historicalreport",
            name="next_plan",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actions.plan",
            ),
        ),
        migrations.AddField(
            model_name="historicalreport",
            name="period_from",
            field=models.DateField(blank=True, null=True, verbose_name="tells of the time from"),
        ),
        migrations.AddField(
            model_name="historicalreport",
            name="period_to",
            field=models.DateField(blank=True, null=True, verbose_name="to"),
        ),
        migrations.AddField(
            model_name="passage",
            name="exempt_paragraph",
            field=models.CharField(
                blank=True,
                choices=[
                    ("1", "1: information about an individual"),
                    ("2", "2: information likely to reveal who an individual is"),
                    ("3", "3: financial or business affairs"),
                    ("4", "4: labour relations"),
                    ("5", "5: legal professional privilege"),
                    ("6", "6: notices and orders"),
                    ("7", "7: prevention or prosecution of crime"),
                ],
                max_length=2,
                verbose_name="exempt under paragraph",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="publicity",
            field=models.CharField(
                choices=[
                    ("public", "Public"),
                    ("exempt", "Exempt: members and officers"),
                    ("confidential", "Confidential: officers only"),
                ],
                default="public",
                max_length=12,
                verbose_name="who may read it",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="repeats",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="repeated_by",
                to="reports.passage",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="withheld_because",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="why the public does not read it"
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="kind_name",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="report",
            name="next_plan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="announced_by",
                to="actions.plan",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="period_from",
            field=models.DateField(blank=True, null=True, verbose_name="tells of the time from"),
        ),
        migrations.AddField(
            model_name="report",
            name="period_to",
            field=models.DateField(blank=True, null=True, verbose_name="to"),
        ),
        migrations.AlterField(
            model_name="historicalpassage",
            name="heading",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="passage",
            name="heading",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="passage",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passages",
                to="reports.report",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part", ""), _negated=True), models.Q(("text", ""), _negated=True)
                ),
                name="passage_has_part_and_text",
                violation_error_message="Enter a text, and say where it stands.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("publicity__in", ["public", "exempt", "confidential"])),
                name="passage_publicity_is_known",
                violation_error_message="Choose who may read it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("publicity", "exempt"), models.Q(("exempt_paragraph", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("publicity", "exempt"), _negated=True), ("exempt_paragraph", "")
                    ),
                    _connector="OR",
                ),
                name="passage_exempt_names_its_paragraph",
                violation_error_message="Choose the paragraph under which the words are exempt, and none for others.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("publicity", "public"), ("withheld_because", "")),
                    models.Q(
                        models.Q(("publicity", "public"), _negated=True),
                        models.Q(("withheld_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="passage_withheld_says_why",
                violation_error_message="Say why the public does not read it, in words that the public may read.",
            ),
        ),
        migrations.AddField(
            model_name="historicalkindpart",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalpaperkind",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalquotation",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalquotedin",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalquotedin",
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
            model_name="historicalregularreport",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalregularreport_meetings",
            name="history",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                to="reports.historicalregularreport",
            ),
        ),
        migrations.AddField(
            model_name="historicalregularreport_meetings",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="reports.meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperkind",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", ""), _negated=True),
                    models.Q(("name", ""), _negated=True),
                    models.Q(("title", ""), _negated=True),
                ),
                name="paperkind_has_its_words",
                violation_error_message="Enter a code, a name and the title of a new paper.",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperkind",
            constraint=models.CheckConstraint(
                condition=models.Q(("numbering__in", ["none", "decimal", "letters"])),
                name="paperkind_numbering_is_known",
                violation_error_message="Choose how the paper is numbered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperkind",
            constraint=models.CheckConstraint(
                condition=models.Q(("publicity__in", ["public", "exempt", "confidential"])),
                name="paperkind_publicity_is_known",
                violation_error_message="Choose who may read the words.",
            ),
        ),
        migrations.AddField(
            model_name="kindpart",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="reports.paperkind",
            ),
        ),
        migrations.AddField(
            model_name="historicalkindpart",
            name="kind",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="reports.paperkind",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("period_from", None), ("period_to", None)),
                    models.Q(
                        ("period_from__isnull", False),
                        ("period_from__lte", models.F("period_to")),
                        ("period_to__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="report_period_has_both_days",
                violation_error_message="Enter both the first and the last day that the paper tells of, in order, or neither.",
            ),
        ),
        migrations.AddField(
            model_name="publishededition",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="reports.publication",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), models.Q(("source", ""), _negated=True)
                ),
                name="quotation_has_words_and_source",
                violation_error_message="Enter the words and who said them.",
            ),
        ),
        migrations.AddField(
            model_name="historicalquotedin",
            name="quotation",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="reports.quotation",
            ),
        ),
        migrations.AddField(
            model_name="quotedin",
            name="quotation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quoted_in",
                to="reports.quotation",
            ),
        ),
        migrations.AddField(
            model_name="quotedin",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quoted",
                to="reports.report",
            ),
        ),
        migrations.AddField(
            model_name="regularreport",
            name="meetings",
            field=models.ManyToManyField(
                blank=True,
                related_name="considered",
                to="reports.meeting",
                verbose_name="considered at",
            ),
        ),
        migrations.AddField(
            model_name="historicalregularreport_meetings",
            name="regularreport",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="reports.regularreport",
            ),
        ),
        migrations.AddField(
            model_name="renderededition",
            name="rendering",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="editions",
                to="reports.rendering",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalpaperkind",
            index=models.Index(
                fields=["history_date", "id"], name="reports_his_history_cee5f5_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalquotation",
            index=models.Index(
                fields=["history_date", "id"], name="reports_his_history_4b1178_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalregularreport",
            index=models.Index(
                fields=["history_date", "id"], name="reports_his_history_90527d_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="kindpart",
            constraint=models.UniqueConstraint(
                fields=("kind", "code"),
                name="kindpart_code_once_per_kind",
                violation_error_message="The kind has a part of this code already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kindpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 2), ("level__lte", 4)),
                name="kindpart_level_is_known",
                violation_error_message="A heading is of level 2, 3 or 4.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kindpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", ""), _negated=True), models.Q(("section", ""), _negated=True)
                ),
                name="kindpart_has_its_code",
                violation_error_message="Enter a code, and choose what the part is.",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalkindpart",
            index=models.Index(
                fields=["history_date", "id"], name="reports_his_history_160ed0_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="publishededition",
            constraint=models.UniqueConstraint(
                fields=("publication", "edition"),
                name="publishededition_once_per_publication",
                violation_error_message="The publication has this edition already.",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalquotedin",
            index=models.Index(
                fields=["history_date", "id"], name="reports_his_history_1c2d9e_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="quotedin",
            constraint=models.UniqueConstraint(
                fields=("report", "quotation"),
                name="quotedin_once_per_report",
                violation_error_message="The paper has this quotation already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="regularreport",
            constraint=models.UniqueConstraint(
                fields=("body", "title"),
                name="regularreport_title_once_per_board",
                violation_error_message="The board considers a report of this title already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="regularreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body", ""), _negated=True), models.Q(("title", ""), _negated=True)
                ),
                name="regularreport_has_board_and_title",
                violation_error_message="Enter the board and the title of the report.",
            ),
        ),
        migrations.AddConstraint(
            model_name="renderededition",
            constraint=models.UniqueConstraint(
                fields=("rendering", "edition"),
                name="renderededition_once_per_rendering",
                violation_error_message="This edition is being made already.",
            ),
        ),
        migrations.RunPython(add_triggers, migrations.RunPython.noop),
    ]
