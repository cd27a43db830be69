"""What an Excel sheet holds, counted before it is loaded: extent, merges, hidden parts."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from corporate_parenting.uploads import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, UploadError

_TRUE = ("1", "true")


@dataclass(frozen=True)
class SheetPart:
    """A sheet's name, whether it is shown, and where its XML lies in the file."""

    name: str
    state: str
    path: str


@dataclass
class Survey:
    """Rows and columns with content, counted from 1; cells as (row, column).

    A merged range is its first column and row, then its last ones. ``holds``: what the sheet is
    read for, as refusals name it.
    """

    holds: str
    columns: int = 0
    filled_rows: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    uncached: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """The last row with content."""
        return max(self.filled_rows, default=0)


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[SheetPart]:
    """The worksheets in their order; sheets that are only a chart hold no cells."""
    targets = {}
    for relation in fromstring(archive.read("xl/_rels/workbook.xml.rels")):
        target = posixpath.normpath(posixpath.join("/xl", relation.get("Target", "")))
        targets[relation.get("Id")] = (relation.get("Type", ""), target.lstrip("/"))
    for element in fromstring(archive.read("xl/workbook.xml")).iter():
        if _local(element.tag) == "sheet":
            identity = next((v for k, v in element.items() if _local(k) == "id"), "")
            kind, path = targets.get(identity, ("", ""))
            if kind.endswith("/worksheet"):
                yield SheetPart(element.get("name", ""), element.get("state", "visible"), path)


def survey_sheet(content: bytes, name: str, holds: str) -> Survey:
    """Count a sheet's XML in one pass that stops at the first cell beyond the limits.

    Raises UploadError for content beyond the limits and for hidden rows or columns with content.
    """
    # Counting tags as Excel writes them takes a hundredth of the time of the pass below.
    _check_count(max(content.count(b"<c "), content.count(b"<row ")), name)
    survey = Survey(holds)
    row = column = cells = 0
    for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
        tag = _local(element.tag)
        if event == "start":
            if tag == "row":
                row, column = int(element.get("r") or row + 1), 0
                if _is_hidden(element, "ht"):
                    survey.hidden_rows.add(row)
            elif tag == "c":
                row, column = _position(element, row, column)
                cells += 1
                _check_count(cells, name)
            continue
        if tag == "c":
            _count_cell(survey, element, name, row, column)
        elif tag == "col" and _is_hidden(element, "width"):
            survey.hidden_columns.append((int(element.get("min", 1)), int(element.get("max", 1))))
        elif tag == "mergeCell":
            survey.merges.append(range_boundaries(element.get("ref", "")))
            _check_count(len(survey.merges), name)
        if tag in ("c", "row", "col", "mergeCell"):
            element.clear()
    _refuse_hidden(survey, name)
    return survey


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _position(element, row: int, column: int) -> tuple[int, int]:
    """Row and column of a cell; a file may leave the address out, then it is the next one."""
    address = element.get("r")
    if not address:
        return row, column + 1
    letters, number = coordinate_from_string(address)
    return number, column_index_from_string(letters)


def _is_hidden(element, size: str) -> bool:
    return element.get("hidden") in _TRUE or float(element.get(size) or 1) == 0


def _count_cell(survey: Survey, element, name: str, row: int, column: int) -> None:
    content = {_local(child.tag): child for child in element}
    value = content.get("v")
    has_value = value is not None and bool(value.text)
    if not has_value and "is" not in content and "f" not in content:
        return
    if row > MAX_ROWS:
        raise UploadError(
            f"Sheet “{name}” has content in row {row:,}; {MAX_ROWS:,} rows can be read. "
            f"Delete what stands below {survey.holds}, or split the sheet."
        )
    if column > MAX_COLUMNS:
        raise UploadError(
            f"Sheet “{name}” has content in column {get_column_letter(min(column, 18_278))}; "
            f"{MAX_COLUMNS} columns can be read. Delete the columns right of {survey.holds}."
        )
    if "f" in content and not has_value:
        survey.uncached.add((row, column))
    survey.filled_rows.add(row)
    survey.columns = max(survey.columns, column)


def _check_count(count: int, name: str) -> None:
    if count > MAX_CELLS:
        raise UploadError(
            f"Sheet “{name}” has more than {MAX_CELLS:,} formatted cells or rows. "
            "Copy the table into a new workbook and save that."
        )


def _refuse_hidden(survey: Survey, name: str) -> None:
    hidden = sorted(survey.hidden_rows & survey.filled_rows)
    if hidden:
        shown = ", ".join(str(row) for row in hidden[:10])
        raise UploadError(
            f"Sheet “{name}” has hidden rows with content ({shown}). "
            "Show them or clear the filter, delete what does not belong to "
            f"{survey.holds}, save again."
        )
    for first, last in survey.hidden_columns:
        if first <= survey.columns:
            letters = f"{get_column_letter(first)} to {get_column_letter(min(last, MAX_COLUMNS))}"
            raise UploadError(
                f"Sheet “{name}” has hidden columns ({letters}). "
                f"Show them, delete what does not belong to {survey.holds}, and save again."
            )
