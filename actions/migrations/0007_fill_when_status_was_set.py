from django.db import migrations


def fill_from_history(apps, schema_editor):
    """The oldest of the newest history rows that bear the status tells who set it, and when."""
    records = apps.get_model("actions", "HistoricalAction").objects
    for action in apps.get_model("actions", "Action").objects.exclude(status="not_given"):
        newest_first = list(records.filter(id=action.pk).order_by("-history_date", "-history_id"))
        setting = None
        for record in newest_first:
            if (record.status, record.status_reason) != (action.status, action.status_reason):
                break
            setting = record
        if setting is None:
            continue
        changes = {
            "status_set_at": setting.history_date,
            "status_set_by_id": setting.history_user_id,
        }
        type(action).objects.filter(pk=action.pk).update(**changes)
        records.filter(pk=newest_first[0].pk).update(**changes)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0006_when_status_was_set"),
    ]

    operations = [
        migrations.RunPython(fill_from_history, migrations.RunPython.noop),
    ]
