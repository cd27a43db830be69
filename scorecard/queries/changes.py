"""Who changed what in an indicator, its figures, targets and commentary, when and why."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from django.db.models import Model

from corporate_parenting.changes import (
    Event,
    FieldChange,
    Step,
    differences,
    events_of,
    fields_of,
    records_of,
    replaced,
    steps_of,
)
from corporate_parenting.words import day_words
from scorecard.figures import State, Unit, shown
from scorecard.models import AIMS, Area, Commentary, Indicator, Measurement, Target
from scorecard.periods import Period, PeriodKind

UNTOLD = {  # the subject says which period, and the entry who wrote it, and when
    "id", "version", "code_key", "indicator", "area", "period_kind", "period_starts_on", "author",
    "written_at", "value", "state",
}  # fmt: skip
REASONS = {"revised_because", "rating_reason"}
PROSE = {"text", "definition"}
COUNTS = ("numerator", "denominator")


def indicator_events(indicator: Indicator) -> list[Event]:
    """All that happened to it, its targets, commentary and our council's figures; four queries."""
    its = {"indicator_id": indicator.pk}
    told = [
        steps_of(
            records_of(Indicator, "priority", "owner__agency", id=indicator.pk),
            lambda record: f"Indicator {record.code}",
            _differences,
        ),
        steps_of(
            records_of(Target, **its),
            lambda record: f"Target from {day_words(record.starts_on)}",
            partial(_of_target, unit=Unit(indicator.unit)),
        ),
        _figure_steps(indicator, [Area.Kind.OWN], lambda record: f"Figure for {_period(record)}"),
        steps_of(
            records_of(Commentary, **its),
            lambda record: f"Commentary on {_period(record)}",
            _differences,
        ),
    ]
    return events_of(chain.from_iterable(told))


def events_elsewhere(indicator: Indicator) -> list[Event]:
    """All that happened to the figures of other areas, in one query."""
    others = [kind for kind in Area.Kind if kind is not Area.Kind.OWN]
    return events_of(
        _figure_steps(indicator, others, lambda record: f"{record.area}, {_period(record)}")
    )


def _figure_steps(
    indicator: Indicator, kinds: Iterable[str], subject: Callable[[Model], str]
) -> Iterator[Step]:
    """An area counts as what it is today."""
    records = records_of(Measurement, "area", indicator_id=indicator.pk, area__kind__in=kinds)
    return steps_of(records, subject, partial(_of_measurement, unit=Unit(indicator.unit)))


def _period(record: Model) -> Period:
    return Period(PeriodKind(record.period_kind), record.period_starts_on)


def _of_measurement(old: Model | None, new: Model | None, unit: Unit) -> tuple[FieldChange, ...]:
    """With the figure in its unit and all of its decimals."""
    found = [_figure_change("Figure", "value", old, new, unit)]
    found += [_figure_change(name.capitalize(), name, old, new) for name in COUNTS]
    return (*filter(None, found), *_differences(old, new, COUNTS))


def _of_target(old: Model | None, new: Model | None, unit: Unit) -> tuple[FieldChange, ...]:
    found = [_figure_change(name.capitalize(), name, old, new, unit) for name in AIMS]
    return (*filter(None, found), *_differences(old, new, AIMS))


def _figure_change(
    label: str, name: str, old: Model | None, new: Model | None, unit: Unit = Unit.NUMBER
) -> FieldChange | None:
    before, after = _figure_words(old, name, unit), _figure_words(new, name, unit)
    return FieldChange(label, replaced(before, after)) if before != after else None


def _figure_words(row: Model | None, name: str, unit: Unit) -> str:
    """A state in its words; nothing for no row and for no figure."""
    state = getattr(row, "state", "") if name == "value" else ""
    figure = State(state) if state else getattr(row, name, None)
    return "" if figure is None else shown(figure, unit=unit)


def _heads(reason: str, why: str) -> bool:
    """Whether ``why`` says it; more may follow it, such as that it moves what is usual."""
    return reason == why or bool(reason) and why.startswith(f"{reason} ")


def _differences(
    old: Model | None, new: Model | None, told: Iterable[str] = ()
) -> tuple[FieldChange, ...]:
    """All but what is ``told`` already. A reason that heads the entry is not said twice."""
    untold = UNTOLD | set(told)
    if new:
        why = new.history_change_reason or ""
        untold |= {name for name in REASONS if _heads(getattr(new, name, ""), why)}
    return differences(old, new, fields_of((new or old).instance_type, untold), PROSE)
