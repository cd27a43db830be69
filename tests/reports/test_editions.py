"""A paper in its editions: made together, cleared and published by one seal, all or nothing."""

import hashlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from corporate_parenting.roles import Role
from reports import services
from reports.assemble import assemble, document_hash
from reports.kinds import Edition
from reports.models import Publication, PublishedEdition, RenderedEdition, Rendering
from reports.rendering import RenderError
from reports.services import printing
from tests.factories import make_exempt_passage, make_passage, make_report, make_user
from tests.reports.publishing import (
    AT,
    clear,
    make_publication,
    make_rendering,
    publish,
    submit,
)

pytestmark = pytest.mark.django_db

SECRET = {"publicity": "confidential", "withheld_because": "It is about one child."}


def three_editions():
    """A draft with words for everyone, for members and for officers alone."""
    report = make_report()
    make_passage(report)
    make_exempt_passage(report, order=2)
    make_passage(
        report, heading="Ash", text="One child moved.", order=3, exempt_paragraph="", **SECRET
    )
    return report


def asked(report):
    return services.request_rendering(report=report, by=report.author, at=timezone.now())


def test_each_edition_has_the_words_of_its_readers_when_it_is_asked_for():
    report = three_editions()
    rendering = asked(report)
    made = {each.edition: each.document for each in rendering.editions.all()}
    assert rendering.document == assemble(report)
    assert made == {
        each.value: assemble(report, edition=each) for each in (Edition.MEMBERS, Edition.OFFICERS)
    }
    assert rendering.words_made == {
        each.value: document_hash(assemble(report, edition=each)) for each in Edition
    }
    assert document_hash(RenderedEdition.objects.first().document) in rendering.words_made.values()


def test_a_paper_for_all_has_one_edition():
    report = make_report()
    make_passage(report)
    rendering = asked(report)
    assert not rendering.editions.exists()
    assert rendering.words_made == {"public": rendering.sha256_document}
    assert make_rendering(report).seal == hashlib.sha256(b"%PDF-1.7 made by a test").hexdigest()


def test_the_worker_makes_every_edition_in_one_go():
    report = make_report()
    make_exempt_passage(report)
    made = services.make_paper(rendering_pk=asked(report).pk)
    (members,) = made.editions.all()
    assert (made.state, made.is_whole) == (Rendering.State.READY, True)
    assert "A bed is dear." in members.html
    assert "A bed is dear." not in made.html
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        file = bytes(getattr(members, form))
        assert file.startswith(start)
        assert getattr(members, f"sha256_{form}") == hashlib.sha256(file).hexdigest()
    both = f"{made.sha256_pdf}{members.sha256_pdf}"
    assert made.seal == hashlib.sha256(both.encode()).hexdigest()


def test_an_edition_that_cannot_be_drawn_fails_the_paper_and_leaves_no_bytes(monkeypatch):
    report = three_editions()

    def press(document, form, **limits):
        if document["edition"] == "officers" and form == "docx":
            raise RenderError("The last of the files cannot be drawn.")
        return b"%PDF drawn"

    monkeypatch.setattr(printing, "render_limited", press)
    made = services.make_paper(rendering_pk=asked(report).pk)
    assert (made.state, made.reason) == ("failed", "The last of the files cannot be drawn.")
    rows = [made, *made.editions.all()]
    assert [(row.html, row.pdf, row.sha256_pdf) for row in rows] == [("", b"", "")] * 3


def test_a_slow_pdf_takes_no_seconds_from_word_and_no_lease_from_the_next_edition(monkeypatch):
    """Both happened on a busy machine, where a second of work takes twelve of waiting."""
    rendering, clock, asked_for, begun = asked(three_editions()), [timezone.now()], set(), []

    def press(document, form, *, seconds, **limits):
        asked_for.add((form, seconds))
        begun.append(Rendering.objects.get().started_at)
        clock[0] += timedelta(seconds=100)
        return b"%PDF drawn"

    monkeypatch.setattr(printing, "render_limited", press)
    monkeypatch.setattr(printing.timezone, "now", lambda: clock[0])
    started = clock[0]
    assert services.make_paper(rendering_pk=rendering.pk).state == "ready"
    assert asked_for == {("pdf", printing.RENDER_SECONDS), ("docx", printing.WORD_SECONDS)}
    later = [(moment - started).total_seconds() for moment in begun]
    assert later == [0, 0, 200, 200, 400, 400]


def test_a_paper_is_out_of_date_when_only_exempt_words_were_changed():
    report = make_report()
    passage = make_exempt_passage(report)
    rendering = make_rendering(report, requested_at=timezone.now())
    assert services.why_out_of_date(report, rendering) == ""
    passage.text = "A bed costs less."
    passage.save()
    assert "was changed after this paper was made" in services.why_out_of_date(report, rendering)
    with pytest.raises(services.ReportError, match="The draft was changed"):
        submit(report, rendering)


def test_who_clears_names_every_edition():
    report = three_editions()
    rendering = submit(report)
    approver = make_user(Role.APPROVER)
    with pytest.raises(services.ReportError, match="made again since you read it"):
        services.clear_report(
            report=report, version=report.version, sha256_pdf=rendering.sha256_pdf, by=approver
        )
    clearance = services.clear_report(
        report=report, version=report.version, sha256_pdf=rendering.seal, by=approver
    )
    assert clearance.sha256_pdf == rendering.seal != rendering.sha256_pdf


def test_what_is_published_is_every_edition_byte_for_byte():
    report = three_editions()
    rendering = make_rendering(report)
    publication = publish(report, rendering)
    columns = ("edition", "html", "pdf", "docx", "sha256_html", "sha256_pdf", "sha256_docx")
    kept, made = (
        [tuple(map(bytes_or_same, row)) for row in rows.order_by("edition").values_list(*columns)]
        for rows in (publication.editions, rendering.editions)
    )
    assert kept == made
    assert [row[2] for row in kept] == [
        b"%PDF-1.7 made by a testmembers",
        b"%PDF-1.7 made by a testofficers",
    ]
    assert [each.document for each in publication.editions.order_by("edition")] == [
        assemble(report, edition=each) for each in (Edition.MEMBERS, Edition.OFFICERS)
    ]


def bytes_or_same(value):
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.mark.parametrize("column", ["html", "pdf", "docx"])
@pytest.mark.parametrize("edition", ["members", "officers"])
def test_damaged_bytes_of_any_edition_are_not_published(edition, column):
    report = three_editions()
    rendering = clear(report)
    row = rendering.editions.get(edition=edition)
    setattr(row, column, "damaged" if column == "html" else b"damaged")
    row.save()
    refused(report, rendering.seal, "The stored paper is damaged")


def test_an_edition_that_is_missing_or_was_made_anew_is_not_published():
    report = three_editions()
    rendering = clear(report)
    seal = rendering.seal
    row = rendering.editions.get(edition="members")
    row.pdf, row.sha256_pdf = b"%PDF another", hashlib.sha256(b"%PDF another").hexdigest()
    row.save()
    refused(report, seal, "made again since you read it")
    refused(report, rendering.seal, "not the bytes that were cleared")
    row.delete()
    refused(report, rendering.seal, "The draft was changed")


def refused(report, seal, words):
    with pytest.raises(services.ReportError, match=words):
        services.publish_report(
            report=report, version=report.version, sha256_pdf=seal, at=AT,
            by=make_user(Role.DEMOCRATIC_SERVICES),
        )  # fmt: skip
    assert (Publication.objects.count(), PublishedEdition.objects.count()) == (0, 0)


def test_a_published_edition_is_never_changed_nor_removed():
    publication = publish(three_editions())
    edition = publication.editions.first()
    for act in (edition.save, edition.delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()
    assert publication.editions.count() == 2


def test_renderings_that_are_tidied_away_take_their_editions_with_them():
    publish(three_editions())
    Rendering.objects.left_over(timezone.now()).delete()
    assert (Rendering.objects.count(), RenderedEdition.objects.count()) == (0, 0)
    assert PublishedEdition.objects.count() == 2


def test_an_exempt_edition_says_so_on_its_cover_and_in_its_title():
    report = three_editions()
    marks = ["", "Members’ edition: not for publication", "Officers’ edition: not for publication"]
    for edition, mark in zip(Edition, marks, strict=True):
        document = assemble(report, edition=edition)
        assert document["cover"]["lines"] == ([mark] if mark else [])
        assert document["title"] == "Update report, 14 June 2019" + (f" ({mark})" if mark else "")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "2019-06-14-corporate-parenting-board-update-report-public.pdf"),
        ({"version": 2}, "2019-06-14-corporate-parenting-board-update-report-version-2-public.pdf"),
        ({"title": '../Año "2"\r\n: x'}, "2019-06-14-corporate-parenting-board-ano-2-x-public.pdf"),
        ({"title": "報告"}, "2019-06-14-corporate-parenting-board-public.pdf"),
        (
            {"body": "Children’s Board", "title": "x" * 200},
            f"2019-06-14-childrens-board-{'x' * 50}-public.pdf",
        ),
    ],
)
def test_a_file_is_called_by_meeting_board_paper_version_and_edition(fields, name):
    publication = make_publication()
    for column, value in fields.items():
        setattr(publication, column, value)
    assert publication.file_name("pdf") == name
    assert publication.file_name("docx", "members") == name.replace("public.pdf", "members.docx")
