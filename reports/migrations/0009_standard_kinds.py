"""The kinds of paper that a council starts with."""

from django.db import migrations
from django.utils import timezone

from reports.migrations._standard_kinds import KINDS

WHY = "Came with the application."


def fill(apps, schema_editor):
    """Add each kind that is not there, with its parts and their history."""
    kinds = apps.get_model("reports", "PaperKind").objects
    for fields, parts in KINDS:
        if kinds.filter(code=fields["code"]).exists():
            continue
        kind = _add(apps, "PaperKind", **fields)
        for order, part in enumerate(parts, 1):
            _add(apps, "KindPart", kind_id=kind.pk, order=order, **part._asdict())


def _add(apps, model, **fields):
    row = apps.get_model("reports", model).objects.create(**fields)
    record = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    apps.get_model("reports", f"Historical{model}").objects.create(
        **record, history_type="+", history_date=timezone.now(), history_change_reason=WHY
    )
    return row


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_kinds_and_editions")]

    # On the way back they stay until their tables go: what stands is not added twice.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
