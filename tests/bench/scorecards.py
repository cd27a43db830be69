"""A made-up scorecard: 80 indicators with 12 quarters of four areas, written past the services."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product

from actions.models import Plan
from actions.references import sort_key
from corporate_parenting.models import User
from scorecard.figures import Unit
from scorecard.models import Area, Commentary, Indicator, Measurement, Target
from scorecard.periods import Period, PeriodKind, periods_between
from scorecard.rating import Basis, Polarity
from tests.bench.plans import keep
from tests.bench.texts import PLAIN

INDICATORS = 80
QUARTERS = periods_between(
    Period(PeriodKind.QUARTER, date(2023, 4, 1)), Period(PeriodKind.QUARTER, date(2026, 1, 1))
)
AREAS = {
    "Fernmoor": Area.Kind.OWN,
    "Ashdale": Area.Kind.NEIGHBOUR,
    "North Fells": Area.Kind.REGION,
    "England": Area.Kind.ENGLAND,
}


def make_scorecard(plan: Plan, author: User) -> None:
    """Under the plan's priorities; half of them percentages of small groups; nothing is random."""
    areas = keep(Area, (Area(name=name, kind=kind) for name, kind in AREAS.items()))
    indicators = keep(Indicator, _indicators(plan))
    keep(Target, (Target(indicator=each, starts_on=date(2023, 4, 1), value=80, tolerance=5)
                  for each in indicators))  # fmt: skip
    keep(Measurement, _measurements(indicators, areas))
    keep(Commentary, _commentaries(indicators, author))


def _indicators(plan: Plan) -> Iterator[Indicator]:
    priorities = list(plan.priorities.order_by("number"))
    for number in range(INDICATORS):
        priority = priorities[number % len(priorities)]
        code = f"P{priority.number}.{number // len(priorities) + 1}"
        is_share = number % 2 == 0
        yield Indicator(
            code=code,
            code_key=sort_key(code),
            name=f"Children who have seen their dentist, measure {number + 1}",
            unit=Unit.PERCENT if is_share else Unit.NUMBER,
            decimals=1 if is_share else 0,
            polarity=Polarity.HIGH if number % 3 else Polarity.LOW,
            basis=Basis.SNAPSHOT,
            frequency=PeriodKind.QUARTER,
            priority=priority,
        )


def _measurements(indicators: list[Indicator], areas: list[Area]) -> Iterator[Measurement]:
    for (at, indicator), area, (quarter, period) in product(
        enumerate(indicators), areas, enumerate(QUARTERS)
    ):
        base = 20 + at * 5
        count = base * (60 + (at * 7 + quarter * 3) % 40) // 100
        is_share = indicator.unit == Unit.PERCENT
        yield Measurement(
            indicator=indicator,
            area=area,
            period_kind=period.kind,
            period_starts_on=period.starts_on,
            value=round(Decimal(100 * count) / base, 6) if is_share else count,
            numerator=count if is_share and area.kind == Area.Kind.OWN else None,
            denominator=base if is_share and area.kind == Area.Kind.OWN else None,
            as_at=period.ends_on,
        )


def _commentaries(indicators: list[Indicator], author: User) -> Iterator[Commentary]:
    newest = QUARTERS[-1]
    for at, indicator in enumerate(indicators[::2]):
        yield Commentary(
            indicator=indicator,
            period_kind=newest.kind,
            period_starts_on=newest.starts_on,
            text=PLAIN.format(at),
            author=author,
            written_at=datetime(2026, 4, 2, 9, tzinfo=UTC),
        )
