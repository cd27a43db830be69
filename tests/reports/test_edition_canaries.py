"""What an edition withholds is in no part of its files: canaries are looked for in every one."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone
from pypdf import PdfReader

from corporate_parenting.roles import Role
from reports.assemble import assemble
from reports.kinds import Edition
from reports.models import Quotation, QuotedIn, Report
from reports.queries import editions_of
from reports.services import choose_readers, make_paper, request_rendering
from tests.factories import (
    make_entry,
    make_exempt_passage,
    make_note,
    make_passage,
    make_report,
)
from tests.home_factories import make_home, make_inspection
from tests.reports.homes import choose, files_of, opened, raw_text
from tests.reports.publishing import publish
from tests.reports.test_views import signed_in, url

pytestmark = pytest.mark.django_db

EXEMPT = ("Zeisigkopf", "Amselwort", "Amselzeile")
CONFIDENTIAL = ("Drosselkopf", "Staredeck", "Kiebitzruf", "Kiebitzkopf", "Dohlenruf")
NEVER = ("Pirolnotiz", "Rabenwort")
CANARIES = (*EXEMPT, *CONFIDENTIAL, *NEVER)
SHOWN = {
    "public": (),
    "members": EXEMPT,
    "officers": (*EXEMPT, *CONFIDENTIAL),
}


def quote(report, text, heading="", **fields):
    said = Quotation(text=text, source="A young person", said_on=date(2019, 5, 1), **fields)
    said.full_clean()
    said.save()
    row = QuotedIn(report=report, quotation=said, heading=heading)
    row.full_clean()
    row.save()


@pytest.fixture
def report():
    """Of the update kind, with canaries wherever words can be withheld."""
    note = make_note(text="Visits went well.")
    report = make_report(plan=note.action.priority.plan)
    make_entry(report, note)
    make_note(note.action, text="Pirolnotiz is for officers.", visibility="officers")
    make_passage(report, heading="Rabenwort", text="Rabenwort went.", is_removed=True, order=4)
    make_passage(report, heading="Carers", text="Carers meet monthly.")
    make_exempt_passage(
        report, heading="Zeisigkopf", order=2,
        text="## Amselzeile\n\nAmselwort costs 12.\n\n- [Amselwort](https://amselwort.example/)",
    )  # fmt: skip
    make_passage(
        report, heading="Drosselkopf", text="> Staredeck\n\n1. Staredeck", order=3,
        publicity="confidential", withheld_because="It is about one child.",
    )  # fmt: skip
    quote(report, "They listened.", has_consent=True, is_anonymous=True)
    quote(report, "Kiebitzruf is my name.", heading="Kiebitzkopf", has_consent=True)
    quote(report, "Dohlenruf never agreed.", is_anonymous=True)
    return report


def found(texts, words=CANARIES):
    return {
        place: caught
        for place, text in texts.items()
        if (caught := [word for word in words if word.casefold() in text.casefold()])
    }


def withheld_from(edition):
    return [word for word in CANARIES if word not in SHOWN[edition]]


@pytest.mark.parametrize("edition", list(Edition))
def test_an_edition_holds_all_that_it_may_and_nothing_more(report, edition):
    files = files_of(assemble(report, edition=edition))
    assert found(files, withheld_from(edition)) == {}
    for place in ("article", "HTML file", "PDF text", "Word"):
        told = (*SHOWN[edition], "Visits went well.", "Carers meet monthly.", "They listened.")
        assert [word for word in told if word not in files[place]] == [], place
    outline = [word for word in SHOWN[edition] if word.endswith("kopf")]
    assert [word for word in outline if word not in files["PDF outline"]] == []


def test_no_file_of_any_edition_carries_another_file(report):
    made = make_paper(
        rendering_pk=request_rendering(report=report, by=report.author, at=timezone.now()).pk
    )
    for row in (made, *made.editions.all()):
        assert PdfReader(BytesIO(bytes(row.pdf))).attachments == {}


def test_the_public_edition_says_what_is_withheld_and_why(report):
    article = files_of(assemble(report))["article"]
    for words in (
        "What this edition does not show",
        "paragraph 3: financial or business affairs. It is a contract.",
        "onfidential. It is about one child.",
        "2 quotations: without consent, or not yet checked for names.",
    ):
        assert words in article


PARTS = {
    "later_items": ("Carers", "Habichtwort"),
    "quotations": ("What people said", "They listened."),
    "recommendation": ("Recommendation", "Sperberwort"),
    "home_judgements": ("homes", "Willow"),
}


def class_part(report, code, publicity):
    part = report.kind.parts.get(code=code)
    part.publicity, part.withheld_because = publicity, "It is a tender."
    part.exempt_paragraph = "3" if publicity == "exempt" else ""
    part.full_clean()
    part.save()


@pytest.mark.parametrize("code", list(PARTS))
@pytest.mark.parametrize("publicity", ["exempt", "confidential"])
def test_a_whole_part_is_withheld_with_all_that_it_holds(report, code, publicity):
    heading, canary = PARTS[code]
    make_inspection(make_home(alias="Willow"))
    choose(report, "home_judgements", date(2021, 10, 1))
    make_passage(report, heading="Habicht", text="Habichtwort builds.", order=9)
    report.recommendation = "Sperberwort is to be noted."
    report.save()
    class_part(report, code, publicity)
    report = Report.objects.get(pk=report.pk)
    first = Edition.MEMBERS if publicity == "exempt" else Edition.OFFICERS
    assert first in editions_of(report)
    for edition in Edition:
        files = files_of(assemble(report, edition=edition))
        is_shown = list(Edition).index(edition) >= list(Edition).index(first)
        places = set(found(files, [canary]))
        assert places >= {"article", "PDF text", "Word"} if is_shown else places == set()
        assert ("It is a tender." in files["article"]) == (not is_shown)


@pytest.mark.parametrize("code", list(PARTS))
@pytest.mark.parametrize("publicity", ["exempt", "confidential"])
def test_a_part_that_its_author_withholds_is_in_no_file_for_others(report, code, publicity):
    canary = PARTS[code][1]
    make_inspection(make_home(alias="Willow"))
    choose(report, "home_judgements", date(2021, 10, 1))
    make_passage(report, heading="Habicht", text="Habichtwort builds.", order=9)
    report.recommendation = "Sperberwort is to be noted."
    report.save()
    choose_readers(
        report=report, part=report.kind.parts.get(code=code), version=0, by=report.author,
        publicity=publicity, exempt_paragraph="3" if publicity == "exempt" else "",
        withheld_because="It is a tender.",
    )  # fmt: skip
    report = Report.objects.get(pk=report.pk)
    first = Edition.MEMBERS if publicity == "exempt" else Edition.OFFICERS
    assert first in editions_of(report)
    for edition in Edition:
        files = files_of(assemble(report, edition=edition))
        is_shown = list(Edition).index(edition) >= list(Edition).index(first)
        places = set(found(files, [canary]))
        assert places >= {"article", "PDF text", "Word"} if is_shown else places == set()
        assert ("It is a tender." in files["article"]) == (not is_shown)


@pytest.mark.parametrize("code", ["portfolio_holder", "legal", "pledge_1", "contact_name"])
def test_lines_and_numbered_sections_are_withheld_as_wholly(code):
    report = make_report(kind="decision")
    make_passage(report, part=code, heading="", text="Bussardwort advises.\n\n- Bussardwort")
    make_passage(report, part="summary", heading="", text="Visits went well.", order=2)
    choose_readers(
        report=report, part=report.kind.parts.get(code=code), version=0, by=report.author,
        publicity="exempt", exempt_paragraph="5", withheld_because="It is legal advice.",
    )  # fmt: skip
    report = Report.objects.get(pk=report.pk)
    files = files_of(assemble(report))
    assert found(files, ["Bussardwort"]) == {}
    for place in ("article", "HTML file", "PDF text", "Word"):
        assert "It is legal advice." in " ".join(files[place].split()), place
    fuller = files_of(assemble(report, edition=Edition.MEMBERS))
    assert set(found(fuller, ["Bussardwort"])) >= {"article", "PDF text", "Word"}


def test_a_line_of_the_cover_is_withheld_and_said_to_be():
    report = make_report(kind="plan")
    part = next(each for each in report.parts if each.section == "cover_line")
    make_passage(report, part=part.code, heading="", text="Falkenwort")
    choose_readers(
        report=report, part=part, version=0, by=report.author,
        publicity="confidential", exempt_paragraph="", withheld_because="It is a name.",
    )  # fmt: skip
    report = Report.objects.get(pk=report.pk)
    article = files_of(assemble(report))["article"]
    assert ("Falkenwort" in article, "It is a name." in article) == (False, True)


def test_a_part_that_the_paper_does_not_have_makes_no_edition():
    report = make_report()
    class_part(report, "home_judgements", "exempt")
    make_passage(report)
    assert editions_of(report) == [Edition.PUBLIC]
    assert "tender" not in repr(assemble(report))


def test_what_the_public_can_open_gives_nothing_away(report):
    """Pages, lists, headers and files of a reader of the public edition, as they go out."""
    rendering = request_rendering(report=report, by=report.author, at=timezone.now())
    publication = publish(report, make_paper(rendering_pk=rendering.pk), at=timezone.now())
    publication.refresh_from_db()
    reader, texts = signed_in(Role.LEAD), {"document": repr(publication.document)}
    pages = [
        url("publication-list"),
        url("publication-compare", publication.pk, publication.pk),
        *(url(f"publication-{form}", publication.pk) for form in ("detail", "pdf", "docx")),
        *(
            url(f"publication-edition{form}", publication.pk, edition)
            for edition in Edition
            for form in ("", "-pdf", "-docx")
        ),
        url("report-preview", report.pk),
        url("report-preview", report.pk) + "?edition=officers",
        "/", "/actions/?words=Amselwort",
    ]  # fmt: skip
    for page in pages:
        answer = reader.get(page)
        texts[f"{page} headers"] = repr(answer.headers)
        texts[page] = text_of(answer)
    texts["/actions/?words=Amselwort"] = texts["/actions/?words=Amselwort"].replace("Amselwort", "")
    assert found(texts) == {}
    assert "Carers meet monthly." in texts[url("publication-pdf", publication.pk)]
    officer = signed_in(Role.OFFICER)
    known = {page: text_of(officer.get(page)) for page in pages}
    gives_all = url("publication-edition-pdf", publication.pk, "officers")
    assert found(known)[gives_all] == [word for word in CANARIES if word not in NEVER]


def text_of(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"%PDF"):
        return opened(body) + raw_text(body)
    if body.startswith(b"PK"):
        archive = ZipFile(BytesIO(body))
        members = b"".join(map(archive.read, archive.namelist()))
        return " ".join(archive.namelist()) + members.decode("utf-8", "replace")
    return body.decode()
