"""What DfE's interactive tool (LAIT) measures, from the dictionary that is published with it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from actions.imports.grids import Place
from corporate_parenting.uploads import Upload
from corporate_parenting.words import day_words, quoted
from scorecard.days import is_day, read_day
from scorecard.figures import Unit
from scorecard.imports.proposals import Doubt, IndicatorRow
from scorecard.imports.tables import Table, TableRow, key, text_table
from scorecard.periods import PeriodKind
from scorecard.rating import Basis, Polarity

PUBLISHER = "DfE, Local Authority Interactive Tool"
LONGEST_NAME = 200

_HEADS = {
    "code": "Measure_code",
    "measure": "Measure",
    "title": "Chart_title",
    "short": "Measure_short",
    "polarity": "Polarity",
    "axis": "y_axis_name",
    "description": "Description",
    "methodology": "Methodology",
    "decimals": "dps",
    "year": "Year_Type",
}
_UPDATED = "Last Update"
_POLARITIES = {"high": Polarity.HIGH, "low": Polarity.LOW}
_NO_POLARITY = ("-", "na", "")
# A figure "annual" is of 31 March, the last day of a financial year.
_YEARS = {
    "financial year": PeriodKind.FINANCIAL_YEAR,
    "annual": PeriodKind.FINANCIAL_YEAR,
    "academic year": PeriodKind.ACADEMIC_YEAR,
}
_UNITS = (
    (r"(%|percent).*", Unit.PERCENT),
    (r"rate per 10,?000\b.*", Unit.RATE),
    (r".*\bscore\b.*", Unit.SCORE),
    (r".*\b(unit cost|spend|expenditure|cost|£)\b.*", Unit.POUNDS),
    (r"(average )?(number of )?days\b.*", Unit.DAYS),
    (r"ratio\b.*", Unit.RATIO),
    (r"number\b.*", Unit.NUMBER),
)
# In this order: "at 31 March with three or more placements during the year" is over the year.
_BASES = (
    (r"during the year|in year|each year", Basis.FLOW),
    (r"19-21|aged 19|12 months or more|at least (12|twelve) months", Basis.COHORT),
    (r"\b(at|on) 31 march", Basis.SNAPSHOT),
    (r"ceased|return(ed)? home|start(ed|ing)", Basis.FLOW),
)
_PLACES_NOT_PEOPLE = re.compile(r"\b(places|homes|vacancies)\b", re.IGNORECASE)
_COUNT = re.compile("[0-9]{1,3}")
_EXCEL_BEGINS = date(1899, 12, 30)
_Entry = dict[str, str]


def dictionary_table(upload: Upload) -> Table:
    """The dictionary as a table. UploadError where it is no CSV file or lacks a column."""
    table = text_table(upload)
    table.columns(*_HEADS.values())
    return table


class Dictionary:
    """The measures by their short names. A short name that stands twice is one measure.

    UploadError where the table lacks a column.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.indexes = dict(zip(_HEADS, table.columns(*_HEADS.values()), strict=True))
        if key(_UPDATED) in map(key, table.heads):
            (self.indexes["updated"],) = table.columns(_UPDATED)
        self.rows: dict[str, list[TableRow]] = defaultdict(list)
        self.shorts: dict[str, list[str]] = defaultdict(list)
        for row in table.rows:
            entry = self.entry(row)
            same_code = self.shorts[entry["code"]]
            if entry["short"] not in same_code:
                same_code.append(entry["short"])
            self.rows[entry["short"]].append(row)

    def entry(self, row: TableRow) -> _Entry:
        return {name: row.cells[index] for name, index in self.indexes.items()}

    def code(self, entry: _Entry) -> str:
        """One of our own from the measure's: LAIT 124, LAIT 208.1 and 208.2 where two share it."""
        code, short = entry["code"], entry["short"]
        if code.casefold() in ("", "na", "-"):
            return f"LAIT {short}"[:40]
        shared = self.shorts[code]
        return f"LAIT {code}" + (f".{shared.index(short) + 1}" if len(shared) > 1 else "")

    def indicator(self, short: str, decimals: int) -> IndicatorRow | list[Doubt]:
        """The measure, or what is in doubt about it. ``decimals``: where none are stated."""
        rows = self.rows[short]
        entries = [self.entry(row) for row in rows]
        doubts = self._disagreements(rows, entries)
        read = {
            "polarity": [_polarity(entry["polarity"]) for entry in entries],
            "axis": [_unit(entry["axis"]) for entry in entries],
            "year": [_YEARS.get(key(entry["year"])) for entry in entries],
        }
        for field, values in read.items():
            if values[0] is None:
                doubts.append(self._doubt(rows[0], field, _NOT_READ[field]))
        if doubts:
            return doubts
        stated = [words for entry in entries if _COUNT.fullmatch(words := entry["decimals"])]
        return self._row(entries[0], int(stated[0]) if stated else decimals, read)

    def _row(self, entry: _Entry, decimals: int, read: dict[str, list]) -> IndicatorRow:
        unit = read["axis"][0]
        # Some titles are longer than a name may be; then the measure's own name is taken.
        fits = 0 < len(entry["title"]) <= LONGEST_NAME
        return IndicatorRow(
            outside_code=entry["short"],
            code=self.code(entry),
            name=" ".join(entry["title" if fits else "measure"].split()),
            definition="\n\n".join(_parts(entry["description"], entry["methodology"])),
            source=", ".join([PUBLISHER, *(f"measure {c}" for c in _parts(entry["code"]))]),
            unit=unit,
            decimals=min(decimals, 6),
            polarity=read["polarity"][0],
            basis=_basis(entry),
            frequency=read["year"][0],
            counts_people=unit not in (Unit.SCORE, Unit.POUNDS)
            and not _PLACES_NOT_PEOPLE.search(entry["axis"]),
            updated=_updated(entry.get("updated", "")),
        )

    def _disagreements(self, rows: Sequence[TableRow], entries: list[_Entry]) -> list[Doubt]:
        """A measure that stands twice must mean the same; its words may differ."""
        return [
            self._doubt(
                row,
                field,
                f"{quoted(entry['short'])} stands in row {rows[0].number} too, with another meaning"
                f" ({quoted(entries[0][field])}).",
                "Keep the right row.",
            )
            for row, entry in zip(rows[1:], entries[1:], strict=True)
            for field, read in (("polarity", _polarity), ("axis", _unit), ("year", key))
            if read(entry[field]) != read(entries[0][field])
        ]

    def _doubt(self, row: TableRow, field: str, sentence: str, remedy: str = "") -> Doubt:
        index = self.indexes[field]
        remedy = remedy or "Correct it in the dictionary."
        return Doubt(self.table.place(row, index), row.cells[index], sentence, remedy)

    def unknown(self, shorts: Collection[str], places: dict[str, Place]) -> list[Doubt]:
        """A doubt for each short name that the dictionary does not hold."""
        return [
            Doubt(
                places[short],
                short,
                f"{quoted(short)} is not in {self.table.name}.",
                "Give the dictionary that was published with the file.",
            )
            for short in shorts
            if short not in self.rows
        ]


_NOT_READ = {
    "polarity": "The polarity is not known: it is High, Low or “-”.",
    "axis": "The unit is not known: it starts with %, Number or Rate per 10,000, or is a score,"
    " a cost or days.",
    "year": "The kind of year is not known: it is Financial Year, Academic Year or Annual.",
}


def _polarity(written: str) -> Polarity | None:
    word = written.casefold()
    return Polarity.NEUTRAL if word in _NO_POLARITY else _POLARITIES.get(word)


def _unit(written: str) -> Unit | None:
    words = key(written)
    return next((unit for pattern, unit in _UNITS if re.fullmatch(pattern, words)), None)


def _updated(written: str) -> str:
    """ "updated 31 October 2025", or nothing where no day is written ("New Data").

    A date that left Excel as a number counts the days since the end of 1899.
    """
    if re.fullmatch("[1-9][0-9]{4}", written):
        return f"updated {day_words(_EXCEL_BEGINS + timedelta(days=int(written)))}"
    return f"updated {day_words(read_day(written))}" if is_day(written) else ""


def _basis(entry: _Entry) -> Basis:
    """Over what time the words say that it is counted; the dictionary has no column for it."""
    if key(entry["year"]) == "annual":
        return Basis.SNAPSHOT
    if key(entry["year"]) == "academic year":
        return Basis.COHORT
    for words in (f"{entry['title']} {entry['measure']}", entry["description"]):
        for pattern, basis in _BASES:
            if re.search(pattern, words.casefold()):
                return basis
    return Basis.FLOW


def _parts(*texts: str) -> list[str]:
    """The texts that say something; the dictionary writes NA or "-" where there is none."""
    return [text for text in texts if text.casefold() not in ("", "na", "-", ".")]
