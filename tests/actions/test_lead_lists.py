"""Lists of leads out and in through the administrators' pages."""

from datetime import date
from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from actions.models import Lead
from corporate_parenting.roles import Role
from tests.factories import make_agency, make_lead, make_user

pytestmark = pytest.mark.django_db

HEADINGS = ["Person", "Agency", "Post", "E-mail address", "First day", "Last day"]
WORKBOOK, CSV = "0", "1"
IMPORT, PROCESS = "admin:actions_lead_import", "admin:actions_lead_process_import"


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR, is_staff=True)
    client.force_login(user)
    return user


def workbook(*rows, headings=HEADINGS):
    book = Workbook()
    for row in [headings, *rows]:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def csv_file(*rows):
    return "\r\n".join([",".join(HEADINGS), *rows]).encode("cp1252")


def send(client, content, kind=WORKBOOK):
    upload = SimpleUploadedFile("leads.xlsx", content)
    return client.post(reverse(IMPORT), {"format": kind, "resource": "0", "import_file": upload})


def confirm(client, checked):
    return client.post(reverse(PROCESS), checked.context["confirm_form"].initial)


def problems(response):
    """What the check found, row by row."""
    result = response.context["result"]
    errors = [str(error.error) for error in result.base_errors]
    errors += [str(error.error) for _, row in result.row_errors() for error in row]
    return errors + [str(row.error_dict) for row in result.invalid_rows]


def test_a_list_is_checked_first_and_then_imported_with_history(client, administrator):
    agency = make_agency(name="CAMHS")
    known = make_lead(name="Ada Rowe", agency=agency, role="Nurse")
    content = workbook(
        ["ada rowe", "camhs", "nurse", "ada@fernmoor.example", date(2019, 1, 7), "31/07/2019"],
        ["Ben Holt", None, "Head teacher", None, None, None],
    )
    checked = send(client, content)
    assert Lead.objects.count() == 1
    assert confirm(client, checked).status_code == 302
    known.refresh_from_db()
    assert (known.email, known.active_from, known.active_until, known.version) == (
        "ada@fernmoor.example",
        date(2019, 1, 7),
        date(2019, 7, 31),
        2,
    )
    record = known.history.first()
    assert (record.history_user, record.history_change_reason) == (
        administrator,
        "Imported from leads.xlsx",
    )
    ben = Lead.objects.get(name="Ben Holt")
    assert (ben.agency, ben.role, ben.version) == (None, "Head teacher", 1)
    assert LogEntry.objects.count() == 2


def test_the_same_list_twice_changes_nothing(client, administrator):
    content = csv_file("Zoë Hale,,Nurse,,,")
    for _ in range(2):
        confirm(client, send(client, content, CSV))
    assert list(Lead.objects.values_list("name", "version")) == [("Zoë Hale", 1)]
    assert Lead.history.count() == 1


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            ["Ada,Camhs,,,,"],
            "Row 2: “Camhs” is not an agency that is known. "
            "Correct the name, or add the agency first.",
        ),
        (["Ada,,,,,", " ,,,,,"], "Row 3 is empty. Delete it."),
        (["Ada,,,,,", "ADA,,,,,"], "Rows 2 and 3 name the same lead. Keep one."),
        (["Ada,,,,31/09/2019,"], "“31/09/2019” is not a day. Write it as 25/03/2022."),
        (["Ada,,,no address,,"], "Enter a valid email address."),
        (["Ada,,,,02/01/2019,01/01/2019"], "The last day must not lie before the first."),
    ],
)
def test_a_list_with_a_doubtful_row_is_refused_whole(client, administrator, rows, sentence):
    checked = send(client, csv_file(*rows, "Ben Holt,,,,,"), CSV)
    assert any(sentence in problem for problem in problems(checked)), problems(checked)
    assert "confirm_form" not in checked.context
    assert not Lead.objects.exists()


def test_an_agency_of_two_names_is_refused(client, administrator):
    make_agency(name="Health", short_name="H")
    make_agency(name="Housing", short_name="H")
    checked = send(client, csv_file("Ada,H,,,,"), CSV)
    assert problems(checked) == [
        "Row 2: “H” is two agencies. Correct the name, or add the agency first."
    ]


def test_two_leads_that_cannot_be_told_apart_are_refused(client, administrator):
    for _ in range(2):
        make_lead(name="Ada Rowe")
    checked = send(client, csv_file("Ada Rowe,,,,,"), CSV)
    assert problems(checked) == ["Two leads are called “Ada Rowe”. Tell them apart by their post."]


@pytest.mark.parametrize("headings", [["Person", "Agency", "Post", "Shoe size"], ["Person"] * 3])
def test_headings_that_are_not_known_or_stand_twice_are_refused(client, administrator, headings):
    checked = send(client, workbook(["Ada"] + [""] * (len(headings) - 1), headings=headings))
    assert "confirm_form" not in checked.context
    assert problems(checked)[0].startswith("The headings must be Person, Agency, Post")
    assert not Lead.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 damaged", "The file is damaged"),
        (b"%PDF-1.7", "The file is a PDF"),
        (b"Person,Agency,Post\r\n", "The file is not an Excel workbook."),
        (workbook(headings=[]), "The first sheet is empty."),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_its_reason(
    client, administrator, content, sentence
):
    response = send(client, content)
    (error,) = response.context["form"].errors["import_file"]
    assert error.startswith(sentence)


def test_a_large_file_is_refused_before_it_is_kept(client, administrator):
    response = send(client, b"a" * 10_000_001)
    assert response.context["form"].errors["import_file"] == ["The file is larger than 10 MB."]


def test_what_changed_since_the_check_stops_the_import(client, administrator):
    agency = make_agency(name="CAMHS")
    checked = send(client, csv_file("Ada,CAMHS,,,,", "Ben,,,,,"), CSV)
    agency.name = "Child health"
    agency.full_clean()
    agency.save()
    response = confirm(client, checked)
    assert (response.status_code, response.url) == (302, reverse(IMPORT))
    assert not Lead.objects.exists()


@pytest.mark.parametrize("odd", [{}, {"format": "9"}, {"format": "x"}, {"import_file_name": "no"}])
def test_an_odd_second_step_asks_for_the_file_again(client, administrator, odd):
    checked = send(client, csv_file("Ada,,,,,"), CSV)
    sent = checked.context["confirm_form"].initial | odd if odd else {}
    response = client.post(reverse(PROCESS), sent)
    assert (response.status_code, response.url) == (302, reverse(IMPORT))
    assert not Lead.objects.exists()


def export(client, kind):
    form = {"format": kind, "resource": "0"}
    names = ["name", "agency", "role", "email", "active_from", "active_until"]
    form |= {f"leadresource_{name}": "on" for name in names}
    return client.post(reverse("admin:actions_lead_export"), form)


def test_an_export_runs_nothing_and_comes_back_unchanged(client, administrator):
    lead = make_lead(name="=1+1", role="@SUM(A1)", agency=make_agency(name="CAMHS"))
    sheet = load_workbook(BytesIO(export(client, WORKBOOK).content)).active
    assert [[cell.value for cell in row] for row in sheet] == [
        HEADINGS,
        ["=1+1", "CAMHS", "@SUM(A1)", None, None, None],
    ]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}
    text = export(client, CSV).content
    assert "'=1+1" in text.decode("utf-8-sig")
    confirm(client, send(client, text, CSV))
    lead.refresh_from_db()
    assert (Lead.objects.count(), lead.name, lead.version) == (1, "=1+1", 1)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MEMBER])
def test_only_administrators_take_lists_out_or_bring_them_in(client, role):
    client.force_login(make_user(role, is_staff=True))
    for name in (IMPORT, PROCESS, "admin:actions_lead_export"):
        assert client.post(reverse(name)).status_code == 403
    assert client.get(reverse("admin:actions_lead_export")).status_code == 403
