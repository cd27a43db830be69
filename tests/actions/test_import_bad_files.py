"""Whatever file comes: a sentence with place and remedy, nothing saved, nothing typed lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from actions.imports.grids import grids_from_json
from actions.models import Plan, PlanImport
from corporate_parenting.uploads import MAX_BYTES
from tests.actions.import_files import (
    FIRST,
    HEADINGS,
    PLAN_HEAD,
    PLAN_ROWS,
    csv_file,
    excel_file,
    repacked,
    word_file,
    zipped,
)
from tests.actions.test_import_views import review, upload
from tests.corporate_parenting.test_uploads import ole

pytestmark = pytest.mark.django_db

PLAN = (PLAN_HEAD + PLAN_ROWS).replace("NHS – Lena", "NHS – Léna")
SAVE_AS = "Save it as a Word document (.docx), an Excel workbook (.xlsx) or a CSV file."


def of_last_row(sheet):
    sheet.cell(1_048_576, 1, "x")


REFUSED = [
    ("plan.pdf", b"%PDF-1.7", f"The file is a PDF, which cannot be read as a table. {SAVE_AS}"),
    (
        "plan.docx",
        b"\x89PNG\r\n",
        f"The file is a picture, which cannot be read as a table. {SAVE_AS}",
    ),
    ("plan.docx", zipped({"a": "b"}), f"The file is neither a Word nor an Excel file. {SAVE_AS}"),
    ("plan.csv", b"", "The file is empty. Choose another one."),
    ("plan.csv", b" \r\n", "The file is empty. Choose another one."),
    (
        *("plan.docx", word_file("Words alone")),
        "The file has no table. Put the plan into one table with a row of headings.",
    ),
    (
        *("plan.csv", b"a" * (MAX_BYTES + 1)),
        "The file is larger than 10 MB. Take pictures out of it, or save the plan alone.",
    ),
    (
        *("plan.docx", repacked(word_file("Plan"), {"word/big.xml": b"\0" * 60_000_000})),
        "The file unpacks to more than 25 MB. Remove pictures and empty rows, and save it again.",
    ),
    (
        *("plan.xlsx", excel_file(HEADINGS, FIRST, change=of_last_row)),
        "Sheet “Plan” has content in row 1,048,576; 2,000 rows can be read. "
        "Delete what stands below the plan, or split the sheet.",
    ),
    (
        *("plan.docm", repacked(word_file("Plan"), {"word/vbaProject.bin": b"x"})),
        "The file holds macros. Save it without them, as .docx or .xlsx, and try again.",
    ),
    (
        *("plan.xlsx", ole("EncryptedPackage")),
        "The file is protected with a password. Open it, remove the password "
        "(File, Info, Protect) and save it without one.",
    ),
    (
        *("plan.doc", ole("WordDocument")),
        "The file is an old Word file (.doc). Open it and save it as .docx.",
    ),
    (
        *("plan.xlsx", b"PK\x03\x04broken"),
        "The file is damaged and cannot be unpacked. Open it, save it again and retry.",
    ),
    (
        *("plan.csv", PLAN.replace("Health", "He\x07alth").encode()),
        f"The file is not text (line 3 holds control codes). {SAVE_AS}",
    ),
]


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED)
def test_a_bad_file_is_refused_with_its_remedy_and_what_was_typed_stays(
    officer, name, content, sentence
):
    answer = upload(officer, file=SimpleUploadedFile(name, content))
    form = answer.context["form"]
    assert (answer.status_code, form.errors) == (422, {"file": [sentence]})
    assert (form["title"].value(), form["starts_on"].value(), form["ends_on"].value()) == (
        "Our promise",
        ["1", "1", "2019"],
        ["31", "12", "2021"],
    )
    shown = answer.content.decode()
    assert 'value="Our promise"' in shown
    assert all(f'value="{year}"' in shown for year in (2019, 2021))
    assert PlanImport.objects.count() == Plan.objects.count() == 0


def test_a_good_file_beside_a_bad_date_must_be_chosen_again_and_it_says_so(officer):
    answer = upload(officer, ends_on_day="31", ends_on_month="9")
    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {
            "ends_on": ["31 September 2021 is not a date."],
            "file": ["Choose the file again: the browser does not keep it."],
        },
    )
    assert 'value="Our promise"' in answer.content.decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_file_is_read_as_it_was_saved(officer, encoding):
    answer = upload(officer, file=SimpleUploadedFile("plan.csv", PLAN.encode(encoding)))
    assert (
        "Read as: NHS – Léna Hart (agency and person)" in officer.get(answer.url).content.decode()
    )


def test_a_long_file_name_is_shortened(officer):
    upload(officer, file=SimpleUploadedFile(f"{'p' * 240}.csv", PLAN.encode()))
    assert PlanImport.objects.get().file_name == "p" * 200


def doubts_of(officer, name, content):
    """Where, value and remedy of each doubt on the review of a file."""
    page = officer.get(upload(officer, file=SimpleUploadedFile(name, content)).url)
    doubts = page.context["proposal"].doubts
    shown = page.content.decode()
    assert all(doubt.where in shown and escape(doubt.remedy) in shown for doubt in doubts)
    return [(doubt.where, doubt.value, doubt.remedy) for doubt in doubts]


def test_formulas_and_dates_that_are_none_are_doubts_with_their_cell(officer):
    rows = (
        ["Priority 1: Home"],
        ("1.", "=A1", "", "", "31 September 2020", ""),
        ("2.", "Run.", "", "", "", "=TODAY()"),
    )
    remedy = "Open the workbook in Excel, save it and import it again, or type the value."
    assert doubts_of(officer, "plan.xlsx", excel_file(HEADINGS, *rows)) == [
        ("Plan, row 3, column B", "", remedy),
        ("Plan, row 4, column F", "", remedy),
        ("Plan, row 3, column A", "1.", "Type its wording."),
        (
            *("Plan, row 3, column E (Timescale)", "31 September 2020"),
            "Correct the date, for example “25 March 2022”.",
        ),
    ]


TURNED = ("1.", "Visit 5\u202e8\u202c homes.", "", "", "", "")


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("plan.csv", csv_file(HEADINGS, TURNED), "The file, row 2, column 2"),
        ("plan.txt", csv_file(HEADINGS, TURNED[:3], delimiter="\t"), "Table 1, row 2, column 2"),
        ("plan.xlsx", excel_file(HEADINGS, TURNED), "Plan, row 2, column B"),
        ("plan.docx", word_file([HEADINGS, TURNED]), "Table 1, row 2, column 2"),
    ],
)
def test_signs_that_turn_letters_are_left_out_with_a_doubt(officer, name, content, where):
    remedy = "Check that the words and numbers read as they should."
    assert (where, "Visit 58 homes.", remedy) in doubts_of(officer, name, content)
    (grid,) = grids_from_json(PlanImport.objects.get().grids)
    assert [cell.is_turned for cell in grid.rows[1].cells[:2]] == [False, True]


def test_a_file_whose_actions_are_nowhere_offers_no_save(officer):
    content = csv_file(("Name", "Telephone"), ("Ada", "1"))
    address = upload(officer, file=SimpleUploadedFile("plan.csv", content)).url
    shown = officer.get(address).content.decode()
    assert "no column is known to hold the actions" in shown
    assert 'value="bring-in"' not in shown
    answer = review(officer, address, "bring-in")
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (
        422,
        ["The file holds no action. Check which column holds what."],
    )
    assert Plan.objects.count() == 0
