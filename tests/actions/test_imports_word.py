from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from actions.imports.grids import Cell
from corporate_parenting.uploads import MAX_ROWS
from tests.actions.import_files import read, refusal, saved, word_file


def test_word_tables_come_in_order_with_the_text_above_and_below_them():
    first, second = read(word_file("Cover", "Priority 1", [["a"]], "Priority 2", [["b"]], "End"))
    assert (first.above, second.above, second.below) == (
        ("Cover", "Priority 1"),
        ("Priority 2",),
        ("End",),
    )
    assert [grid.name for grid in (first, second)] == ["Table 1", "Table 2"]
    assert str(first.place(1, 0)) == "Table 1, row 1, column 1"


def test_merged_word_cells_are_marked_where_they_continue():
    document = Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "1."
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Action"
    (grid,) = read(saved(document))
    assert [row.cells for row in grid.rows] == [
        (Cell(("1.",)), Cell(("Action",)), Cell(merged="across")),
        (Cell(merged="down"), Cell(), Cell()),
    ]


def test_word_rows_of_unequal_width_are_filled_up():
    document = Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "a", "b", "c"
    table.rows[1]._tr.remove(table.cell(1, 1)._tc)
    (grid,) = read(saved(document))
    assert [row.cells for row in grid.rows] == [
        (Cell(("a",)), Cell(("b",))),
        (Cell(("c",)), Cell()),
    ]


def test_lines_of_a_word_cell_are_its_paragraphs_and_line_breaks():
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Ana Bell\nJo\tWard"
    cell.add_paragraph("  Kim Staff ")
    cell.add_table(1, 1).cell(0, 0).text = "Inner"
    (grid,) = read(saved(document))
    assert grid.rows[0].cells[0].lines == ("Ana Bell", "Jo Ward", "Kim Staff", "Inner")


def test_text_in_insertions_and_content_controls_is_read_and_deleted_text_is_not():
    document = Document()
    paragraph = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    for xml in (
        "<w:ins {} w:id='1' w:author='a'><w:r><w:t>Open </w:t></w:r></w:ins>",
        "<w:del {} w:id='2' w:author='a'><w:r><w:delText>Close</w:delText></w:r></w:del>",
        "<w:sdt {}><w:sdtContent><w:r><w:t>a drop-in</w:t></w:r></w:sdtContent></w:sdt>",
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    (grid,) = read(saved(document))
    assert grid.rows[0].cells[0].lines == ("Open a drop-in",)
    assert [doubt.value for doubt in grid.doubts] == ["tracked changes"]


def test_hidden_word_text_is_refused_with_its_beginning():
    document = Document()
    document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("Home address").font.hidden = True
    assert refusal(saved(document)).startswith(
        "The Word file has hidden text, which begins “Home address”."
    )


def test_a_word_table_beyond_the_limits_is_refused():
    document = Document()
    table = document.add_table(1, 1)
    for _ in range(MAX_ROWS):
        table._tbl.append(parse_xml(f"<w:tr {nsdecls('w')}><w:tc><w:p/></w:tc></w:tr>"))
    assert refusal(saved(document)) == "Table 1 has more than 2,000 rows. Split the table in two."
    document = Document()
    document.add_table(1, 1).cell(0, 0)._tc.grid_span = 1_000_000
    assert refusal(saved(document)).startswith("Table 1, row 1 has more than 50 columns.")


def test_a_document_without_a_table_is_refused():
    assert refusal(word_file("Priority 1")).startswith("The file has no table.")
