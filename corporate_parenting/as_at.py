"""Rows as they stood at the end of a day, read from the history.

``as_of()`` of simple-history is not used: it follows neither foreign keys nor leads, and gives a
row twice when two of its records bear one moment.
"""

from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils import timezone

Row = TypeVar("Row", bound=Model)


def end_of(day: date) -> datetime:
    """The moment at which ``day`` is over, on the clocks of the council."""
    return timezone.make_aware(datetime.combine(day + timedelta(1), time.min))


def standing(model: type[Row], moment: datetime | None = None) -> QuerySet:
    """The rows of ``model``, or the records that stood for them just before ``moment``.

    Both have the model's columns and ``id``. Of records no foreign key may be followed: it would
    give the row of today.
    """
    if moment is None:
        return model.objects.all()
    records = model.history.model.objects
    earlier = records.filter(id=OuterRef("id"), history_date__lt=moment)
    newest = earlier.order_by("-history_date", "-history_id").values("history_id")[:1]
    return records.filter(history_id=Subquery(newest)).exclude(history_type="-")


def rows_at(model: type[Row], moment: datetime | None, **within: object) -> list[Row]:
    """The rows, or what they were just before ``moment`` as unsaved instances, in one query.

    ``within`` are conditions on what the rows held then. Foreign keys are plain numbers: to follow
    one from here would give the row of today.
    """
    return instances(model, standing(model, moment).filter(**within).order_by("id"))


def instances(model: type[Row], found: QuerySet) -> list[Row]:
    """What ``standing`` found, in its order: rows, or records as unsaved instances of ``model``."""
    if found.model is model:
        return list(found)
    names = [field.attname for field in model._meta.concrete_fields]
    return [model(**dict(zip(names, row, strict=True))) for row in found.values_list(*names)]
