"""The grid on which the figures of a period are entered, a row for each indicator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django import forms

from corporate_parenting.forms import OUT_OF_DATE, CleanCharField, OnceForm
from corporate_parenting.words import capitalised
from scorecard.forms.rows import (
    COLUMNS,
    Said,
    boxes_of,
    entry_words,
    figure_words,
    kept_words,
    read_row,
    words_below,
)
from scorecard.forms.ticks import TickFor
from scorecard.models import Area, Measurement
from scorecard.plausibility import KEEP_IT, doubt, moved_baseline
from scorecard.queries.entry import GridRow, as_seen, series
from scorecard.sentences import Finality
from scorecard.services.figures import Entry, FiguresConflict

NOT_THERE = (
    "A row of this page is no longer there: its indicator was withdrawn, or somebody else answers"
    " for it. Copy what you typed there, and open the page again."
)
_FINALITIES = [(each.value, each.label) for each in Finality if each != Finality.REVISED]
_LONGEST = {"value": 60, "numerator": 60, "denominator": 60, "as_at": 40}
_REASON_LIMIT = 2_000
_AND_MOVES = ", and moves what is usual"


@dataclass(frozen=True)
class Line:
    """A row of the grid as its template draws it; ``boxes``: by column."""

    row: GridRow
    seen: Measurement | None
    boxes: dict[str, forms.BoundField]
    below: str
    previous: str

    @property
    def errors(self) -> list[forms.BoundField]:
        return [box for box in self.boxes.values() if box.errors]

    @property
    def is_lengthened(self) -> bool:
        """Whether something stands below the row: an error, a question, a reason or a link."""
        return bool({"reason", "confirm"} & self.boxes.keys() or self.errors) or (
            self.row.lacks_commentary
        )


class FiguresForm(OnceForm):
    """Every row of a period. What is asked depends on what the sender's page showed, so that a
    form that is sent again after somebody saved is read as it was meant.
    """

    def __init__(
        self, *args: object, rows: Sequence[GridRow], area: Area, today: date, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.area, self.today = rows, area, today
        self.entries: list[Entry] = []
        self.seen = self._rows_as_seen()
        for row in rows:
            self._add_boxes(row)

    def _rows_as_seen(self) -> dict[int, Measurement | None]:
        """{key of the indicator: its row as the sender's page showed it}."""
        seen = {row.indicator.pk: row.kept for row in self.rows}
        older = {}
        for row in self.rows:
            version = self._version(row)
            if row.kept is None or version in (None, row.kept.version):
                continue
            if version == 0:
                seen[row.indicator.pk] = None
            else:
                older[row.kept.pk] = version
        for found in as_seen(older).values():
            seen[found.indicator_id] = found
        return seen

    def _version(self, row: GridRow) -> int | None:
        words = self.data.get(f"version_{row.indicator.pk}", "") if self.is_bound else ""
        is_number = words.isascii() and words.isdecimal() and len(words) < 10
        return int(words) if is_number else None

    def _add_boxes(self, row: GridRow) -> None:
        key, code = row.indicator.pk, row.indicator.code
        for column, words in boxes_of(self.seen[key], row.indicator.unit).items():
            box = _box(column, f"row-{key} column-{column}")
            box.label = f"{code}: {COLUMNS[column]}"
            self.fields[f"{column}_{key}"] = box
            self.initial[f"{column}_{key}"] = words
        self.fields[f"version_{key}"] = forms.CharField(
            widget=forms.HiddenInput,
            required=False,
            max_length=10,
            initial=row.kept.version if row.kept else 0,
        )

    @property
    def lines(self) -> Iterator[Line]:
        for row in self.rows:
            key, indicator, before = row.indicator.pk, row.indicator, row.previous
            boxes = {
                column: self[name]
                for column in (*COLUMNS, "version", "confirm")
                if (name := f"{column}_{key}") in self.fields
            }
            yield Line(
                row,
                self.seen[key],
                boxes,
                words_below(self.seen[key], indicator),
                figure_words(before, indicator) if before else "",
            )

    # What was sent

    def clean(self) -> dict:
        known = {f"version_{row.indicator.pk}" for row in self.rows}
        if any(name.startswith("version_") and name not in known for name in self.data):
            self.add_error(None, NOT_THERE)
        said = [(row, self._said(row)) for row in self.rows]
        for row, says in said:
            for column, problem in says.errors.items():
                self._refuse(row, column, problem)
        says_something = [(row, says) for row, says in said if says.entry]
        self.entries = self._asked_about(says_something)
        return self.cleaned_data

    def _said(self, row: GridRow) -> Said:
        key, indicator = row.indicator.pk, row.indicator
        boxes = boxes_of(self.seen[key], indicator.unit)
        names = [f"{column}_{key}" for column in boxes]
        if not self.data.keys() & {*names} or self.errors.keys() & {*names}:
            return Said()
        version = self._version(row)
        if version is None:
            if OUT_OF_DATE not in self.non_field_errors():
                self.add_error(None, OUT_OF_DATE)
            return Said()
        sent = {column: self._sent(f"{column}_{key}", shows) for column, shows in boxes.items()}
        return read_row(indicator, row.period, self.seen[key], sent, version=version, on=self.today)

    def _sent(self, name: str, shows: str) -> str:
        """What the box says; a box that was not sent, and a list without a choice, say the same."""
        is_silent = name not in self.data or (name.startswith("finality") and not self.data[name])
        return shows if is_silent else self.cleaned_data[name]

    def _refuse(self, row: GridRow, column: str, problem: str) -> None:
        """An error at its cell that names the indicator and the column."""
        name = f"{column}_{row.indicator.pk}"
        words = f"{row.indicator.code}, {COLUMNS[column]}: {problem}"
        self.add_error(name if name in self.fields else None, words)

    def _asked_about(self, said: Sequence[tuple[GridRow, Said]]) -> list[Entry]:
        """The entries; each that is not likely, or moves what is usual, has a box to tick.

        Until then nothing is saved.
        """
        points = series(self.area, [row.indicator for row, _ in said]) if said else {}
        entries = []
        for row, says in said:
            before = points[row.indicator.pk]
            moves = self._moves(says.entry, before)
            entry = replace(says.entry, moves=moves)
            self._ask(entry, [says.disagreement, self._doubt(row, entry, before), moves])
            entries.append(entry)
        return entries

    def _ask(self, entry: Entry, doubts: Sequence[str]) -> None:
        if not any(doubts):
            return
        name, code = f"confirm_{entry.indicator.pk}", entry.indicator.code
        words = entry_words(entry, self.today) + (_AND_MOVES if entry.moves else "")
        box = forms.CharField(required=False, label=f"{code} is right: {words}")
        box.widget = TickFor(words)
        self.fields[name] = box
        if self.data.get(name) != words:
            asked = [*filter(None, doubts), *([KEEP_IT] if entry.moves else [])]
            question = " ".join(asked)
            self.add_error(name, f"{code}: {question} Correct it, or tick that it is right.")

    def _moves(self, entry: Entry, points: Sequence) -> str:
        """That the figure moves what is usual; it stands on the first figures till then."""
        indicator = entry.indicator
        after = dict(points) | {entry.period: entry.figure}
        return capitalised(
            moved_baseline(
                points,
                [*after.items()],
                unit=indicator.unit,
                basis=indicator.basis,
                baseline_from=indicator.baseline,
            )
        )

    def _doubt(self, row: GridRow, entry: Entry, points: Sequence) -> str:
        indicator, seen = row.indicator, self.seen[row.indicator.pk]
        if seen is not None and seen.figure == entry.figure:
            return ""
        return doubt(
            entry.period,
            entry.figure,
            points,
            unit=indicator.unit,
            decimals=indicator.decimals,
            basis=indicator.basis,
            baseline_from=indicator.baseline,
        )

    # After a clash

    def show_conflict(self, conflict: FiguresConflict) -> None:
        """Keep what was typed, and set each row that somebody saved beside it."""
        ours = {entry.indicator.pk: entry for entry in self.entries}
        self.renew_submission()
        self.conflict = []
        for row in conflict.rows:
            entry = ours[row.indicator_id]
            self.data[f"version_{row.indicator_id}"] = str(row.version)
            self.conflict.append(
                (
                    str(entry.indicator),
                    kept_words(row, entry.indicator),
                    entry_words(entry, self.today),
                )
            )
        self.add_error(None, f"{conflict} Read both, correct yours and save again.")


def _box(column: str, labelled_by: str) -> forms.Field:
    attrs = {"aria-labelledby": labelled_by, "autocomplete": "off"}
    if column == "finality":
        return forms.ChoiceField(
            choices=_FINALITIES,
            required=False,
            widget=forms.Select({"aria-labelledby": labelled_by}),
        )
    if column == "reason":
        return CleanCharField(required=False, max_length=_REASON_LIMIT)
    return forms.CharField(
        required=False, max_length=_LONGEST[column], widget=forms.TextInput(attrs)
    )
