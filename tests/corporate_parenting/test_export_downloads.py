"""What an export is called, and how it reaches the person."""

import io
from datetime import date

import pytest
from django.http import Http404
from docx import Document
from openpyxl import load_workbook

from corporate_parenting.exports import (
    CSV_TYPE,
    DOCX_TYPE,
    XLSX_TYPE,
    Column,
    download_response,
    export_response,
    file_name,
)

COLUMNS = [Column("Reference", 10), Column("Action", 60), Column("Lead", 30)]
FIRST_ROW = ["2.4", "Visit every home", "Alma Burns"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Action plan 2019", "action-plan-2019-2022-03-25.csv"),
        ("../../etc/passwd", "etc-passwd-2022-03-25.csv"),
        ("Children’s homes & “beds”", "childrens-homes-beds-2022-03-25.csv"),
        ("Llŷn\r\nSet-Cookie: a=b\x00", "llyn-set-cookie-a-b-2022-03-25.csv"),
        ("خطة", "export-2022-03-25.csv"),
        ("", "export-2022-03-25.csv"),
        (".htaccess", "htaccess-2022-03-25.csv"),
        ("CON", "con-2022-03-25.csv"),
        ("x" * 500, "x" * 85 + "-2022-03-25.csv"),
    ],
)
def test_file_name_is_plain_and_short(words, name):
    assert file_name(words, date(2022, 3, 25), "csv") == name
    assert len(name) <= 100


@pytest.mark.parametrize("extension", ["", ".csv", "../x", "CSV", "a" * 11])
def test_odd_extension_is_refused(extension):
    with pytest.raises(ValueError, match="not a file extension"):
        file_name("Plan", date(2022, 3, 25), extension)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("plan.csv", 'attachment; filename="plan.csv"'),
        ("Llŷn.csv", "attachment; filename*=utf-8''Ll%C5%B7n.csv"),
        ('a"b\r\nX: y.csv', 'attachment; filename="a-b X- y.csv"'),
        ("../../etc/passwd", 'attachment; filename="etc-passwd"'),
        ("plan\u202evsc.exe", 'attachment; filename="planvsc.exe"'),
        ("x" * 300 + ".pdf", f'attachment; filename="{"x" * 96}.pdf"'),
        ("", 'attachment; filename="download"'),
    ],
)
def test_download_is_saved_under_a_safe_name(name, header):
    response = download_response(b"%PDF", name, "application/pdf")
    assert response["Content-Disposition"] == header
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert response.content == b"%PDF"


@pytest.mark.parametrize(
    ("kind", "content_type"), [("csv", CSV_TYPE), ("xlsx", XLSX_TYPE), ("docx", DOCX_TYPE)]
)
def test_each_kind_of_export_is_a_download(kind, content_type):
    response = export_response(
        kind, "Plan", COLUMNS, [FIRST_ROW], date(2022, 3, 25), council="Fernmoor Council"
    )
    assert response["Content-Type"] == content_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == f'attachment; filename="plan-2022-03-25.{kind}"'
    content = b"".join(response)
    if kind == "csv":
        assert (
            content.decode("utf-8-sig").splitlines()[1] == '"2.4","Visit every home","Alma Burns"'
        )
    elif kind == "xlsx":
        book = load_workbook(io.BytesIO(content))
        assert [cell.value for cell in book.active[2]] == FIRST_ROW
        assert book.properties.creator == "Fernmoor Council"
    else:
        row = Document(io.BytesIO(content)).tables[0].rows[1]
        assert [cell.text for cell in row.cells] == FIRST_ROW


@pytest.mark.parametrize("kind", ["", "pdf", "CSV", "../csv", "__class__"])
def test_unknown_kind_of_export_is_not_found(kind):
    with pytest.raises(Http404):
        export_response(kind, "Plan", COLUMNS, [], date(2022, 3, 25))
