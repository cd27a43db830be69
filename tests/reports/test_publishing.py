"""Publishing: once, by somebody else, the exact bytes, all or nothing, for ever."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier

import pytest
from django.db import OperationalError, connection, connections

from actions.models import ProgressNote
from corporate_parenting.roles import Role
from corporate_parenting.versions import Conflict
from reports import services
from reports.models import CarriedNote, Publication, Rendering, Report
from tests.factories import (
    make_council,
    make_entry,
    make_note,
    make_passage,
    make_plan,
    make_report,
    make_user,
)
from tests.reports.publishing import (
    AT,
    clear,
    make_publication,
    make_rendering,
    publish,
    submit,
)


def ready(*notes):
    """A cleared paper that carries the notes, and its rendering."""
    plan = notes[0].action.priority.plan if notes else make_plan()
    report = make_report(plan=plan)
    for order, note in enumerate(notes, 1):
        make_entry(report, note, order=order)
    return report, clear(report)


def let_go(report, rendering, **changes):
    fields = {"version": report.version, "sha256_pdf": rendering.sha256_pdf, "at": AT, **changes}
    fields.setdefault("by", make_user(Role.DEMOCRATIC_SERVICES))
    return services.publish_report(report=report, **fields)


def refused(sentence, *given, error=services.ReportError, **changes):
    before = set(Report.objects.values_list("pk", "state"))
    with pytest.raises(error, match=sentence):
        let_go(*given, **changes)
    assert Publication.objects.count() == 0
    assert CarriedNote.objects.count() == 0
    assert set(Report.objects.values_list("pk", "state")) == before


@pytest.mark.django_db
def test_a_publication_holds_the_exact_bytes_and_the_notes_it_carries():
    taken = make_note()
    left_out = make_note(taken.action)
    report = make_report(plan=taken.action.priority.plan)
    make_entry(report, taken)
    make_entry(report, left_out, is_included=False, order=2)
    approver = make_user(Role.APPROVER, first_name="Olu", last_name="Marsh")
    clerk = make_user(Role.DEMOCRATIC_SERVICES, first_name="Ira", last_name="Poole")
    rendering = clear(report, approver=approver)
    publication = let_go(report, rendering, by=clerk)
    publication.refresh_from_db()
    assert bytes(publication.pdf) == rendering.pdf
    assert (publication.document, publication.html) == (rendering.document, rendering.html)
    assert publication.sha256_pdf == hashlib.sha256(rendering.pdf).hexdigest()
    assert publication.sha256_docx == hashlib.sha256(rendering.docx).hexdigest()
    assert (publication.version, publication.reason, publication.published_at) == (1, "", AT)
    assert (publication.title, publication.meeting_on) == ("Update report", date(2019, 6, 14))
    names = (publication.author_name, publication.approver_name, publication.publisher_name)
    assert names == (str(report.author), "Olu Marsh", "Ira Poole")
    assert (publication.approved_by, publication.published_by) == (approver, clerk)
    assert [row.note for row in publication.carried_notes.all()] == [taken]
    assert Report.objects.get().state == Report.State.PUBLISHED


@pytest.mark.django_db
def test_the_author_cannot_publish_the_paper():
    report, rendering = ready(make_note())
    refused("You are the author of this paper", report, rendering, by=report.author)


@pytest.mark.django_db
@pytest.mark.parametrize("step", [make_rendering, submit])
def test_a_paper_that_is_not_cleared_is_not_published(step):
    report = make_report()
    rendering = step(report)
    words = {make_rendering: "being drafted", submit: "in clearance"}[step]
    refused(f"The paper is {words}", report, rendering)


@pytest.mark.django_db
def test_bytes_that_were_not_seen_or_not_cleared_are_not_published():
    report, seen = ready()
    refused("The paper was made again since you read it", report, Rendering(sha256_pdf="0" * 64))
    again = make_rendering(report, pdf=b"%PDF-1.7 another")
    refused("The paper was made again since you read it", report, seen)
    refused("These are not the bytes that were cleared", report, again)


@pytest.mark.django_db
def test_a_draft_that_changed_after_the_paper_was_made_is_not_published():
    report, rendering = ready()
    refused("Somebody else saved this", report, rendering, version=9, error=Conflict)
    make_passage(report)
    refused("The draft was changed after this paper was made. Return it", report, rendering)


@pytest.mark.django_db
def test_a_change_of_the_councils_words_is_a_change_of_the_draft():
    council = make_council()
    report, rendering = ready(make_note())
    council.children_word = "CIOC"
    council.save()
    refused("The draft was changed after this paper was made", report, rendering)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_damaged_bytes_are_not_published(form):
    report, rendering = ready()
    setattr(rendering, form, b"damaged")
    rendering.save()
    refused("The stored paper is damaged", report, rendering)


@pytest.mark.django_db
def test_a_note_corrected_since_is_not_published():
    note = make_note()
    report, rendering = ready(note)
    make_note(note.action, corrects=note)
    refused("Notes on 1.1 were corrected", report, rendering)


@pytest.mark.django_db
def test_a_note_is_carried_by_one_report_only():
    note = make_note()
    first, rendering = ready(note)
    second = make_report(plan=first.plan, held_on=date(2019, 9, 13))
    make_entry(second, note)
    late = clear(second)
    let_go(first, rendering)
    with pytest.raises(services.ReportError, match="carried by another paper"):
        let_go(second, late)
    assert CarriedNote.objects.count() == 1


@pytest.mark.django_db
def test_a_published_paper_is_not_published_again():
    report, rendering = ready()
    let_go(report, rendering)
    report.refresh_from_db()
    with pytest.raises(services.ReportError, match="The paper is published"):
        let_go(report, rendering)
    assert Publication.objects.count() == 1


@pytest.mark.django_db
def test_a_correction_is_the_next_version_with_its_reason():
    note = make_note()
    first = make_publication(note)
    report = Report.objects.get()
    services.start_correction(
        by=make_user(), report=report, version=report.version, reason="A wrong name."
    )
    report.refresh_from_db()
    services.change_entry(
        by=make_user(), entry=report.entries.get(), version=1, text="The right name."
    )
    second = publish(report, pdf=b"%PDF-1.7 second")
    assert (second.version, second.reason) == (2, "A wrong name.")
    assert "The right name." in second.html
    assert "The right name." not in Publication.objects.get(pk=first.pk).html
    assert list(Publication.objects.newest_versions()) == [second]
    assert CarriedNote.objects.filter(note=note).count() == 2


@pytest.mark.django_db
def test_a_correction_needs_a_published_paper_and_a_reason():
    draft = make_report()
    with pytest.raises(services.ReportError, match="Only a published paper"):
        services.start_correction(by=make_user(), report=draft, version=1, reason="A wrong name.")
    report = make_publication(plan=draft.plan, held_on=date(2019, 9, 13)).report
    report.refresh_from_db()
    with pytest.raises(services.ReportError, match="Say why"):
        services.start_correction(by=make_user(), report=report, version=report.version, reason="")
    with pytest.raises(Conflict):
        services.start_correction(by=make_user(), report=report, version=1, reason="A wrong name.")
    report.refresh_from_db()
    assert (report.state, report.correction_reason) == (Report.State.PUBLISHED, "")


@pytest.mark.django_db
def test_published_bytes_stay_when_every_source_row_changes(client):
    council, note = make_council(), make_note()
    publication = make_publication(note)
    report = Report.objects.get()
    member = make_user(Role.MEMBER)
    client.force_login(member)
    before = Publication.objects.values().get()
    page = client.get(f"/papers/{publication.pk}/").context["paper"]
    changes = [
        (council, "children_word", "CIOC"), (council, "brand_colour", "#000000"),
        (note, "text", "Nothing."), (note.action, "wording", "Nothing."),
        (note.action.priority, "title", "Nothing."), (report, "title", "Nothing."),
        (report.meeting, "held_on", date(2030, 1, 1)), (report.meeting, "body", "Nothing."),
        (publication.author, "first_name", "Nobody"), (report.plan, "title", "Nothing."),
    ]  # fmt: skip
    for row, name, value in changes:
        setattr(row, name, value)
        row.save()
    assert Publication.objects.values().get() == before
    answer = client.get(f"/papers/{publication.pk}/")
    assert answer.context["paper"] == page
    assert "Nothing." not in answer.content.decode()
    assert "Nobody" not in answer.content.decode()
    assert ProgressNote.objects.get().text == "Nothing."


def at_once(*acts):
    """What each of the acts gave or raised, all started together, each on its own connection.

    SQLite in memory is one database for one connection: there they act one after the other.
    """
    if connection.vendor == "sqlite":
        return [outcome(act) for act in acts]
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            return outcome(act)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def outcome(act):
    try:
        return act()
    except services.ReportError as error:
        return error


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_publish_one_paper():
    report, rendering = ready(make_note())
    people = [make_user(Role.APPROVER), make_user(Role.APPROVER)]
    answers = at_once(*[partial(let_go, report, rendering, by=person) for person in people])
    refusals = [answer for answer in answers if isinstance(answer, services.ReportError)]
    assert len(refusals) == 1
    assert refusals[0].messages[0].startswith("The paper is published")
    assert (Publication.objects.count(), CarriedNote.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_reports_published_at_once_carry_a_note_once():
    note = make_note()
    first, made_first = ready(note)
    second = make_report(plan=first.plan, held_on=date(2019, 9, 13))
    make_entry(second, note)
    made_second = clear(second)
    approver = make_user(Role.APPROVER)
    answers = at_once(
        lambda: let_go(first, made_first, by=approver),
        lambda: let_go(second, made_second, by=approver),
    )
    assert sorted(isinstance(answer, Publication) for answer in answers) == [False, True]
    assert (Publication.objects.count(), CarriedNote.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_publishes_once(client):
    report, rendering = ready(make_note())
    approver = make_user(Role.APPROVER)
    form = {
        "submission": "6f1c0f0e-0000-4000-8000-000000000001",
        "version": report.version,
        "sha256_pdf": rendering.sha256_pdf,
    }

    browsers = [type(client)(), type(client)()]
    for browser in browsers:
        browser.force_login(approver)

    def click(browser):
        answer = browser.post(f"/papers/drafts/{report.pk}/publish/", form)
        # 503: the database was locked; 400: the session was, after the answer was made.
        if answer.status_code in (400, 503):
            raise OperationalError
        return answer

    answers = at_once(*[partial(click, browser) for browser in browsers])
    publication = Publication.objects.get()
    assert {answer.url for answer in answers} == {f"/papers/{publication.pk}/"}


@pytest.mark.django_db(transaction=True)
def test_a_publication_that_dies_on_the_way_leaves_nothing(monkeypatch):
    """Whatever stops it between two rows: no paper without its notes, no state without a paper."""
    report, rendering = ready(make_note())

    class Killed(BaseException):
        """As a kill: nothing in the code catches it."""

    def die(*args, **kwargs):
        raise Killed

    for name in ("_insert_publication", "save_changes"):
        with monkeypatch.context() as patch:
            patch.setattr(f"reports.services.publishing.{name}", die)
            with pytest.raises(Killed):
                let_go(report, rendering)
        assert connection.in_atomic_block is False
        assert (Publication.objects.count(), CarriedNote.objects.count()) == (0, 0)
        assert Report.objects.get().state == Report.State.CLEARED
    assert let_go(report, rendering).version == 1
