"""A third council's form of report, made in the administrators' pages alone."""

import docx
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from corporate_parenting.roles import Role
from reports.models import Report
from tests.factories import make_kinds, make_meeting, make_note, make_user
from tests.reports.kind_forms import add_kind, part

pytestmark = pytest.mark.django_db

LINES = [
    ("title_field", "Subject", {}),
    ("meeting_field", "Date", {}),
    ("field", "Report of", {}),
    ("field", "Contact", {}),
    ("field", "Wards affected", {"standard_text": "All"}),
    ("field", "Reason for a late item", {}),
    ("heading", "Implications", {}),
    ("words", "Money", {"level": 3, "standard_text": "None directly.", "is_numbered": "on"}),
    ("words", "Law", {"level": 3, "standard_text": "None directly.", "is_numbered": "on"}),
    ("recommendation", "Recommendations", {"standard_text": "{board} is asked to:"}),
    ("words", "The report", {}),
    ("progress", "Progress for {children}", {}),
]
TYPED = {
    "report_of": "Director of Children’s Services",
    "contact": "Iris Vane, 01632 960 001",
    "reason_for_a_late_item": "The figures came on 10 June.",
    "law": "The council has a duty to publish its offer.",
    "the_report": "Visits took place.\n\nTwo homes were full.",
}
PAPER = [
    "Subject", "Update for members", "Date", "14 June 2019",
    "Report of", "Director of Children’s Services", "Contact", "Iris Vane, 01632 960 001",
    "Wards affected", "All", "Reason for a late item", "The figures came on 10 June.",
    "Implications", "Money", "None directly.", "Law",
    "The council has a duty to publish its offer.", "Recommendations",
    "Corporate Parenting Board is asked to:", "note the visits", "The report",
    "Visits took place.", "Two homes were full.", "Progress for children in our care",
]  # fmt: skip


@pytest.fixture
def kind(client):
    make_kinds()
    client.force_login(make_user(Role.ADMINISTRATOR, is_staff=True))
    parts = [part(at, section, words, **more) for at, (section, words, more) in enumerate(LINES)]
    return add_kind(
        client, parts, code="cabinet", name="Report to cabinet", title="Update for members",
        cover_heading="Report to cabinet", has_cover="", has_contents="", numbering="letters",
    )  # fmt: skip


@pytest.fixture
def writer():
    """The author in a browser of their own, with what the plan and the calendar hold."""
    make_note(), make_meeting()
    client = Client()
    client.force_login(make_user(Role.AUTHOR))
    return client


def send(client, address, **typed):
    """A form of the application, with what it shows and what is typed over it."""
    form = client.get(address).context["form"]
    shown = {box.html_name: box.value() for box in form if box.value() not in (None, False)}
    days = {
        f"{name}_{part}": getattr(value, part)
        for name, value in shown.items()
        if hasattr(value, "year")
        for part in ("day", "month", "year")
    }
    answer = client.post(address, {**shown, **days, **typed})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def written(client):
    page = client.get(reverse("reports:report-add")).context["form"]
    meeting = page.fields["meeting"].queryset.get()
    plan = page.fields["plan"].queryset.get()
    send(
        client, reverse("reports:report-add"), kind="cabinet", meeting=meeting.pk, plan=plan.pk,
        cut_off_on_day=14, cut_off_on_month=6, cut_off_on_year=2019,
    )  # fmt: skip
    report = Report.objects.get()
    for code, words in TYPED.items():
        send(client, reverse("reports:passage-add", args=[report.pk]), part=code, text=words)
    send(
        client, reverse("reports:report-change", args=[report.pk]), recommendation="note the visits"
    )
    return report


def in_order(words, expected):
    """The words that are not found behind those before them."""
    at, missing = 0, []
    for each in expected:
        found = words.find(each, at)
        missing += [each] if found < 0 else []
        at = max(at, found + len(each) if found >= 0 else at)
    return missing


def test_the_form_is_written_previewed_and_built_in_three_renderings(kind, writer, tmp_path):
    report = written(writer)
    preview = writer.get(reverse("reports:report-preview", args=[report.pk])).content.decode()
    assert in_order(preview, PAPER) == []
    for suffix in (".html", ".pdf", ".docx"):
        out = tmp_path / f"paper{suffix}"
        call_command("build_report", "cabinet", "--meeting", "2019-06-14", "--out", str(out))
    assert in_order((tmp_path / "paper.html").read_text(), PAPER) == []
    pdf = " ".join(page.extract_text() for page in PdfReader(tmp_path / "paper.pdf").pages)
    assert in_order(" ".join(pdf.split()), PAPER) == []
    assert in_order(text_of(tmp_path / "paper.docx"), PAPER) == []


def test_letters_number_its_headings_and_paragraphs(kind, writer, tmp_path):
    written(writer)
    out = tmp_path / "paper.docx"
    call_command("build_report", "cabinet", "--meeting", "2019-06-14", "--out", str(out))
    words = text_of(out)
    numbers = ["A", "Implications", "A1", "Money", "A2", "Law", "B", "Recommendations"]
    assert in_order(words, [*numbers, "C", "The report", "C1", "Visits", "C2", "Two homes"]) == []


def text_of(path):
    """Every paragraph and cell of a Word file, in order."""
    body = docx.Document(str(path)).element.body
    return "\n".join(
        "".join(node.text or "" for node in line.iter() if node.tag.endswith("}t"))
        for line in body.iter()
        if line.tag.endswith("}p")
    )
