"""The database itself refuses to change or delete who cleared which bytes, and what was withdrawn."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# A later migration that alters one of these tables on SQLite rebuilds it without its triggers
# and must run this one's ``add_triggers`` again.
TABLES = ("reports_clearance", "reports_withdrawal")
MESSAGE = "What was cleared or withdrawn is never changed."

POSTGRESQL_FUNCTION = f"""
CREATE FUNCTION refuse_change_of_clearance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def add_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION)
    for table in TABLES:
        for statement in _create(table, schema_editor.connection.vendor):
            schema_editor.execute(statement)


def remove_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION refuse_change_of_clearance CASCADE")
        return
    for table in TABLES:
        for act in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}")


def _create(table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change_of_clearance()"
        ]
    return [
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for act in ("update", "delete")
    ]


class Migration(migrations.Migration):
    dependencies = [("reports", "0012_life_of_a_paper")]

    operations = [migrations.RunPython(add_triggers, remove_triggers)]
