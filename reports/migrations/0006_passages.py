"""Free items become passages, which stand in any part of a paper."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_sections_on_homes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="freeitem",
            name="freeitem_has_heading_and_text",
        ),
        migrations.RenameModel(old_name="FreeItem", new_name="Passage"),
        migrations.RenameModel(old_name="HistoricalFreeItem", new_name="HistoricalPassage"),
        *(
            migrations.AddField(
                model_name=model,
                name="part",
                field=models.SlugField(max_length=40, default="later_items"),
            )
            for model in ("passage", "historicalpassage")
        ),
    ]
