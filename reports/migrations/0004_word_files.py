"""Published papers and those on their way have a Word file."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

first = import_module("reports.migrations.0002_published_for_ever")


def add_triggers_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite makes the table anew for further columns, and loses what guards it; not for fewer."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in first._create("reports_publication", "sqlite"):
            again = statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS")
            schema_editor.execute(again)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_sections_of_the_scorecard"),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, add_triggers_again),
        migrations.AddField(
            model_name="publication",
            name="docx",
            field=models.BinaryField(blank=True, default=bytes, verbose_name="Word file"),
        ),
        migrations.AddField(
            model_name="publication",
            name="sha256_docx",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="rendering",
            name="docx",
            field=models.BinaryField(blank=True, default=bytes, verbose_name="Word file"),
        ),
        migrations.AddField(
            model_name="rendering",
            name="sha256_docx",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.RunPython(add_triggers_again, migrations.RunPython.noop),
    ]
