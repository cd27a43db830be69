"""The archive copy: PDF/A and PDF/UA in one file, the paper's data inside, made once."""

import json
import zlib
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import page
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from corporate_parenting.prose import Paragraph, Run
from corporate_parenting.roles import Role
from reports import press, services, tasks
from reports.attachments import attachments
from reports.document import Cell, Column, Heading, Landscape, Table, arranged, to_dict
from reports.models import ArchiveCopy, Publication
from reports.rendering import render_archive, render_pdf
from tests.factories import make_note, make_report, make_user
from tests.reports.papers import make_document, sample_report
from tests.reports.publishing import make_archive_copy, make_publication, release, withdraw

SAMPLE = sample_report()


def signed_in(role):
    client = Client()
    client.force_login(make_user(role))
    return client


def url(name, publication):
    return reverse(f"reports:{name}", args=[publication.pk])


@pytest.fixture(scope="module")
def archived():
    return render_archive(to_dict(SAMPLE))


def inside(pdf):
    return {name: files[0] for name, files in PdfReader(BytesIO(pdf)).attachments.items()}


def text(pdf):
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("profile", ["ua1", "pdfa3a"])
def test_one_file_is_accessible_and_archival(archived, profile):
    report = page.validate_pdf_bytes(archived, profile=profile)
    assert report.is_compliant, str(report)


def test_a_plain_paper_is_not_archival():
    report = page.validate_pdf_bytes(render_pdf(to_dict(SAMPLE)), profile="pdfa3a")
    assert not report.is_compliant


def test_same_document_gives_the_same_archive_copy(archived):
    assert render_archive(to_dict(SAMPLE)) == archived


def test_the_archive_copy_reads_as_the_paper_does(archived):
    assert text(archived) == text(render_pdf(to_dict(SAMPLE)))


def test_the_paper_and_each_of_its_tables_are_inside(archived):
    files = inside(archived)
    table = "table-001-judgements-of-our-homes-as-at-31-march-2027.csv"
    assert list(files) == ["paper.json", table]
    assert json.loads(files["paper.json"]) == json.loads(json.dumps(to_dict(SAMPLE)))
    lines = files[table].decode("utf-8-sig").splitlines()
    assert lines[0] == ('"Home","Last full inspection","Judgement","What the inspector asked for"')
    assert lines[1].startswith('"Home 1","1 March 2026","Good","Written risk assessments')


def test_files_inside_are_listed_once_with_what_they_are(archived):
    root = PdfReader(BytesIO(archived)).trailer["/Root"]
    listed = [(file["/UF"], file["/AFRelationship"]) for file in map(_object, root["/AF"])]
    names = root["/Names"]["/EmbeddedFiles"]["/Names"][::2]
    assert [name for name, _ in listed] == list(names)
    assert [words for _, words in listed] == ["/Source", "/Data"]


def _object(reference):
    return reference.get_object()


def test_tables_are_data_as_they_stand_in_the_paper():
    rows = (
        (Cell(("Early help",), header=True, span=2),),
        (Cell(("2.10",)), Cell(("-4.50",))),
        (Cell(("=1+1",)), Cell(("two", "lines"))),
    )
    table = Table("Ändern: 100 % / “x”", (Column("Code"), Column("Change")), rows)
    again = replace(table, caption="…")
    document = arranged(make_document(Heading(2, "Tables"), Landscape((table,)), again))
    whole, first, second = attachments(document)
    assert (whole.name, first.name, second.name) == (
        "paper.json", "table-001-andern-100-x.csv", "table-002.csv",
    )  # fmt: skip
    assert first.content.decode("utf-8-sig") == (
        '"Code","Change"\r\n"Early help",""\r\n"2.10",-4.50\r\n"\'=1+1","two\nlines"\r\n'
    )
    assert second.content == first.content


def test_emoji_are_words_on_paper_and_themselves_in_the_data():
    paragraph = Paragraph((Run("Great \U0001f973"),))
    pdf = render_archive(to_dict(arranged(make_document(Heading(2, "Voice"), paragraph))))
    assert "[face with party horn and party hat]" in " ".join(text(pdf)).replace("\n", " ")
    assert "Great \U0001f973" in inside(pdf)["paper.json"].decode()


@pytest.mark.django_db
def test_publishing_asks_for_the_archive_copy_which_is_made_once():
    report = make_report(plan=make_note().action.priority.plan)
    rendering = release(report)
    publication = tasks.publish_paper(
        report=report,
        version=report.version,
        sha256_pdf=rendering.sha256_pdf,
        by=make_user(Role.DEMOCRATIC_SERVICES),
    )
    task = DBTaskResult.objects.get()
    assert task.args_kwargs == {"args": [publication.pk], "kwargs": {}}
    assert tasks.archive_paper.call(publication.pk) == tasks.archive_paper.call(publication.pk)
    copy = ArchiveCopy.objects.get()
    assert json.loads(inside(bytes(copy.pdf))["paper.json"]) == publication.document


@pytest.mark.django_db
def test_what_is_not_published_asks_for_no_archive_copy():
    report = make_report(plan=make_note().action.priority.plan)
    release(report)
    with pytest.raises(services.ReportError, match="made again since"):
        tasks.publish_paper(
            report=report, version=report.version, sha256_pdf="0" * 64,
            by=make_user(Role.DEMOCRATIC_SERVICES),
        )  # fmt: skip
    assert (DBTaskResult.objects.count(), Publication.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_command_makes_the_copies_that_are_lacking():
    first = make_publication()
    withdrawn = make_publication(plan=first.report.plan, held_on=first.meeting_on.replace(day=1))
    withdraw(withdrawn.report)
    out = StringIO()
    call_command("archive_papers", stdout=out)
    copy = ArchiveCopy.objects.get()
    assert (copy.publication, out.getvalue()) == (first, f"{copy}: {copy.sha256_pdf}\n")
    call_command("archive_papers", stdout=out)
    assert ArchiveCopy.objects.get() == copy


@pytest.mark.django_db
def test_the_command_says_which_paper_cannot_be_archived(monkeypatch):
    publication = make_publication()
    monkeypatch.setattr(services.archiving, "RENDER_MEGABYTES", 90)
    with pytest.raises(CommandError, match=f"{publication}: .*stopped|{publication}: .*90 MB"):
        call_command("archive_papers")
    assert ArchiveCopy.objects.count() == 0


@pytest.mark.django_db
def test_who_looks_after_papers_finds_the_archive_copy():
    publication = make_publication()
    address = url("publication-archive", publication)
    page_of = url("publication-detail", publication)
    clerk, member = signed_in(Role.DEMOCRATIC_SERVICES), signed_in(Role.MEMBER)
    assert clerk.get(address).status_code == 404
    assert address not in clerk.get(page_of).content.decode()
    copy = make_archive_copy(publication)
    answer = clerk.get(address)
    assert (answer.content, answer["ETag"]) == (copy.pdf, f'"{copy.sha256_pdf}"')
    name = "2019-06-14-corporate-parenting-board-update-report-archive-public.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert address in clerk.get(page_of).content.decode()
    assert address not in member.get(page_of).content.decode()
    assert member.get(address).status_code == 403
    withdraw(publication.report)
    assert clerk.get(address).status_code == 410


@pytest.mark.parametrize(
    ("board", "title", "name"),
    [
        ("Board", "Strategic action plan", "board-strategic-action-plan-archive-version-2"),
        ("Reporting panel", "Update report", "reporting-panel-update-report-archive-version-2"),
    ],
)
def test_an_archive_copy_is_never_called_as_the_paper_itself(board, title, name):
    publication = Publication(body=board, title=title, version=2, meeting_on=date(2019, 6, 14))
    copy = ArchiveCopy(publication=publication)
    assert copy.file_name == f"2019-06-14-{name}-public.pdf"
    assert copy.file_name != publication.file_name("pdf")


def test_no_stream_ends_in_what_looks_like_the_end_of_its_line():
    streams = [press.pydyf.Stream(["a" * length], compress=True) for length in range(600)]
    contents = [each.data.split(b"stream\n", 1)[1].removesuffix(b"\nendstream") for each in streams]
    assert not any(content.endswith(b"\r") for content in contents)
    assert any(zlib.compress(b"a" * length, 6).endswith(b"\r") for length in range(600))
    words = [zlib.decompress(content).rstrip(b"\n") for content in contents]
    assert words == [b"a" * length for length in range(600)]


@pytest.mark.django_db
def test_the_database_refuses_to_change_an_archive_copy():
    copy = make_archive_copy(make_publication())
    before = ArchiveCopy.objects.values().get()

    def bare(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    for act in (
        lambda: ArchiveCopy.objects.update(pdf=b"other"),
        copy.delete,
        lambda: bare("DELETE FROM reports_archivecopy"),
    ):
        with pytest.raises(DatabaseError, match="is never changed"), transaction.atomic():
            act()
    assert ArchiveCopy.objects.values().get() == before
