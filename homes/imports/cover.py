"""When a file was released, and as at which day it is: told by its cover, titles and names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from corporate_parenting.uploads import UploadError
from homes.grades import spelling_key
from homes.imports.cells import day_within, read_day
from homes.imports.columns import Columns
from homes.imports.sheets import Sheet

_SEARCHED_ROWS = 40


@dataclass
class Cover:
    """What sheets without a table say of the whole file."""

    released_on: date | None = None
    dated: list[str] = field(default_factory=list)

    def take(self, sheet: Sheet) -> None:
        """Its sentences such as "As at 31 March 2023", and the cell beside "Published on:"."""
        for row in sheet.rows[:_SEARCHED_ROWS]:
            words = [row.text(index) for index in range(min(len(row.cells), 3))]
            self.dated += [each for each in words if "as at" in each.casefold()]
            if len(words) > 1 and spelling_key(words[0]) == "published on":
                self.released_on = self.released_on or read_day(words[1])


def as_at(
    lists: Iterable[Columns], others: Iterable[Columns], cover: Cover, file_name: str
) -> date:
    """The day of the lists as at a day, or else of the cover, the other sheets or the file's name.

    UploadError where none of them names a day.
    """
    for words in (*_words(lists), *cover.dated, *_words(others), file_name):
        if found := day_within(words):
            return found
    raise UploadError(
        "The file does not say as at which day it is. Keep the title above the heads, or put "
        "the day into the file’s name, such as “homes 31 March 2023.csv”."
    )


def _words(sheets: Iterable[Columns]) -> Sequence[str]:
    """Titles above the heads, and names of the sheets."""
    return [words for columns in sheets for words in (*columns.titles, columns.sheet.name)]
