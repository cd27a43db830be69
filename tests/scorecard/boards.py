"""A scorecard of so many indicators, with targets, other areas and a commentary each."""

from datetime import date
from decimal import Decimal

from simple_history.utils import bulk_create_with_history

from scorecard.models import Area, Measurement
from scorecard.periods import parse, periods_between
from tests.factories import (
    make_area,
    make_commentary,
    make_indicator,
    make_priority,
    make_target,
)

THIRD = parse("Quarter 3 2019-20")
FIRST = parse("Quarter 4 2016-17")


def make_areas(neighbours=1):
    """Our council, England, the region and so many neighbours, by a short name."""
    areas = {
        "own": make_area(),
        "england": make_area(name="England", kind=Area.Kind.ENGLAND),
        "region": make_area(name="North Moors", kind=Area.Kind.REGION),
    }
    for number in range(1, neighbours + 1):
        areas[f"neighbour{number}"] = make_area(
            name=f"Neighbour {number}", kind=Area.Kind.NEIGHBOUR
        )
    return areas


def make_board(indicators=1, periods=3, *, areas=None, priority=None):
    """Percentages of the quarters up to the third of 2019-20, for all areas."""
    areas = areas or make_areas()
    priority = priority or make_priority()
    shown = periods_between(FIRST, THIRD)[-periods:]
    found = []
    for number in range(1, indicators + 1):
        indicator = make_indicator(code=f"P1.{number}", name=f"Measure {number}", priority=priority)
        make_target(indicator, starts_on=date(2016, 4, 1), tolerance=5)
        figures = [
            Measurement(
                indicator=indicator, area=area, period_kind=period.kind,
                period_starts_on=period.starts_on, value=Decimal(60 + (number * 7 + place) % 40),
                numerator=600 + (number * 7 + place) % 40 * 10 if area.kind == "own" else None,
                denominator=1000 if area.kind == "own" else None, as_at=period.ends_on,
            )
            for area in areas.values()
            for place, period in enumerate(shown)
        ]  # fmt: skip
        bulk_create_with_history(figures, Measurement)
        make_commentary(indicator, THIRD, author=None if number == 1 else found[0][1])
        found.append((indicator, indicator.commentaries.get().author))
    return [indicator for indicator, _ in found]
