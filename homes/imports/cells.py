"""Cells of Ofsted's files, read one by one; what cannot be read becomes a doubt."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from homes.grades import GradeError, GradeFacts, read_grade
from homes.imports.columns import Area, Columns
from homes.imports.proposals import Doubt, JudgementRow
from homes.imports.sheets import SheetRow

_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d.%m.%Y")
_TIME = re.compile(r"[T ]00:00(:00(\.0+)?)?$")
_IN_WORDS = re.compile(r"(?<![0-9])([0-9]{1,2})[ _-]+([A-Za-z]{3,9})[ _-]+([0-9]{4})(?![0-9])")
_IN_NUMBERS = re.compile(r"(?<![0-9])([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
# Some homes were registered in the 1970s.
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100


@dataclass
class Cells:
    """Reads the cells of one sheet and keeps the doubts about them."""

    columns: Columns
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, row: SheetRow, name: str, sentence: str, remedy: str) -> None:
        value, head = self.columns.text(row, name), self.columns.head_of(name)
        self.doubts.append(Doubt(self.columns.place(row, name), head, value, sentence, remedy))

    def text(self, row: SheetRow, name: str) -> str:
        return self.columns.text(row, name)

    def day(self, row: SheetRow, name: str) -> date | None:
        """A date, or one in words; a blank is a doubt."""
        cell = row.cell(self.columns.at[name])
        if isinstance(cell, str) and not cell:
            self.doubt(row, name, "The day is missing.", "Enter it in the file.")
            return None
        day = cell if isinstance(cell, date) else read_day(cell)
        if day is None or not _EARLIEST_YEAR <= day.year <= _LATEST_YEAR:
            self.doubt(row, name, "This is no day that can be.", "Write it like 31/12/2022.")
            return None
        return day

    def places(self, row: SheetRow, name: str) -> int | None:
        written = self.text(row, name)
        if not written:
            return None
        if not re.fullmatch(r"[0-9]{1,3}", written):
            self.doubt(row, name, "This is no number of places.", "Write a whole number.")
            return None
        return int(written)

    def judgements(
        self, row: SheetRow, areas: Iterable[Area], grades: Sequence[GradeFacts]
    ) -> tuple[JudgementRow, ...]:
        """A row for each area that has a column; a blank is "not inspected"."""
        return tuple(self._judgements(row, areas, grades))

    def _judgements(
        self, row: SheetRow, areas: Iterable[Area], grades: Sequence[GradeFacts]
    ) -> Iterator[JudgementRow]:
        for area in areas:
            name = f"area:{area.code}"
            if name not in self.columns:
                continue
            words = self.text(row, name)
            try:
                grade = read_grade(words, grades)
            except GradeError as error:
                self.doubt(row, name, str(error), "")
            else:
                yield JudgementRow(area.code, grade.name if grade else "", words)


def read_day(words: str) -> date | None:
    """The day that the words are, its parts in British order; None for what is no day."""
    words = _TIME.sub("", words.strip())
    for form in _FORMATS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def day_within(words: str) -> date | None:
    """The first day named in a title, a file's or a sheet's name; None where there is none."""
    for day, month, year in _IN_WORDS.findall(words):
        if found := read_day(f"{day} {month} {year}"):
            return found
    for written in _IN_NUMBERS.findall(words):
        if found := read_day(written):
            return found
    return None
