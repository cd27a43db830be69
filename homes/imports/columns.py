"""Where a sheet has its columns: found by their heads, since sheets change between releases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actions.imports.grids import Place
from corporate_parenting.words import listed, quoted
from homes.grades import spelling_key
from homes.imports.sheets import Sheet, SheetRow

_SEARCHED_ROWS = 30
Heads = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Area:
    """What is judged: its code, and the heads that its column may have."""

    code: str
    heads: tuple[str, ...]
    is_overall: bool = False


@dataclass(frozen=True)
class Columns:
    """The columns of one sheet by what they hold, and the row of their heads."""

    sheet: Sheet
    head: SheetRow
    at: Mapping[str, int]

    def __contains__(self, name: str) -> bool:
        return name in self.at

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """Below the heads."""
        return tuple(row for row in self.sheet.rows if row.number > self.head.number)

    def rows_by(self, name: str) -> dict[str, list[SheetRow]]:
        """The rows by what stands in one column, in their order."""
        found = defaultdict(list)
        for row in self.rows:
            found[self.text(row, name)].append(row)
        return found

    @property
    def titles(self) -> list[str]:
        """The words above the heads."""
        above = [row for row in self.sheet.rows if row.number < self.head.number]
        return [row.text(index) for row in above for index in range(len(row.cells))]

    def text(self, row: SheetRow, name: str) -> str:
        return row.text(self.at[name]) if name in self.at else ""

    def place(self, row: SheetRow, name: str) -> Place:
        return self.sheet.place(row, self.at[name])

    def head_of(self, name: str) -> str:
        return self.head.text(self.at[name])

    def missing(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name not in self.at]


def area_heads(areas: Iterable[Area]) -> dict[str, tuple[str, ...]]:
    return {f"area:{area.code}": area.heads for area in areas}


def find_columns(sheet: Sheet, heads: Heads) -> Columns:
    """The row among the first that has most of the heads; it may have none of them."""
    wanted = {spelling_key(words): name for name, found in heads.items() for words in found}
    best = Columns(sheet, SheetRow(0, ()), {})
    for row in sheet.rows:
        if row.number > _SEARCHED_ROWS:
            break
        at: dict[str, int] = {}
        for index in range(len(row.cells)):
            if name := wanted.get(spelling_key(row.text(index))):
                at.setdefault(name, index)
        if len(at) > len(best.at):
            best = Columns(sheet, row, at)
    return best


def lacks(columns: Columns, missing: Iterable[str], heads: Heads) -> str:
    """A sentence that names the heads that a sheet lacks, and those that it has."""
    wanted = listed([quoted(heads[name][0]) for name in missing])
    row = columns.head
    present = [quoted(row.text(i)) for i in range(len(row.cells)) if row.text(i)]
    return (
        f"Sheet “{columns.sheet.name}”, row {row.number} has no column {wanted}. "
        f"Its columns are {listed(present[:30])}. Correct the heads, or save the file anew."
    )
