"""A scorecard that was changed since: what it was in May 2019, and what it is."""

from datetime import UTC, datetime, timedelta

from actions.models import Agency, Lead, Priority
from scorecard.models import Area, Commentary, Indicator, Measurement, Target

BEFORE = datetime(2019, 5, 1, 9, tzinfo=UTC)
AFTER = datetime(2019, 6, 1, 9, tzinfo=UTC)
MAY, JUNE = "?as-at=2019-05-31", "?as-at=2019-06-30"
MODELS = (Agency, Lead, Priority, Area, Indicator, Target, Measurement, Commentary)


def date_back(moment):
    """All that happened since the tests began happened at ``moment``, a second apart."""
    for model in MODELS:
        records = model.history.model.objects.filter(history_date__gt=AFTER + timedelta(days=365))
        for number, record in enumerate(records.order_by("history_id")):
            record.history_date = moment + timedelta(seconds=number)
            record.save(update_fields=["history_date"])


def change(row, **fields):
    """As a service would: one save, one record."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
