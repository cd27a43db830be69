"""Indicators with their priorities and owners, as they stand or as they stood on a day."""

from collections.abc import Iterable
from datetime import datetime

from actions.models import Agency, Lead, Priority
from corporate_parenting.as_at import instances, rows_at, standing
from scorecard.models import Area, Indicator, Measurement


def all_indicators(moment: datetime | None = None) -> list[Indicator]:
    """By code, with their priorities, in two queries; those that were withdrawn, too.

    ``moment``: as everything was recorded just before it.
    """
    indicators = instances(Indicator, standing(Indicator, moment).order_by("code_key", "id"))
    _hang_priorities(indicators, moment)
    return indicators


def indicator_at(pk: int, moment: datetime | None = None) -> Indicator | None:
    """With its priority and its owner, in one query, or four of the past; None where not kept."""
    if moment is None:
        return Indicator.objects.select_related("priority", "owner__agency").filter(pk=pk).first()
    indicators = rows_at(Indicator, moment, id=pk)
    _hang_priorities(indicators, moment)
    for indicator in indicators:
        owners = rows_at(Lead, moment, id=indicator.owner_id)
        agencies = rows_at(Agency, moment, id__in={lead.agency_id for lead in owners})
        for lead in owners:
            lead.agency = next(iter(agencies), None)
        indicator.owner = next(iter(owners), None)
    return next(iter(indicators), None)


def _hang_priorities(indicators: Iterable[Indicator], moment: datetime | None) -> None:
    wanted = {each.priority_id for each in indicators}
    priorities = {each.pk: each for each in rows_at(Priority, moment, id__in=wanted)}
    for each in indicators:
        each.priority = priorities.get(each.priority_id)


def scorecard_kept_since() -> datetime | None:
    """When the first figure of our council came in."""
    records = Measurement.history.filter(area__kind=Area.Kind.OWN).order_by("history_date")
    return records.values_list("history_date", flat=True).first()


def indicator_kept_since(indicator: Indicator) -> datetime | None:
    records = indicator.history.order_by("history_date")
    return records.values_list("history_date", flat=True).first()
