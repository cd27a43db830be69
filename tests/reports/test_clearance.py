"""From planned to withdrawn: each step, who may not take it, and what it leaves behind."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from corporate_parenting.roles import Role
from corporate_parenting.versions import Conflict
from reports import services
from reports.models import Clearance, Publication, Rendering, Report, Withdrawal
from reports.queries import life_of, notes_to_report, returned_with
from tests.factories import (
    make_council,
    make_entry,
    make_meeting,
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
    release,
    submit,
    withdraw,
)
from tests.reports.test_publishing import at_once

pytestmark = pytest.mark.django_db


def refused(sentence, act, report, **fields):
    """The step is refused with the sentence, and nothing of the paper has changed."""
    before = Report.objects.values().get(pk=report.pk), report.history.count()
    with pytest.raises(services.ReportError, match=sentence):
        act(report=report, version=before[0]["version"], **fields)
    assert (Report.objects.values().get(pk=report.pk), report.history.count()) == before


def returned(report, reason="Say which homes.", by=None):
    services.return_report(
        report=report, version=report.version, reason=reason, by=by or make_user(Role.APPROVER)
    )
    report.refresh_from_db()
    return report


def test_a_planned_paper_has_no_entry_until_somebody_starts_to_draft_it():
    note, planner, writer = make_note(), make_user(Role.AUTHOR), make_user(Role.AUTHOR)
    meeting, plan = make_meeting(), note.action.priority.plan
    report = services.plan_report(kind="update", meeting=meeting, plan=plan, by=planner)
    assert (report.state, report.author, report.entries.count()) == ("planned", planner, 0)
    refused("The paper is planned. Start the draft first.", change_title, report)
    report = services.start_drafting(
        report=report, version=1, cut_off_on=date(2019, 5, 31), by=writer
    )
    report.refresh_from_db()
    assert (report.state, report.author) == ("drafting", writer)
    assert (report.cut_off_on, report.entries.get().note) == (date(2019, 5, 31), note)
    with pytest.raises(services.ReportError, match="The paper is being drafted"):
        services.start_drafting(report=report, version=2, cut_off_on=date(2019, 5, 31), by=planner)


def change_title(*, report, version):
    services.change_report(
        report=report, version=version, by=make_user(), on=date(2019, 6, 1), title="Other"
    )


def test_a_meeting_has_one_paper_of_a_kind_planned_or_drafted():
    meeting, plan, author = make_meeting(), make_plan(), make_user(Role.AUTHOR)
    services.plan_report(kind="update", meeting=meeting, plan=plan, by=author)
    with pytest.raises(ValidationError, match="The meeting has a paper of this kind"):
        services.start_report(
            kind="update", meeting=meeting, plan=plan, by=author, cut_off_on=date(2019, 5, 31)
        )


def test_in_clearance_nothing_of_the_paper_can_be_changed():
    note = make_note()
    report = make_report(plan=note.action.priority.plan)
    entry = make_entry(report, note)
    item = make_passage(report)
    submit(report)
    assert (report.state, report.is_open) == ("in_clearance", False)
    refused("Ask for it to be returned", change_title, report)
    for act in (
        partial(services.change_entry, entry=entry, version=1, text="Other"),
        partial(services.remove_passage, passage=item, version=1),
        partial(services.refresh_entries, report=report),
        partial(services.request_rendering, report=report, at=AT),
    ):
        with pytest.raises(services.ReportError, match="The paper is in clearance"):
            act(by=make_user())
    assert Rendering.objects.count() == 1


def test_only_a_finished_paper_of_exactly_this_draft_goes_to_clearance():
    note, author = make_note(), make_user(Role.AUTHOR)
    report = make_report(plan=note.action.priority.plan)
    hand_on = partial(refused, act=services.submit_report, report=report, by=author)
    hand_on("There is nothing in the paper yet")
    make_passage(report)
    hand_on("There is no finished paper of this draft. Make the paper first.")
    make_rendering(report, state=Rendering.State.FAILED, reason="Too large.")
    hand_on("There is no finished paper of this draft")
    rendering = make_rendering(report)
    make_passage(report)
    hand_on("The draft was changed after this paper was made. Make it again.")
    rendering = make_rendering(report)
    rendering.pdf = b"damaged"
    rendering.save()
    hand_on("The stored paper is damaged. Make it again.")
    make_entry(report, note)
    make_note(note.action, corrects=note)
    hand_on("Notes on 1.1 were corrected.* Bring the draft up to date first.")


def test_a_returned_paper_is_drafted_again_with_the_reason_its_author_reads():
    report, approver = make_report(), make_user(Role.APPROVER)
    submit(report)
    refused("Say why the paper is returned", services.return_report, report, reason="", by=approver)
    returned(report, by=approver)
    step = returned_with(life_of(report), report)
    assert (report.state, step.why, step.who) == ("drafting", "Say which homes.", str(approver))
    refused(
        "The paper is being drafted", services.return_report, report, reason="Again.", by=approver
    )
    submit(report, pdf=b"%PDF-1.7 again")
    assert returned_with(life_of(report), report) is None
    assert [step.label for step in life_of(report)] == [
        "In clearance", "Being drafted", "In clearance", "Being drafted",
    ]  # fmt: skip


def test_whoever_returned_a_paper_has_not_written_in_it_and_may_clear_it():
    report, approver = make_report(), make_user(Role.APPROVER)
    submit(report)
    returned(report, by=approver)
    clear(report, approver=approver)
    assert report.state == "cleared"


def test_whoever_opened_a_correction_has_written_in_it():
    report, both = make_publication().report, make_user(Role.AUTHOR, Role.APPROVER)
    report.refresh_from_db()
    version = report.version
    report = services.start_correction(report=report, version=version, reason="A name.", by=both)
    rendering = submit(report)
    refused(
        "You wrote in this paper", services.clear_report, report,
        sha256_pdf=rendering.sha256_pdf, by=both,
    )  # fmt: skip


def test_a_clearance_keeps_who_cleared_which_bytes_and_when():
    report, approver = make_report(), make_user(Role.APPROVER, first_name="Olu", last_name="Marsh")
    rendering = clear(report, approver=approver)
    kept = Clearance.objects.get()
    assert (kept.cleared_by, kept.clearer_name, kept.cleared_at) == (approver, "Olu Marsh", AT)
    assert (kept.sha256_pdf, kept.sha256_html, kept.sha256_docx, kept.sha256_document) == (
        rendering.sha256_pdf, rendering.sha256_html, rendering.sha256_docx,
        rendering.sha256_document,
    )  # fmt: skip


def test_who_wrote_in_the_paper_cannot_clear_it():
    note = make_note()
    report = make_report(plan=note.action.priority.plan)
    entry, editor = make_entry(report, note), make_user(Role.AUTHOR, Role.APPROVER)
    entry.heading, entry._history_user = "Homes", editor
    entry.save()
    rendering = submit(report)
    for sentence, person in (
        ("You wrote in this paper", report.author),
        ("You wrote in this paper", editor),
        ("You wrote a note that this paper carries", note.author),
    ):
        refused(sentence, services.clear_report, report, sha256_pdf=rendering.sha256_pdf, by=person)
    assert not Clearance.objects.exists()


def test_only_the_bytes_that_the_approver_saw_are_cleared():
    report, approver = make_report(), make_user(Role.APPROVER)
    rendering = make_rendering(report)
    act = partial(
        refused, act=services.clear_report, report=report, sha256_pdf=rendering.sha256_pdf,
        by=approver,
    )  # fmt: skip
    act("The paper is being drafted")
    submit(report, rendering)
    with pytest.raises(Conflict):
        services.clear_report(
            report=report, version=1, sha256_pdf=rendering.sha256_pdf, by=approver
        )
    make_rendering(report, pdf=b"%PDF-1.7 another")
    act("The paper was made again since you read it")
    rendering = make_rendering(report)
    make_passage(report)
    act("The draft was changed after this paper was made. Return it to its author")
    assert not Clearance.objects.exists()


def test_a_cleared_paper_is_released_by_another_than_its_author():
    report, clerk = make_report(), make_user(Role.DEMOCRATIC_SERVICES)
    submit(report)
    refused("The paper is in clearance", services.release_report, report, by=clerk)
    returned(report)
    release(report, by=clerk)
    assert (report.state, life_of(report)[0].who) == ("released", str(clerk))
    other = make_report(plan=report.plan, held_on=date(2019, 9, 13))
    clear(other)
    refused("You are the author", services.release_report, other, by=other.author)


@pytest.mark.parametrize("step", [clear, release])
def test_a_paper_that_was_returned_has_to_be_cleared_anew(step):
    report = make_report()
    rendering = step(report)
    returned(report)
    again = submit(report, rendering)
    refused(
        "The paper is in clearance", services.publish_report, report,
        sha256_pdf=again.sha256_pdf, by=make_user(Role.APPROVER),
    )  # fmt: skip


def test_publishing_a_cleared_paper_releases_it():
    report, clerk = make_report(), make_user(Role.DEMOCRATIC_SERVICES)
    rendering = clear(report)
    services.publish_report(
        report=report, version=report.version, sha256_pdf=rendering.sha256_pdf, by=clerk, at=AT
    )
    assert [(step.label, step.who) for step in life_of(report)[:2]] == [
        ("Published", str(clerk)), ("Released", str(clerk)),
    ]  # fmt: skip


def test_a_withdrawal_covers_every_version_and_says_why():
    report = make_publication().report
    withdraw_act = partial(
        refused, "Say why the paper is withdrawn", services.withdraw_report, reason=""
    )
    withdraw_act(report, by=make_user(Role.APPROVER))
    correct(report)
    publish(report, pdf=b"%PDF-1.7 second")
    withdraw(report)
    assert report.state == "withdrawn"
    rows = Withdrawal.objects.order_by("publication__version")
    assert [(row.publication.version, row.reason) for row in rows] == [
        (1, "It named a child."), (2, "It named a child."),
    ]  # fmt: skip


def correct(report):
    report.refresh_from_db()
    services.start_correction(
        report=report, version=report.version, reason="A wrong name.", by=report.author
    )
    report.refresh_from_db()


def test_a_withdrawn_paper_is_corrected_into_a_next_version_that_is_withdrawn_by_itself():
    report = withdraw(make_publication().report)
    correct(report)
    second = publish(report, pdf=b"%PDF-1.7 second")
    assert (second.version, report.state) == (2, "published")
    assert [row.is_withdrawn for row in Publication.objects.order_by("version")] == [True, False]
    withdraw(report)
    assert Withdrawal.objects.count() == 2


def test_notes_of_a_withdrawn_paper_are_told_in_the_next_one():
    note = make_note()
    first = make_publication(note).report
    later = make_report(plan=first.plan, held_on=date(2019, 9, 13))
    assert list(notes_to_report(later)) == []
    withdraw(first)
    assert list(notes_to_report(later)) == [note]


def test_the_database_refuses_to_change_a_clearance_or_a_withdrawal():
    report = withdraw(make_publication().report)
    before = Clearance.objects.values().get(), Withdrawal.objects.values().get()

    def bare(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    for act in (
        lambda: Clearance.objects.update(clearer_name="Nobody"),
        Clearance.objects.get().delete,
        lambda: Withdrawal.objects.update(reason="None."),
        Withdrawal.objects.get().delete,
        lambda: bare("DELETE FROM reports_clearance"),
        lambda: bare("UPDATE reports_withdrawal SET reason = 'None.'"),
    ):
        with pytest.raises(DatabaseError, match="is never changed"), transaction.atomic():
            act()
    assert (Clearance.objects.values().get(), Withdrawal.objects.values().get()) == before
    assert report.state == "withdrawn"


def copy_of(row, **fields):
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**{**values, "id": None, **fields})


def test_what_a_clearance_and_a_withdrawal_must_hold():
    report = withdraw(make_publication().report)
    clearance, withdrawal = Clearance.objects.get(), Withdrawal.objects.get()
    for row, words in (
        (copy_of(clearance, cleared_by_id=report.author_id), "cannot clear it"),
        (copy_of(clearance, sha256_pdf=""), "cannot be blank"),
        (copy_of(withdrawal), "already exists"),
        (copy_of(withdrawal, reason=""), "cannot be blank"),
    ):
        with pytest.raises(ValidationError, match=words):
            row.full_clean()
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()


def test_nobody_publishes_a_paper_of_their_own():
    publication = make_publication()
    second = copy_of(publication, version=2, reason="A name", published_by_id=publication.author_id)
    with pytest.raises(ValidationError, match="The author of a paper cannot publish it"):
        second.full_clean()
    with pytest.raises(DatabaseError), transaction.atomic():
        second.save()


@pytest.mark.django_db(transaction=True)
def test_two_approvers_at_once_clear_a_paper_once():
    make_council()
    report = make_report()
    rendering = submit(report)
    people = [make_user(Role.APPROVER), make_user(Role.APPROVER)]
    answers = at_once(
        *[
            partial(
                services.clear_report, report=report, version=report.version,
                sha256_pdf=rendering.sha256_pdf, by=person,
            )
            for person in people
        ]
    )  # fmt: skip
    refusals = [answer for answer in answers if isinstance(answer, services.ReportError)]
    assert [refusal.messages[0] for refusal in refusals] == [
        "The paper is cleared. Look at its page again."
    ]
    assert Clearance.objects.count() == 1
