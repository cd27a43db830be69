"""A whole part of a kind of paper can be exempt or confidential."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0014_editions_are_read"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalkindpart",
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
            model_name="historicalkindpart",
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
            model_name="historicalkindpart",
            name="withheld_because",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="why the public does not read it"
            ),
        ),
        migrations.AddField(
            model_name="kindpart",
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
            model_name="kindpart",
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
            model_name="kindpart",
            name="withheld_because",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="why the public does not read it"
            ),
        ),
        migrations.AddConstraint(
            model_name="kindpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("publicity__in", ["public", "exempt", "confidential"])),
                name="kindpart_publicity_is_known",
                violation_error_message="Choose who may read it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kindpart",
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
                name="kindpart_exempt_names_its_paragraph",
                violation_error_message="Choose the paragraph under which the words are exempt, and none for others.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kindpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("publicity", "public"), ("withheld_because", "")),
                    models.Q(
                        models.Q(("publicity", "public"), _negated=True),
                        models.Q(("withheld_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="kindpart_withheld_says_why",
                violation_error_message="Say why the public does not read it, in words that the public may read.",
            ),
        ),
    ]
