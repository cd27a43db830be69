"""OpenDocument spreadsheets: taken where the caller says so, refused where they would swell."""

import resource
from time import process_time

import pytest

from corporate_parenting.sheet_extent import MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, MAX_SHEETS
from corporate_parenting.uploads import Limits, UploadError, open_upload
from tests.actions.import_files import excel_file, word_file, zipped
from tests.ods import MIMETYPE, ods_file, ods_of, sheet

LIMITS = Limits(unpacked=4_000_000, elements=20_000, takes_ods=True)
WORD = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
ROW = "<table:table-row{}>{}</table:table-row>"
WIDE = ' table:number-columns-repeated="{}"'
TALL = ' table:number-rows-repeated="{}"'

ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


def kind_of(content):
    return open_upload("homes", content, LIMITS).kind


def refusal(content, limits=LIMITS):
    with pytest.raises(UploadError) as caught:
        open_upload("homes.ods", content, limits)
    return str(caught.value)


def test_a_spreadsheet_is_taken_only_where_the_caller_takes_it():
    content = ods_file({"Homes": [["URN"], ["SC1"]]})
    assert kind_of(content) == "ods"
    assert refusal(content, Limits()).startswith("The file is an OpenDocument spreadsheet (.ods).")
    assert kind_of(excel_file(["URN"])) == "xlsx"
    assert kind_of(word_file("URN")) == "docx"


def test_an_empty_sheet_of_a_million_rows_is_no_large_one():
    filled = ROW.format("", WORD.format("", "URN") + f"<table:table-cell{WIDE.format(16_000)}/>")
    empty = ROW.format(TALL.format(1_048_575), f"<table:table-cell{WIDE.format(16_384)}/>")
    assert kind_of(ods_of(sheet(filled + empty))) == "ods"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            ROW.format(TALL.format(1_048_576), WORD.format("", "x")),
            "Sheet “Sheet1” has content in row 1,048,576, column 1;",
        ),
        (
            ROW.format(TALL.format(MAX_SHEET_ROWS), "<table:table-cell/>")
            + ROW.format("", WORD.format("", "x")),
            "Sheet “Sheet1” has content in row 20,001, column 1;",
        ),
        (
            ROW.format("", WORD.format(WIDE.format(MAX_SHEET_COLUMNS + 1), "x")),
            "Sheet “Sheet1” has content in row 1, column 101;",
        ),
        (
            ROW.format(TALL.format(MAX_SHEET_ROWS), WORD.format(WIDE.format(51), "x")),
            "Sheet “Sheet1” has content in row 20,000, column 51;",
        ),
        (
            ROW.format(TALL.format(9_000), WORD.format(WIDE.format(50), "ten words " * 10)),
            "Sheet “Sheet1” repeats its words to more than 4 MB.",
        ),
        (
            ROW.format("", WORD.format("", '<text:s text:c="99999999"/>')),
            "Sheet “Sheet1” has 99,999,999 spaces in one cell.",
        ),
        (
            ROW.format(TALL.format("9" * 4_000), WORD.format("", "x")),
            "Sheet “Sheet1” repeats a cell “99999999999999999999” times.",
        ),
        (
            ROW.format(TALL.format("-1"), WORD.format("", "x")),
            "Sheet “Sheet1” repeats a cell “-1” times.",
        ),
        (
            ROW.format("", f"<table:table-cell>{sheet(ROW.format('', ''))}</table:table-cell>"),
            "Sheet “Sheet1” holds a table inside a cell.",
        ),
        (
            ROW.format("", "<table:table-cell/>") * 21_000,
            "The file holds more than 20,000 cells, rows and other elements.",
        ),
        ("<a>" * 1_000 + "</a>" * 1_000, "The file is built in a way that Office does not write"),
    ],
)
def test_a_sheet_that_would_swell_is_refused_before_it_is_read(rows, sentence):
    assert refusal(ods_of(sheet(rows))).startswith(sentence)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            {"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
            "The file holds instructions",
        ),
        ({"content.xml": "<a>"}, "The file is damaged"),
        ({"big.xml": b" " * 5_000_000}, "The file unpacks to more than 4 MB."),
        ({"Basic/Standard/Module1.xml": "<a/>"}, "The file holds macros."),
        ({"META-INF/manifest.xml": "<m:encryption-data/>"}, "The file is protected"),
        ({"other.zip": b"x"}, "The file holds another file inside it (other.zip)."),
    ],
)
def test_a_spreadsheet_with_an_odd_part_is_refused(parts, sentence):
    assert refusal(ods_of(sheet(""), parts)).startswith(sentence)


def test_a_spreadsheet_without_content_or_with_too_many_sheets_is_refused():
    assert refusal(zipped({"mimetype": MIMETYPE})).startswith("The file is damaged")
    sheets = sheet("") * (MAX_SHEETS + 1)
    assert refusal(ods_of(sheets)).startswith("The file has more than 100 sheets.")


def test_bombs_are_refused_quickly_and_without_swelling():
    bombs = [
        ods_of(sheet(ROW.format(TALL.format(1_048_576), WORD.format(WIDE.format(16_384), "x")))),
        ods_of(sheet(""), {"content.xml": b"\0" * 60_000_000}),
        ods_of(sheet("<a>" * 500_000)),
    ]
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, process_time()
    for bomb in bombs:
        refusal(bomb)
    assert process_time() - began < 4
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000
