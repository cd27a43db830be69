"""A paper is of one of the kinds that are rows now."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0009_standard_kinds"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalreport",
            name="kind",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                default="update",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="reports.paperkind",
                to_field="code",
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="kind",
            field=models.ForeignKey(
                default="update",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="reports.paperkind",
                to_field="code",
            ),
        ),
    ]
