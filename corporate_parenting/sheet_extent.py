"""How large the sheets of an OpenDocument spreadsheet become once they are read.

Such a file says "this cell, 16,384 times" or "these spaces, a million times" in a few bytes, and
readers write them all out. So the words and cells are counted first, in one pass that keeps none.
"""

from xml.parsers import expat

MAX_SHEETS = 100
MAX_SHEET_ROWS = 20_000
MAX_SHEET_COLUMNS = 100
MAX_SHEET_CELLS = 1_000_000  # of all sheets, as wide as their widest row
_MAX_SPACES = 1_000
_STEP = 65_536
_CELLS = ("table:table-cell", "table:covered-table-cell")


class ExtentError(ValueError):
    """A sheet is too large to be read; the message says which, and what to do."""


def check_extent(content: bytes, most_bytes: int) -> None:
    """``content``: the part content.xml, known to be sound. Raises ExtentError."""
    _Extent(most_bytes).read(content)


class _Extent:
    """The sheet, row and cell that the parser stands in, and what was counted so far."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.written, self.cells, self.sheets = most_bytes, 0, 0, 0
        self.sheet, self.is_open = "", False
        self.rows = self.height = self.width = 0
        self.row_repeats = self.column = self.row_width = self.row_bytes = 0
        self.cell_repeats = self.cell_bytes = 0

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        for start in range(0, len(content), _STEP):
            parser.Parse(content[start : start + _STEP])
        parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._open_sheet(attributes.get("table:name", ""))
        elif tag == "table:table-row":
            self.row_repeats = self._number(attributes, "table:number-rows-repeated")
            self.column = self.row_width = self.row_bytes = 0
        elif tag in _CELLS:
            self._open_cell(attributes)
        elif self.cell_repeats:
            self._fill()
            if tag == "text:s":
                self._spaces(attributes)

    def _end(self, tag: str) -> None:
        if tag == "table:table":
            self.is_open = False
        elif tag in _CELLS:
            self.row_bytes += self.cell_bytes * self.cell_repeats
            self.cell_repeats = 0
        elif tag == "table:table-row":
            self._close_row()

    def _text(self, words: str) -> None:
        self.cell_bytes += len(words)

    def _open_sheet(self, name: str) -> None:
        if self.is_open:
            raise ExtentError(
                f"Sheet “{self.sheet[:60]}” holds a table inside a cell. "
                "Copy the table into a new sheet and save that."
            )
        self.sheet, self.is_open = name, True
        self.sheets += 1
        self.rows = self.height = self.width = 0
        if self.sheets > MAX_SHEETS:
            raise ExtentError(f"The file has more than {MAX_SHEETS} sheets. Delete some.")

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self.cell_repeats = self._number(attributes, "table:number-columns-repeated")
        self.column += self.cell_repeats
        self.cell_bytes = 0
        for name, value in attributes.items():
            if name.startswith(("office:", "calcext:")) or name == "table:formula":
                self.cell_bytes += len(value)
                self._fill()

    def _fill(self) -> None:
        """The cell holds something: what stands before it is written out as well."""
        self.row_width = self.column

    def _spaces(self, attributes: dict[str, str]) -> None:
        count = self._number(attributes, "text:c")
        if count > _MAX_SPACES:
            raise ExtentError(
                f"Sheet “{self.sheet[:60]}” has {count:,} spaces in one cell. Delete them."
            )
        self.cell_bytes += count

    def _close_row(self) -> None:
        self.rows += self.row_repeats
        if self.row_width:
            self._check_size()
        self.written += self.row_bytes * self.row_repeats
        if self.written > self.most_bytes:
            raise ExtentError(
                f"Sheet “{self.sheet[:60]}” repeats its words to more than "
                f"{self.most_bytes // 1_000_000} MB. Copy the table into a new file and save that."
            )

    def _check_size(self) -> None:
        before = self.height * self.width
        self.height, self.width = self.rows, max(self.width, self.row_width)
        self.cells += self.height * self.width - before
        if (
            self.height > MAX_SHEET_ROWS
            or self.width > MAX_SHEET_COLUMNS
            or self.cells > MAX_SHEET_CELLS
        ):
            raise ExtentError(
                f"Sheet “{self.sheet[:60]}” has content in row {self.height:,}, column "
                f"{self.width:,}; {MAX_SHEET_ROWS:,} rows, {MAX_SHEET_COLUMNS} columns and "
                f"{MAX_SHEET_CELLS:,} cells of all sheets can be read. Delete what is not needed."
            )

    def _number(self, attributes: dict[str, str], name: str) -> int:
        written = attributes.get(name, "1")
        # No sheet has more than a million rows: longer numbers are not worked out at all.
        if not (written.isascii() and written.isdecimal() and 0 < len(written) < 9):
            raise ExtentError(
                f"Sheet “{self.sheet[:60]}” repeats a cell “{written[:20]}” times. "
                "Open it, save it again and retry."
            )
        return int(written)
