"""Made-up indicators of the demo council with three years of figures. Called by ``load_demo``."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import models, transaction
from django.utils import timezone

from actions.models import Lead, Plan, Priority
from corporate_parenting.commands import csv_rows
from corporate_parenting.models import User
from scorecard.figures import Figure, State, percentage, read_figure
from scorecard.models import AIMS, Area, Commentary, Indicator, Measurement, Target
from scorecard.periods import Period, PeriodKind, periods_between
from scorecard.rating import Basis
from scorecard.sentences import Finality

DEMO = Path(__file__).resolve().parents[2] / "demo"
AREAS = {
    "Fernmoor": Area.Kind.OWN,
    "England": Area.Kind.ENGLAND,
    "Western Dales": Area.Kind.REGION,
    "Ashby Vale": Area.Kind.NEIGHBOUR,
    "Corrin": Area.Kind.NEIGHBOUR,
    "Saltmere": Area.Kind.NEIGHBOUR,
}
REVISED = ("P2.1", "Two children who came into care on the last day were added.")
BY_HAND = ("P3.4", "amber", "The questionnaire came back for two children of three only")


class Command(BaseCommand):
    help = "Load the scorecard of the demo council, once. What was entered since stays."

    def handle(self, *args: object, **options: object) -> None:
        if Indicator.objects.exists() or Area.objects.exists():
            self.stdout.write("There is a scorecard already; nothing was changed.")
            return
        self.load(timezone.localdate())

    @transaction.atomic
    def load(self, today: date) -> None:
        areas = {name: saved(Area(name=name, kind=kind)) for name, kind in AREAS.items()}
        indicators = {row["code"]: make_indicator(row) for row in csv_rows(DEMO / "indicators.csv")}
        for row in csv_rows(DEMO / "targets.csv"):
            make_target(indicators[row["code"]], row, today)
        count = 0
        for row in csv_rows(DEMO / "figures.csv"):
            area = areas[row["area"]]
            count += load_figures(indicators[row["code"]], area, row["figures"].split(), today)
        analyst = User.objects.get(email="analyst@fernmoor.example")
        for row in csv_rows(DEMO / "commentary.csv"):
            say(indicators[row["code"]], row, analyst, today)
        self.stdout.write(f"{len(indicators)} indicators with {count} figures loaded.")


def saved(row: models.Model) -> models.Model:
    row.full_clean()
    row.save()
    return row


def make_indicator(row: dict[str, str]) -> Indicator:
    number = row.pop("priority")
    priority = number and Priority.objects.get(plan__state=Plan.State.CURRENT, number=number)
    owner = Lead.objects.filter(name=row.pop("owner") or None).first()
    counts_people = row.pop("counts_people") == "yes"
    return saved(
        Indicator(**row, priority=priority or None, owner=owner, counts_people=counts_people)
    )


def make_target(indicator: Indicator, row: dict[str, str], today: date) -> Target:
    """From the first of April so many financial years ago."""
    year = Period.of(PeriodKind.FINANCIAL_YEAR, today)
    for _ in range(int(row["years_ago"])):
        year = year.previous()
    figures = {name: Decimal(row[name]) for name in AIMS if row[name]}
    return saved(
        Target(
            indicator=indicator,
            starts_on=year.starts_on,
            kind=row["kind"],
            words=row["words"],
            is_strict=row["is_strict"] == "yes",
            area=row["area"],
            **figures,
        )
    )


def newest(kind: str, today: date) -> Period:
    """The newest period of that kind that is over."""
    return Period.of(PeriodKind(kind), today).previous()


def load_figures(indicator: Indicator, area: Area, written: list[str], today: date) -> int:
    """The figures, the newest last; those of other areas are yearly."""
    is_own = area.kind == Area.Kind.OWN
    kind = indicator.frequency if is_own else PeriodKind.FINANCIAL_YEAR
    if indicator.frequency == PeriodKind.ACADEMIC_YEAR:
        kind = PeriodKind.ACADEMIC_YEAR
    last = first = newest(kind, today)
    for _ in written[1:]:
        first = first.previous()
    periods = periods_between(first, last)
    if indicator.basis == Basis.YEAR_TO_DATE:
        written = to_date(periods, written)
    for period, words in zip(periods, written, strict=True):
        finality = Finality.PROVISIONAL if is_own and period == last else Finality.FINAL
        load_figure(indicator, area, period, words, finality, is_own and period == last)
    return len(written)


def to_date(periods: Iterable[Period], written: list[str]) -> list[str]:
    """What each quarter adds, as the sum since April."""
    found, total = [], 0
    for period, words in zip(periods, written, strict=True):
        total = int(words) + (0 if period.quarter == 1 else total)
        found.append(str(total))
    return found


def load_figure(
    indicator: Indicator, area: Area, period: Period, words: str, finality: str, is_newest: bool
) -> Measurement:
    """A figure as it is written: 92/128, 14.6, or the symbol of a state."""
    numerator, denominator, figure = read(words)
    row = Measurement(
        indicator=indicator,
        area=area,
        period_kind=period.kind,
        period_starts_on=period.starts_on,
        numerator=numerator,
        denominator=denominator,
        as_at=period.ends_on,
        finality=finality,
        source=indicator.source,
    )
    if isinstance(figure, State):
        row.state = figure.value
    else:
        row.value = round(figure, 6)
    code, reason = REVISED
    if area.kind == Area.Kind.OWN and not is_newest and indicator.code == code:
        row.finality, row.revised_because = Finality.REVISED, reason
    code, rating, why = BY_HAND
    if is_newest and indicator.code == code:
        row.rating, row.rating_reason = rating, why
    return saved(row)


def read(words: str) -> tuple[Decimal | None, Decimal | None, Figure]:
    part, _, whole = words.partition("/")
    if not whole:
        return None, None, read_figure(words)
    numerator, denominator = Decimal(part), Decimal(whole)
    return numerator, denominator, percentage(numerator, denominator)


def say(indicator: Indicator, row: dict[str, str], author: User, today: date) -> Commentary:
    period = newest(indicator.frequency, today)
    for _ in range(int(row["periods_ago"])):
        period = period.previous()
    return saved(
        Commentary(
            indicator=indicator,
            period_kind=period.kind,
            period_starts_on=period.starts_on,
            text=row["text"],
            author=author,
            written_at=timezone.make_aware(datetime.combine(today, time(9))),
        )
    )
