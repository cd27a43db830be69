"""Chapters of a draft are kept from one paper to the next, for that draft alone."""

import pytest
from django.utils import timezone

from reports import services
from reports.kept_parts import unpacked
from reports.models import Rendering
from reports.render_process import KeptParts, _joined, _split, render_limited
from reports.rendering import RenderError
from reports.services import printing
from tests.bench import documents
from tests.factories import make_exempt_passage, make_passage, make_report
from tests.reports.test_rendering import pdf_text

pytestmark = pytest.mark.django_db


def make_again(report):
    at = timezone.now()
    asked = services.request_rendering(report=report, by=report.author, at=at)
    return services.make_paper(rendering_pk=asked.pk)


@pytest.fixture
def press(monkeypatch):
    """Notes what each paper is made from; what it keeps is named after its words."""
    given = []

    def drawn(document, form, *, kept=None, **limits):
        if form == "pdf":
            given.append((kept.before, kept.now))
            kept.now += document["edition"].encode()
        return b"%PDF drawn"

    monkeypatch.setattr(printing, "render_limited", drawn)
    return given


def test_a_paper_starts_from_what_the_last_one_of_its_draft_has_kept(press):
    report = make_report()
    other = make_report(meeting=report.meeting, plan=report.plan, kind="annual")
    for each in (report, other):
        make_passage(each)
    make_exempt_passage(report, order=2)
    first = make_again(report)
    assert press == [(b"", b""), (b"", b"public")]
    assert first.parts == b"publicmembers"
    del press[:]
    make_again(other)
    make_again(report)
    assert press == [(b"", b""), (b"publicmembers", b""), (b"publicmembers", b"public")]


def test_a_paper_that_failed_keeps_nothing_and_the_one_before_it_counts(press, monkeypatch):
    report = make_report()
    make_passage(report)
    make_again(report)
    with monkeypatch.context() as patched:

        def broken(*_, **__):
            raise RenderError("It cannot be drawn.")

        patched.setattr(printing, "render_limited", broken)
        failed = make_again(report)
    assert (failed.state, bytes(failed.parts)) == ("failed", b"")
    del press[:]
    make_again(report)
    assert press == [(b"public", b"")]


def test_the_public_paper_holds_nothing_of_what_others_chapters_keep():
    report = make_report()
    make_passage(report)
    secret = make_exempt_passage(report, order=2)
    first = make_again(report)
    parts = unpacked(bytes(first.parts))
    again = make_again(report)
    assert bytes(again.pdf) == bytes(first.pdf)
    assert bytes(again.editions.get().pdf) == bytes(first.editions.get().pdf)
    assert unpacked(bytes(again.parts)) == parts
    assert secret.text in pdf_text(bytes(again.editions.get().pdf))
    assert secret.text not in pdf_text(bytes(again.pdf))


def test_pages_that_show_how_a_paper_stands_do_not_load_its_chapters(press):
    report = make_report()
    make_passage(report)
    made = make_again(report)
    assert "parts" in Rendering.objects.without_bytes().get(pk=made.pk).get_deferred_fields()


def test_a_process_gives_back_what_it_kept_and_takes_it_again():
    document, kept = documents.plan(14), KeptParts()
    first = render_limited(document, "pdf", kept=kept)
    assert len(unpacked(kept.now)) > 1
    again = KeptParts(before=kept.now)
    assert render_limited(document, "pdf", kept=again) == first
    assert again.now == kept.now


@pytest.mark.parametrize("files", [(b"",), (b"a", b"", b"\n[1]\nb"), (b"", b"", b"")])
def test_files_that_were_joined_come_apart_again(files):
    assert _split(_joined(*files)) == list(files)
