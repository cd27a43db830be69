"""Tables of a Word file as grids, in the order of the document, with the text between them."""

import io
from collections.abc import Iterator

from docx import Document
from docx.oxml.ns import qn

from actions.imports.grids import Cell, Doubt, Grid, Place, Row, cell_lines, is_turned
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import MAX_COLUMNS, MAX_ROWS, Upload, UploadError

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
# A tracked deletion is no longer text; a fallback repeats what stands beside it.
_SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:pPr"),
    qn("w:rPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_WRITTEN = {
    qn("w:tab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}


def read_word(upload: Upload) -> tuple[Grid, ...]:
    """Every table of the document; a document without one gives no grid.

    Raises UploadError for hidden text and for tables beyond the limits.
    """
    document = Document(io.BytesIO(upload.content))
    body = document.element.body
    _refuse_hidden_text(body)
    grids: list[Grid] = []
    above: list[str] = []
    for block in _found(body, (_PARAGRAPH, _TABLE)):
        if block.tag == _PARAGRAPH:
            above.extend(_lines(block))
        else:
            grids.append(_grid(block, f"Table {len(grids) + 1}", tuple(above)))
            above = []
    if not grids:
        return ()
    last = grids.pop()
    doubts = tuple(_marks(document, body))
    return (*grids, Grid(last.name, last.rows, last.above, tuple(above), (), doubts))


def _found(parent, tags: tuple[str, ...]) -> Iterator:
    """The nearest elements of these tags, those in content controls and insertions included."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _found(child, tags)


def _grid(table, name: str, above: tuple[str, ...]) -> Grid:
    rows = []
    for number, row in enumerate(_found(table, (_ROW,)), start=1):
        if number > MAX_ROWS:
            raise UploadError(f"{name} has more than {MAX_ROWS:,} rows. Split the table in two.")
        rows.append(Row(number, tuple(_cells(row, name, number))))
    return Grid(name, tuple(rows), above)


def _cells(row, name: str, number: int) -> Iterator[Cell]:
    count = row.grid_before
    yield from (Cell() for _ in range(min(count, MAX_COLUMNS)))
    for cell in _found(row, (_CELL,)):
        count += cell.grid_span
        if count > MAX_COLUMNS:
            raise UploadError(
                f"{name}, row {number} has more than {MAX_COLUMNS} columns. "
                "Delete the columns that are not part of the plan."
            )
        if cell.vMerge == "continue":
            yield Cell(merged="down")
        else:
            words = "".join(text.text or "" for text in cell.iter(qn("w:t")))
            yield Cell(tuple(_cell_lines(cell)), is_turned=is_turned(words))
        yield from (Cell(merged="across") for _ in range(cell.grid_span - 1))


def _cell_lines(cell) -> Iterator[str]:
    for block in _found(cell, (_PARAGRAPH, _TABLE)):
        if block.tag == _PARAGRAPH:
            yield from _lines(block)
        else:
            for inner in _found(block, (_CELL,)):
                yield from _cell_lines(inner)


def _lines(paragraph) -> tuple[str, ...]:
    return cell_lines(clean_text("".join(_text(paragraph))))


def _text(element) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]
        elif child.tag == _PARAGRAPH:  # a text box stands on lines of its own
            yield "\n"
            yield from _text(child)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _text(child)


def _refuse_hidden_text(body) -> None:
    for mark in body.iter(qn("w:vanish")):
        run = mark.getparent().getparent()
        if run.tag != qn("w:r") or mark.get(qn("w:val")) in ("0", "false", "off"):
            continue
        if hidden := "".join(_text(run)).strip():
            raise UploadError(
                f"The Word file has hidden text, which begins “{hidden[:40]}”. "
                "Show hidden text in Word, delete it or make it visible, and save again."
            )


def _marks(document, body) -> Iterator[Doubt]:
    """Doubts about what Word shows beside the text: tracked changes and comments."""
    whole = Place("Word file")
    if next(body.iter(qn("w:del"), qn("w:ins"), qn("w:moveFrom")), None) is not None:
        yield Doubt(
            whole,
            "",
            "tracked changes",
            "The file has tracked changes; they are read as accepted.",
            "Accept or reject the changes in Word and import the file again.",
            "text",
        )
    names = {str(part.partname) for part in document.part.package.iter_parts()}
    if (
        "/word/comments.xml" in names
        and next(body.iter(qn("w:commentReference")), None) is not None
    ):
        yield Doubt(
            whole,
            "",
            "comments",
            "The file has comments in the margin; they are not imported.",
            "Copy what belongs to the plan from the comments into the table.",
            "text",
        )
