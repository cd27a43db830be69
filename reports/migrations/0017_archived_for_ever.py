"""The database itself refuses to change or delete the archive copy of a published paper."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# A later migration that alters this table on SQLite rebuilds it without its triggers and must
# run this one's ``add_triggers`` again.
TABLE = "reports_archivecopy"
MESSAGE = "An archive copy is never changed."

POSTGRESQL_FUNCTION = f"""
CREATE FUNCTION refuse_change_of_archive_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL_TRIGGER = (
    f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change_of_archive_copy()"
)
ACTS = ("update", "delete")


def add_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION)
        schema_editor.execute(POSTGRESQL_TRIGGER)
        return
    for act in ACTS:
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_{act} BEFORE {act.upper()} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def remove_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION refuse_change_of_archive_copy CASCADE")
        return
    for act in ACTS:
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{act}")


class Migration(migrations.Migration):
    dependencies = [("reports", "0016_archive_copies")]

    operations = [migrations.RunPython(add_triggers, remove_triggers)]
