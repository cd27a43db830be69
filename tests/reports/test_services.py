"""Drafting: what each service does, what it refuses, and that a refusal changed nothing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from corporate_parenting.roles import Role
from corporate_parenting.versions import Conflict
from reports import services
from reports.models import Meeting, Passage, Report, ReportEntry
from tests.factories import (
    make_action,
    make_council,
    make_entry,
    make_meeting,
    make_note,
    make_passage,
    make_plan,
    make_priority,
    make_report,
    make_user,
)
from tests.reports.publishing import make_publication

pytestmark = pytest.mark.django_db
TODAY = date(2019, 6, 4)


def start(plan, **fields):
    if "meeting" not in fields:
        fields["meeting"] = make_meeting()
    if "by" not in fields:
        fields["by"] = make_user(Role.AUTHOR)
    return services.start_report(
        **{"kind": "update", "plan": plan, "cut_off_on": date(2019, 5, 31), **fields}
    )


def rows(report):
    """Place, words of the note and choice of every entry, in order."""
    return [
        (entry.order, entry.note.text, entry.is_included)
        for entry in report.entries.select_related("note").order_by("order", "pk")
    ]


def action_in(plan, reference="1.1"):
    priority = plan.priorities.first() or make_priority(plan=plan)
    return make_action(priority=priority, reference=reference)


@pytest.fixture
def draft():
    """A report with the notes A, B and C on one action."""
    plan = make_plan()
    action = action_in(plan)
    for at, text in enumerate("ABC", 1):
        make_note(action, text=text, as_at=date(2019, 5, at))
    return start(plan)


def test_a_report_starts_with_the_notes_in_the_plans_order(draft):
    make_council()
    assert rows(draft) == [(1, "A", True), (2, "B", True), (3, "C", True)]
    assert (draft.title, draft.state) == ("Update report", Report.State.DRAFTING)
    assert draft.group_name == "Corporate Parenting Strategic Group"


def test_group_and_signature_come_from_the_paper_before(draft):
    services.change_report(
        by=make_user(), on=TODAY, report=draft, version=1, group_name="Our group",
        sign_off_name="Nia Fell", sign_off_post="Director", signed_on=date(2019, 6, 3),
    )  # fmt: skip
    second = start(draft.plan, meeting=make_meeting(held_on=date(2019, 9, 13)))
    assert (second.group_name, second.sign_off_name, second.sign_off_post, second.signed_on) == (
        "Our group", "Nia Fell", "Director", None,
    )  # fmt: skip


def test_a_second_report_of_a_kind_for_a_meeting_is_refused(draft):
    with pytest.raises(ValidationError, match="The meeting has a paper of this kind"):
        start(draft.plan, meeting=draft.meeting)
    assert (Report.objects.count(), ReportEntry.objects.count()) == (1, 3)


def test_a_refresh_puts_later_notes_to_their_place_and_keeps_the_authors_order(draft):
    first, second, third = draft.entries.order_by("order")
    services.move_entry(by=make_user(), entry=third, up=True)
    last = action_in(draft.plan, "1.2")
    make_note(last, text="E")
    make_note(first.note.action, text="D", as_at=date(2019, 5, 4))
    refreshed = services.refresh_entries(by=make_user(), report=draft)
    assert [entry.note.text for entry in refreshed.added] == ["D", "E"]
    assert [text for _, text, _ in rows(draft)] == ["A", "C", "B", "D", "E"]
    assert [order for order, _, _ in rows(draft)] == [1, 2, 3, 4, 5]


def test_a_refresh_replaces_a_corrected_note_and_says_so(draft):
    second = draft.entries.get(order=2)
    services.change_entry(by=make_user(), entry=second, version=1, text="B in other words")
    make_note(second.note.action, text="B2", corrects=second.note, as_at=date(2019, 5, 2))
    refreshed = services.refresh_entries(by=make_user(), report=draft)
    assert list(refreshed.left_out) == [second]
    assert rows(draft) == [(1, "A", True), (2, "B", False), (3, "B2", True), (4, "C", True)]
    second.refresh_from_db()
    assert second.text == "B in other words"
    assert services.refresh_entries(by=make_user(), report=draft) == services.Refreshed((), ())


def test_other_words_are_kept_with_the_entry_and_not_with_the_note(draft):
    entry = draft.entries.get(order=1)
    services.change_entry(by=make_user(), entry=entry, version=1, heading="Homes", text="Words")
    entry.refresh_from_db()
    assert (entry.heading, entry.text, entry.note.text, entry.version) == (
        "Homes", "Words", "A", 2,
    )  # fmt: skip
    with pytest.raises(Conflict):
        services.change_entry(by=make_user(), entry=entry, version=1, text="Lost")
    entry.refresh_from_db()
    assert entry.text == "Words"


def test_moving_an_entry_does_not_disturb_whoever_edits_its_words(draft):
    entry = draft.entries.get(order=1)
    services.move_entry(by=make_user(), entry=entry, up=False)
    services.change_entry(by=make_user(), entry=entry, version=1, text="Words")
    assert [text for _, text, _ in rows(draft)] == ["B", "A", "C"]


def test_the_first_entry_stays_where_it_is(draft):
    services.move_entry(by=make_user(), entry=draft.entries.get(order=1), up=True)
    services.move_entry(by=make_user(), entry=draft.entries.get(order=3), up=False)
    assert [text for _, text, _ in rows(draft)] == ["A", "B", "C"]
    assert Report.objects.get().version == 1


def test_an_entry_moves_within_its_action_only(draft):
    make_note(action_in(draft.plan, "1.2"), text="D")
    services.refresh_entries(by=make_user(), report=draft)
    version = Report.objects.get().version
    services.move_entry(by=make_user(), entry=draft.entries.get(order=3), up=False)
    services.move_entry(by=make_user(), entry=draft.entries.get(order=4), up=True)
    assert [text for _, text, _ in rows(draft)] == ["A", "B", "C", "D"]
    assert Report.objects.get().version == version


def test_places_order_the_notes_of_an_action_and_not_the_actions(draft):
    make_note(action_in(draft.plan, "1.2"), text="D")
    services.refresh_entries(by=make_user(), report=draft)
    version = Report.objects.get().version
    first, second, third, other = draft.entries.order_by("order")
    places = {first.pk: (9, True), second.pk: (3, True), third.pk: (2, True), other.pk: (1, True)}
    services.arrange_entries(by=make_user(), report=draft, version=version, places=places)
    assert [text for _, text, _ in rows(draft)] == ["C", "B", "A", "D"]


def test_choice_and_order_are_saved_together(draft):
    first, second, third = draft.entries.order_by("order")
    places = {first.pk: (2, True), second.pk: (9, False), third.pk: (1, True)}
    services.arrange_entries(by=make_user(), report=draft, version=1, places=places)
    assert rows(draft) == [(1, "C", True), (2, "A", True), (3, "B", False)]
    back = dict.fromkeys(places, (1, True))
    with pytest.raises(Conflict):
        services.arrange_entries(by=make_user(), report=draft, version=1, places=back)
    assert rows(draft) == [(1, "C", True), (2, "A", True), (3, "B", False)]


def test_items_are_added_changed_and_removed():
    report = make_report()
    item = services.add_passage(
        by=make_user(), report=report, heading="Visits", text="Two.", order=1
    )
    services.change_passage(
        by=make_user(), passage=item, version=1, text="Three.", part="first_items"
    )
    with pytest.raises(Conflict):
        services.remove_passage(by=make_user(), passage=item, version=1)
    services.remove_passage(by=make_user(), passage=item, version=2)
    with pytest.raises(ValidationError):
        services.add_passage(by=make_user(), report=report, heading="Visits", text="", order=1)
    kept = Passage.objects.get()
    assert (kept.text, kept.part, kept.is_removed) == ("Three.", "first_items", True)


def test_meetings_are_added_and_changed():
    fields = {"body": "Board", "held_on": date(2022, 4, 8)}
    meeting = services.add_meeting(by=make_user(), **fields)
    with pytest.raises(ValidationError, match="already has a meeting on that day"):
        services.add_meeting(by=make_user(), **fields)
    services.change_meeting(by=make_user(), meeting=meeting, version=1, place="Town Hall")
    with pytest.raises(Conflict):
        services.change_meeting(by=make_user(), meeting=meeting, version=1, place="Elsewhere")
    assert Meeting.objects.values_list("place", "version").get() == ("Town Hall", 2)


def test_numbers_without_their_day_are_refused():
    report = make_report()
    with pytest.raises(ValidationError, match="Enter both the number"):
        services.change_report(
            by=make_user(), on=TODAY, report=report, version=1, children_count=577
        )
    report.refresh_from_db()
    assert (report.children_count, report.version) == (None, 1)


@pytest.mark.parametrize(
    ("signed_on", "words"),
    [
        (date(2019, 6, 5), "Enter a day that has come"),
        (date(2019, 5, 30), "The paper takes notes up to 31 May 2019."),
    ],
)
def test_nobody_signs_on_a_day_to_come_or_before_the_cut_off(signed_on, words):
    report = make_report(sign_off_name="Nia Fell", cut_off_on=date(2019, 5, 31))
    with pytest.raises(ValidationError, match=words) as refusal:
        services.change_report(
            by=make_user(), on=TODAY, report=report, version=1, signed_on=signed_on
        )
    assert list(refusal.value.error_dict) == ["signed_on"]
    report.refresh_from_db()
    assert (report.signed_on, report.version) == (None, 1)


@pytest.mark.parametrize("signed_on", [date(2019, 5, 31), TODAY])
def test_a_paper_is_signed_from_the_cut_off_on(signed_on):
    report = make_report(sign_off_name="Nia Fell", cut_off_on=date(2019, 5, 31))
    services.change_report(by=make_user(), on=TODAY, report=report, version=1, signed_on=signed_on)
    report.refresh_from_db()
    assert report.signed_on == signed_on


def test_nothing_of_a_published_report_changes():
    note = make_note()
    report = make_publication(note).report
    report.refresh_from_db()
    entry, version = report.entries.get(), report.version
    with pytest.raises(services.ReportError):
        services.add_passage(by=make_user(), report=report, heading="Visits", text="Two.", order=1)
    item = make_passage(report)
    make_note(note.action, text="Later")
    for act in (
        lambda: services.change_report(
            by=make_user(), on=TODAY, report=report, version=version, title="Another"
        ),
        lambda: services.refresh_entries(by=make_user(), report=report),
        lambda: services.change_entry(by=make_user(), entry=entry, version=1, text="Another"),
        lambda: services.move_entry(by=make_user(), entry=entry, up=True),
        lambda: services.arrange_entries(
            by=make_user(), report=report, version=version, places={entry.pk: (1, False)}
        ),
        lambda: services.change_passage(by=make_user(), passage=item, version=1, text="Another"),
        lambda: services.remove_passage(by=make_user(), passage=item, version=1),
    ):
        with pytest.raises(services.ReportError, match="The paper is published."):
            act()
    assert rows(report) == [(1, note.text, True)]
    report.refresh_from_db()
    assert (report.title, report.version) == ("Update report", version)
    assert Passage.objects.get().text == "Two homes were seen."


def test_whatever_is_done_with_a_paper_is_signed_by_who_did_it():
    """Whoever wrote in a paper does not publish it: so no row may be saved in nobody's name."""
    plan = make_plan()
    action, people = action_in(plan), [make_user() for _ in range(9)]
    make_note(action, text="A")
    by = iter(people)
    meeting = services.add_meeting(by=next(by), body="Board", held_on=date(2019, 6, 14))
    services.change_meeting(by=next(by), meeting=meeting, version=1, place="Town Hall")
    draft = start(plan, by=next(by), meeting=meeting)
    item = services.add_passage(by=next(by), report=draft, heading="Visits", text="Two.", order=1)
    services.remove_passage(by=next(by), passage=item, version=1)
    make_note(action, text="B", as_at=date(2019, 4, 1))
    services.refresh_entries(by=next(by), report=draft)
    entry = draft.entries.get(note__text="A")
    services.change_entry(by=next(by), entry=entry, version=1, text="Words")
    services.move_entry(by=next(by), entry=entry, up=True)
    places = {row.pk: (1, False) for row in draft.entries.all()}
    services.arrange_entries(by=next(by), report=draft, version=3, places=places)
    keys = {person.pk: number for number, person in enumerate(people)}

    def signed(model):
        records = model.history.order_by("history_id")
        return [keys[key] for key in records.values_list("history_user", flat=True)]

    assert (signed(Meeting), signed(Passage), signed(Report)) == ([0, 1], [3, 4], [2, 5, 7, 8])
    assert signed(ReportEntry) == [2, 5, 5, 5, 6, 7, 7, 8, 8]


def test_entries_of_another_report_are_not_touched(draft):
    other = make_report(plan=draft.plan, held_on=date(2019, 9, 13))
    kept = make_entry(other, draft.entries.get(order=1).note, order=7)
    services.move_entry(by=make_user(), entry=draft.entries.get(order=1), up=False)
    kept.refresh_from_db()
    assert kept.order == 7
