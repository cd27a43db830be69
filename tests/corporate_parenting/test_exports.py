import csv
import io
import tempfile
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl import load_workbook

from corporate_parenting.exports import (
    Column,
    csv_lines,
    csv_response,
    docx_bytes,
    xlsx_bytes,
)

COLUMNS = [Column("Reference", 10), Column("Action", 60), Column("Lead", 30)]
FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    " =1+1",
    "  \u00a0=1+1",
    "'=1+1",
    '"=1+1',
    "‘=1+1",
    "“=1+1",
    "' =1+1",
    "''=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://fernmoor.example","Click")',
    "- an item of a list",
    "-5",
    "=1+1;=2+2,=3+3\n=4+4",
]
TRIGGERS = tuple("=+-@\t\r\n＝＋－＠")
FIRST_ROW = ["2.4", "Visit every home", "Alma Burns"]


def with_in_place(text, place):
    return [text if at == place else cell for at, cell in enumerate(FIRST_ROW)]


def csv_cells(columns, rows):
    """The rows as a spreadsheet reads them, headings included."""
    text = "".join(csv_lines(columns, rows))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def sheet_of(columns, rows, **options):
    return load_workbook(io.BytesIO(xlsx_bytes("Plan", columns, rows, **options))).active


def table_of(columns, rows, **options):
    (table,) = Document(io.BytesIO(docx_bytes("Plan", columns, rows, **options))).tables
    return table


def words_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


ROWS_WITH_FORMULAS = [with_in_place(text, place) for text in FORMULAS for place in range(3)]


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("formula", FORMULAS)
def test_formula_in_csv_begins_with_an_apostrophe_and_keeps_its_text(formula, place):
    row = with_in_place(formula, place)
    for cells in csv_cells([Column(text) for text in row], [row]):
        assert cells[place] == f"'{formula}"
        assert not any(cell.startswith(TRIGGERS) for cell in cells)


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_read_with_semicolons_runs_nothing(formula):
    text = "".join(csv_lines([Column(f"a;{formula}")], []))[1:]
    (line,) = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert line == [f"a;{formula}"]


def test_formulas_in_excel_are_text_word_for_word():
    sheet = sheet_of([Column(text) for text in FORMULAS[:3]], ROWS_WITH_FORMULAS)
    rows = list(sheet.iter_rows())
    assert {cell.data_type for row in rows for cell in row} == {"s"}
    assert [[cell.value for cell in row] for row in rows] == [FORMULAS[:3], *ROWS_WITH_FORMULAS]
    prefixed = [[bool(cell.quotePrefix) for cell in row] for row in rows[1:]]
    assert prefixed == [[at == place for at in range(3)] for _ in FORMULAS for place in range(3)]


def test_formulas_in_word_are_text_word_for_word():
    headings = FORMULAS[:3]
    words = words_of(table_of([Column(text) for text in headings], ROWS_WITH_FORMULAS))
    assert words == [
        [text.replace("\r", "\n") for text in row] for row in [headings, *ROWS_WITH_FORMULAS]
    ]


@pytest.mark.parametrize("text", ["Plan", "'quoted'", "2.4", "a=b", "%0A=1", "Jo - Lee", "'", ""])
def test_csv_leaves_harmless_text_alone(text):
    assert csv_cells([Column("Words")], [[text]]) == [["Words"], [text]]


NUMBERS = [-5, 0, 123456789012345, Decimal("-12.50"), Decimal("0.1")]


def test_numbers_stay_numbers_in_csv():
    text = "".join(csv_lines([Column("n")] * 5, [NUMBERS]))
    assert text.splitlines()[1] == "-5,0,123456789012345,-12.50,0.1"


def test_numbers_stay_numbers_in_excel():
    sheet = sheet_of([Column("n")] * 5, [NUMBERS])
    assert [cell.data_type for cell in sheet[2]] == ["n"] * 5
    assert [cell.value for cell in sheet[2]] == [-5, 0, 123456789012345, -12.5, 0.1]


def test_numbers_stand_to_the_right_in_word():
    table = table_of([Column("n")] * 5, [NUMBERS])
    assert words_of(table)[1] == ["-5", "0", "123456789012345", "-12.50", "0.1"]
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [2] * 5


@pytest.mark.parametrize("number", [10**15, Decimal("1234567890123456.5"), Decimal("NaN")])
def test_number_that_excel_would_change_is_written_as_text(number):
    cell = sheet_of([Column("n")], [[number]])["A2"]
    assert (cell.data_type, cell.value) == ("s", str(number))


def test_dates_are_dates():
    day = date(2022, 3, 25)
    cell = sheet_of([Column("Due")], [[day]])["A2"]
    assert (cell.is_date, cell.value, cell.number_format) == (
        True,
        datetime(2022, 3, 25),
        "d mmmm yyyy",
    )
    assert csv_cells([Column("Due")], [[day]])[1] == ["2022-03-25"]
    assert words_of(table_of([Column("Due")], [[day]]))[1] == ["25 March 2022"]


@pytest.mark.parametrize(
    ("day", "read"),
    [(date(1900, 2, 28), "1900-02-28"), (date(1900, 3, 1), datetime(1900, 3, 1))],
)
def test_day_before_excel_counts_rightly_is_written_as_text(day, read):
    assert sheet_of([Column("Opened")], [[day]])["A2"].value == read


def test_nothing_known_is_an_empty_cell():
    row = [None, "", "x"]
    assert csv_cells(COLUMNS, [row])[1] == ["", "", "x"]
    assert [cell.value for cell in sheet_of(COLUMNS, [row])[2]] == [None, None, "x"]
    assert words_of(table_of(COLUMNS, [row]))[1] == ["", "", "x"]


ODD = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)])) + "\ud800\ufffe\uffff\u202e\u200b"


def test_characters_that_files_cannot_hold_or_nobody_sees_go():
    columns = [Column(f"Head{ODD}ing")]
    assert csv_cells(columns, [[f"a{ODD}b"]]) == [["Head\t\n\n\n\r\ning"], ["a\t\n\n\n\r\nb"]]
    assert sheet_of(columns, [[f"a{ODD}b"]])["A2"].value == "a\t\n\n\n\r\nb"
    assert words_of(table_of(columns, [[f"a{ODD}b"]]))[1] == ["a\t\n\n\n\nb"]


CONTROLS = [chr(code) for code in [*range(9), *range(14, 32), 127]]


def test_excel_and_word_take_text_with_any_control_character():
    columns, rows = [Column("Head\x01ing")], [[f"Reg{control}ular"] for control in CONTROLS]
    words = [["Heading"], *[["Regular"]] * len(CONTROLS)]
    assert [[cell.value for cell in row] for row in sheet_of(columns, rows)] == words
    assert words_of(table_of(columns, rows)) == words


def test_titles_and_names_take_any_control_character():
    odd = "".join(CONTROLS)
    workbook = xlsx_bytes(f"Pl{odd}an", COLUMNS, [], council=f"Fern{odd}moor")
    book = load_workbook(io.BytesIO(workbook))
    properties = book.properties
    assert (book.sheetnames, properties.title, properties.creator) == (["Plan"], "Plan", "Fernmoor")
    document = Document(io.BytesIO(docx_bytes(f"Pl{odd}an", COLUMNS, [])))
    assert (document.core_properties.title, document.paragraphs[0].text) == ("Plan", "Plan")


def test_markup_and_lines_are_kept_in_word():
    text = "Jo & <b>Lee</b> ]]> <!--rows--> \U0001f468\u200d\U0001f469\nSecond\tline"
    columns = [Column(text)]
    document = Document(io.BytesIO(docx_bytes(text, columns, [[text]])))
    assert words_of(document.tables[0]) == [[text], [text]]
    assert document.paragraphs[0].text == text.replace("\n", " ").replace("\t", " ")


def test_word_line_breaks_of_pasted_text_are_lines():
    table = table_of([Column("Words")], [["First\vSecond\r\nThird"]])
    assert words_of(table)[1] == ["First\nSecond\nThird"]


@pytest.mark.parametrize(
    ("text", "length"),
    [("x" * 32_767, 32_767), ("\U0001f600" * 16_383 + "x", 32_767), ("é" * 20_000, 20_000)],
)
def test_cell_that_excel_can_hold_is_whole(text, length):
    value = sheet_of([Column("Words")], [[text]])["A2"].value
    assert value == text
    assert len(value.encode("utf-16-le")) // 2 == length


@pytest.mark.parametrize("text", ["x" * 32_768, "x" * 1_000_000, "\U0001f600" * 16_384])
def test_cell_too_long_for_excel_says_where_it_was_cut(text):
    value = sheet_of([Column("Words")], [[text]])["A2"].value
    note = "… (cut at 32,767 characters)"
    assert value.endswith(note)
    assert text.startswith(value.removesuffix(note))
    assert 32_766 <= len(value.encode("utf-16-le")) // 2 <= 32_767


def test_very_long_cell_is_whole_in_csv_and_word():
    text = "word " * 200_000
    assert csv_cells([Column("Words")], []) == [["Words"]]
    assert "".join(csv_lines([Column("Words")], [[text]])).count("word ") == 200_000
    assert words_of(table_of([Column("Words")], [[text]]))[1] == [text]


def test_table_without_rows_has_its_headings():
    headings = ["Reference", "Action", "Lead"]
    assert csv_cells(COLUMNS, []) == [headings]
    assert [cell.value for cell in sheet_of(COLUMNS, [])[1]] == headings
    assert words_of(table_of(COLUMNS, [])) == [headings]


@pytest.mark.parametrize("write", [lambda c, r: list(csv_lines(c, r)), sheet_of, table_of])
def test_rows_of_another_length_or_kind_of_cell_are_refused(write):
    with pytest.raises(ValueError, match="2 cells for 3 columns"):
        write(COLUMNS, [["a", "b"]])
    for odd in (1.5, True, ["a"], datetime(2022, 3, 25)):
        with pytest.raises(TypeError, match=f"not {type(odd).__name__}"):
            write(COLUMNS, [["a", "b", odd]])


def test_failing_row_leaves_no_temporary_file(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(TypeError):
        xlsx_bytes("Plan", COLUMNS, [FIRST_ROW, ["a", "b", 1.5]])
    assert list(tmp_path.iterdir()) == []


def test_csv_is_sent_while_rows_are_read():
    read = []

    def rows():
        for number in range(10_000):
            read.append(number)
            yield [number, "Visit", "Alma Burns"]

    response = csv_response("plan.csv", COLUMNS, rows())
    assert read == []
    first = next(iter(response))
    assert len(read) == 200
    assert first.startswith(b'\xef\xbb\xbf"Reference","Action","Lead"\r\n0,"Visit"')


def test_sheet_has_a_bold_frozen_heading_and_the_columns_widths():
    sheet = sheet_of(COLUMNS, [FIRST_ROW])
    assert sheet.freeze_panes == "A2"
    assert [cell.font.bold for cell in sheet[1]] == [True] * 3
    assert [cell.font.bold for cell in sheet[2]] == [False] * 3
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [10, 60, 30]
    assert all(cell.alignment.wrap_text for row in sheet for cell in row)


def test_workbook_hides_nothing_and_names_only_the_council():
    book = load_workbook(
        io.BytesIO(xlsx_bytes("Plan", COLUMNS, [FIRST_ROW], council="Fernmoor Council"))
    )
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [("Plan", "visible")]
    assert not book.defined_names
    assert not book.active.defined_names
    properties = book.properties
    assert (properties.creator, properties.lastModifiedBy, properties.title) == (
        "Fernmoor Council",
        "Fernmoor Council",
        "Plan",
    )


def test_workbook_without_a_council_names_nobody():
    book = load_workbook(io.BytesIO(xlsx_bytes("Plan", COLUMNS, [])))
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plan 2019: [draft]/*?\\", "Plan 2019 draft"),
        ("'Our plan'", "Our plan"),
        ("History", "Sheet1"),
        ("", "Sheet1"),
        ("x" * 40, "x" * 31),
        ("\U0001f600" * 20, "\U0001f600" * 15),
        ("Line\none\x07", "Line one"),
    ],
)
def test_sheet_takes_its_name_from_the_title(title, name):
    book = load_workbook(io.BytesIO(xlsx_bytes(title, COLUMNS, [])))
    assert book.sheetnames == [name]


@pytest.mark.parametrize(
    ("landscape", "orientation"), [(True, WD_ORIENT.LANDSCAPE), (False, WD_ORIENT.PORTRAIT)]
)
def test_word_page_is_a4_and_the_table_fills_it(landscape, orientation):
    document = Document(io.BytesIO(docx_bytes("Plan", COLUMNS, [], landscape=landscape)))
    section = document.sections[0]
    sides = sorted([round(section.page_width.cm, 1), round(section.page_height.cm, 1)])
    assert (section.orientation, sides) == (orientation, [21.0, 29.7])
    assert (section.page_width > section.page_height) is landscape
    widths = [round(column.width.cm, 1) for column in document.tables[0].columns]
    assert widths == ([2.6, 15.4, 7.7] if landscape else [1.7, 10.2, 5.1])


def test_word_heading_row_repeats_and_is_bold():
    table = table_of(COLUMNS, [FIRST_ROW, FIRST_ROW])
    marks = [row._tr.findall(f".//{qn('w:tblHeader')}") for row in table.rows]
    assert [len(found) for found in marks] == [1, 0, 0]
    assert table.style.name == "Table Grid"
    bold = [[cell.paragraphs[0].runs[0].bold for cell in row.cells] for row in table.rows]
    assert bold == [[True] * 3, [None] * 3, [None] * 3]
    assert words_of(table) == [["Reference", "Action", "Lead"], FIRST_ROW, FIRST_ROW]


def test_word_document_has_title_language_and_no_author():
    document = Document(io.BytesIO(docx_bytes("Plan 2019", COLUMNS, [])))
    properties = document.core_properties
    assert (properties.title, properties.language) == ("Plan 2019", "en-GB")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    (title,) = [paragraph for paragraph in document.paragraphs if paragraph.text]
    assert (title.text, title.style.name) == ("Plan 2019", "Title")
    languages = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert title._p.getnext().tag == qn("w:tbl")


def test_word_file_is_packed_once_and_has_page_numbers():
    with zipfile.ZipFile(io.BytesIO(docx_bytes("Plan", COLUMNS, [FIRST_ROW] * 2_000))) as parts:
        assert parts.testzip() is None
        names = parts.namelist()
        assert len(names) == len(set(names))
        document = parts.getinfo("word/document.xml")
        assert document.compress_size * 20 < document.file_size
        (footer,) = [parts.read(name).decode() for name in names if "footer" in name]
    assert [field in footer for field in ('"PAGE"', '"NUMPAGES"')] == [True, True]
