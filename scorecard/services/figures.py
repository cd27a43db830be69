"""The figures of a period, saved together or not at all, each over the version that was seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import Conflict, save_changes, sign
from scorecard.days import day_problem, period_problem
from scorecard.figures import Figure, State
from scorecard.models import Area, Indicator, Measurement
from scorecard.periods import Period
from scorecard.queries.standing import in_periods
from scorecard.revisions import SETTLED, UnexplainedError, changes_to
from scorecard.sentences import Finality


@dataclass(frozen=True)
class Entry:
    """What a person says about an indicator's figure for a period.

    ``version``: of the row that they saw, 0 where there was none. ``as_at``: None is the last
    day of the period, or today while it runs. ``reason``: of the change of a final figure.
    ``moves``: that it moves what is usual, as the person was told, for the history.
    """

    indicator: Indicator
    period: Period
    version: int
    figure: Figure
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    as_at: date | None = None
    finality: Finality = Finality.PROVISIONAL
    reason: str = ""
    moves: str = ""

    @property
    def why(self) -> str:
        """What the history says of it."""
        return " ".join(filter(None, (self.reason, self.moves)))

    @property
    def key(self) -> tuple[int, str, date]:
        return self.indicator.pk, self.period.kind.value, self.period.starts_on

    def day(self, on: date) -> date | None:
        """The as-at date that is kept; a state needs none."""
        if self.as_at or isinstance(self.figure, State):
            return self.as_at
        return min(self.period.ends_on, on)


class FiguresConflict(Conflict):
    """Somebody saved ``rows`` (measurements) after the editor's page was loaded."""

    def __init__(self, rows: Sequence[Measurement]) -> None:
        super().__init__(rows[0])
        self.rows = rows


@transaction.atomic
def record_figures(
    *, area: Area, entries: Sequence[Entry], by: User, on: date
) -> list[Measurement]:
    """Save what differs from what is kept; gives the rows that were saved. ``on``: today.

    Raises FiguresConflict with every row that somebody saved since, and ValidationError for a
    day to come, for a final figure changed without a reason, and for what a row refuses.
    """
    kept = _locked(area, entries)
    crossed = [
        kept[entry.key]
        for entry in entries
        if entry.key in kept and kept[entry.key].version != entry.version
    ]
    if crossed:
        raise FiguresConflict(crossed)
    saved = [_save(kept.get(entry.key), area, entry, by, on) for entry in entries]
    return [row for row in saved if row is not None]


def _locked(area: Area, entries: Sequence[Entry]) -> dict[tuple[int, str, date], Measurement]:
    """The rows by their entries' keys. The indicators are locked too, for rows that are new."""
    indicators = {entry.indicator.pk for entry in entries}
    locked = Indicator.objects.select_for_update(of=("self",), no_key=True)
    # Always in one order: two people at two pages then never wait for each other.
    list(locked.filter(pk__in=indicators).order_by("pk"))
    of_periods = in_periods(entry.period for entry in entries)
    rows = Measurement.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.filter(of_periods, area=area, indicator__in=indicators).order_by("pk")
    return {(row.indicator_id, row.period_kind, row.period_starts_on): row for row in rows}


def _save(
    row: Measurement | None, area: Area, entry: Entry, by: User, on: date
) -> Measurement | None:
    """The saved row, or None where it says the same as what is kept."""
    fields = _fields(entry, on)
    _check(row, entry, fields, on)
    if row is None:
        return _add(area, entry, fields, by)
    try:
        changes = changes_to(row, fields, entry.reason)
    except UnexplainedError as error:
        code = entry.indicator.code
        raise ValidationError(f"{code}: say why a final figure changes.") from error
    if not changes:
        return None
    row.indicator = entry.indicator
    sign(row, by=by, reason=entry.why)
    save_changes(row, **changes)
    return row


def _fields(entry: Entry, on: date) -> dict[str, object]:
    figure = entry.figure
    is_state = isinstance(figure, State)
    return {
        "value": None if is_state else figure,
        "state": figure.value if is_state else "",
        "numerator": entry.numerator,
        "denominator": entry.denominator,
        "as_at": entry.day(on),
        "finality": Finality(entry.finality).value,
    }


def _check(row: Measurement | None, entry: Entry, fields: dict[str, object], on: date) -> None:
    code = entry.indicator.code
    if problem := period_problem(entry.period, on):
        raise ValidationError(f"{code}: {problem}")
    if problem := day_problem(fields["as_at"], entry.period, on):
        raise ValidationError(f"{code}: {problem}")
    if entry.figure is State.NOT_YET and entry.finality != Finality.PROVISIONAL:
        raise ValidationError(f"{code}: a figure that is not yet there is provisional.")
    was_settled = row is not None and row.finality in SETTLED
    if was_settled and entry.finality == Finality.PROVISIONAL:
        raise ValidationError(f"{code}: a final figure does not become provisional again.")
    if not was_settled and entry.finality == Finality.REVISED:
        raise ValidationError(f"{code}: only a final figure can be revised.")


def _add(area: Area, entry: Entry, fields: dict[str, object], by: User) -> Measurement:
    row = Measurement(
        indicator=entry.indicator,
        area=area,
        period_kind=entry.period.kind.value,
        period_starts_on=entry.period.starts_on,
        **fields,
    )
    row.full_clean(exclude=["indicator", "area"])
    sign(row, by=by, reason=entry.why)
    row.save()
    return row
