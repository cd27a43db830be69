"""What stood before the progress still does."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MODELS = ("Passage", "HistoricalPassage")


def say_where(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name in MODELS:
        rows = apps.get_model("reports", name).objects
        rows.filter(comes_first=True).update(part="first_items")


def say_whether_first(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name in MODELS:
        rows = apps.get_model("reports", name).objects
        rows.filter(part="first_items").update(comes_first=True)


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_passages")]

    operations = [migrations.RunPython(say_where, say_whether_first)]
