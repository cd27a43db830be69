"""Who may read which edition, and the words of which each edition was made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0013_cleared_for_ever")]

    operations = [
        migrations.AlterModelOptions(
            name="publishededition",
            options={
                "ordering": ["publication", "edition", "pk"],
                "permissions": [
                    ("view_members_edition", "Can read what is exempt in a paper"),
                    ("view_officers_edition", "Can read what is exempt or confidential in a paper"),
                ],
            },
        ),
        migrations.AddField(
            model_name="renderededition",
            name="sha256_document",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
    ]
