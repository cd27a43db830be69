"""A paper that tells of a time, such as a year: it takes the notes of that time alone."""

from datetime import date

import pytest

from actions.models import Plan
from corporate_parenting.roles import Role
from reports import queries, services
from reports.assemble import assemble
from tests.factories import make_meeting, make_note, make_report, make_user
from tests.reports.publishing import make_rendering, publish
from tests.reports.test_views import day, sent, signed_in, url

pytestmark = pytest.mark.django_db

# The meeting is on 14 June 2019: the year before it is 2018-19.
FIRST, LAST = date(2018, 4, 1), date(2019, 3, 31)
DAYS = [date(2018, 3, 31), FIRST, LAST, date(2019, 4, 1)]
THE_YEAR = {"period_from": FIRST, "period_to": LAST}
OTHER_YEAR = {"period_from": date(2017, 4, 1), "period_to": date(2018, 3, 31)}


def notes():
    first = make_note(as_at=DAYS[0], text=f"Of {DAYS[0]}.")
    return [first, *(make_note(first.action, as_at=on, text=f"Of {on}.") for on in DAYS[1:])]


def start(kind, plan, by=None, cut_off_on=date(2019, 5, 31)):
    return services.start_report(
        kind=kind, meeting=make_meeting(), plan=plan, by=by or make_user(Role.AUTHOR),
        cut_off_on=cut_off_on,
    )  # fmt: skip


def plan_of(note):
    return note.action.priority.plan


def taken(report):
    """The days of the notes that stand in it."""
    entries = report.entries.filter(is_included=True).order_by("note__as_at")
    return list(entries.values_list("note__as_at", flat=True))


def change_time(report, **days):
    report.refresh_from_db()
    return services.change_report(
        report=report, version=report.version, by=report.author, on=date(2019, 6, 1), **days
    )


def test_an_annual_report_is_started_with_the_year_before_and_its_notes():
    report = start("annual", plan_of(notes()[0]))
    assert (report.period_from, report.period_to) == (FIRST, LAST)
    assert taken(report) == [FIRST, LAST]
    words = str(assemble(report)["blocks"])
    assert [f"Of {on}." in words for on in DAYS] == [False, True, True, False]


def test_a_planned_annual_report_has_its_year_before_it_takes_notes():
    plan, author = plan_of(notes()[0]), make_user(Role.AUTHOR)
    report = services.plan_report(kind="annual", meeting=make_meeting(), plan=plan, by=author)
    report = services.start_drafting(
        report=report, version=1, cut_off_on=date(2019, 5, 31), by=author
    )
    assert (report.period_from, report.period_to) == (FIRST, LAST)
    assert taken(report) == [FIRST, LAST]


def test_the_cut_off_stands_within_the_time_as_well():
    report = start("annual", plan_of(notes()[0]), cut_off_on=date(2019, 3, 30))
    assert taken(report) == [FIRST]


@pytest.mark.parametrize("kind", ["update", "decision"])
def test_a_kind_without_a_time_takes_every_note_up_to_the_cut_off(kind):
    report = start(kind, plan_of(notes()[0]))
    assert (report.period_from, taken(report)) == (None, DAYS)


def test_an_annual_report_whose_time_nobody_has_named_takes_every_note_up_to_the_cut_off():
    found = notes()
    report = make_report(kind="annual", plan=plan_of(found[0]))
    assert list(queries.notes_to_report(report)) == found


def test_a_day_that_the_form_of_the_kind_does_not_ask_for_keeps_no_note_away():
    found = notes()
    report = make_report(plan=plan_of(found[0]), **THE_YEAR)
    assert list(queries.notes_to_report(report)) == found


def test_other_days_of_the_time_put_notes_out_and_in_and_lose_no_words():
    report = start("annual", plan_of(notes()[0]))
    entry = report.entries.get(note__as_at=LAST)
    services.change_entry(entry=entry, version=1, text="Our words.", by=report.author)
    report = change_time(report, **OTHER_YEAR)
    outdated = queries.outdated_entries(report)
    assert [(each.note.as_at, each.is_of_other_days) for each in outdated] == [
        (FIRST, True), (LAST, True),
    ]  # fmt: skip
    refreshed = services.refresh_entries(report=report, by=report.author)
    assert (len(refreshed.added), len(refreshed.left_out), refreshed.put_back) == (1, 2, ())
    assert taken(report) == [DAYS[0]]
    report = change_time(report, **THE_YEAR)
    refreshed = services.refresh_entries(report=report, by=report.author)
    assert [each.note.as_at for each in refreshed.put_back] == [FIRST, LAST]
    assert taken(report) == [FIRST, LAST]
    entry.refresh_from_db()
    assert entry.text == "Our words."


def test_what_the_author_left_out_is_not_put_back():
    report = start("annual", plan_of(notes()[0]))
    places = {entry.pk: (1, entry.note.as_at == LAST) for entry in report.entries.all()}
    services.arrange_entries(report=report, version=report.version, places=places, by=report.author)
    report = change_time(report, **OTHER_YEAR)
    services.refresh_entries(report=report, by=report.author)
    report = change_time(report, **THE_YEAR)
    services.refresh_entries(report=report, by=report.author)
    assert taken(report) == [LAST]


def test_a_note_of_another_time_is_not_made_into_a_paper():
    report = start("annual", plan_of(notes()[0]))
    report = change_time(report, period_from=FIRST, period_to=date(2019, 3, 30))
    rendering = make_rendering(report)
    report.refresh_from_db()
    first = report.entries.get(note__as_at=FIRST).note
    make_note(first.action, corrects=first)
    with pytest.raises(services.ReportError) as refused:
        services.submit_report(report=report, version=report.version, by=report.author)
    assert refused.value.messages == [
        "Notes on 1.1 were corrected, withdrawn from the board or carried by another paper since. "
        "Notes on 1.1 are of other days than the paper takes. Bring the draft up to date first."
    ]
    assert rendering.report.state == "drafting"


def test_the_pages_say_which_notes_are_of_other_days_and_put_it_right():
    plan, author = plan_of(notes()[0]), signed_in(Role.AUTHOR)
    report = start("annual", plan, by=author.user)
    work = url("report-detail", report.pk)
    assert "notes from 1 April 2018 to 31 March 2019." in author.get(work).content.decode()
    change_time(report, **OTHER_YEAR)
    page = author.get(work).content.decode()
    assert "1 note for this paper is not in the draft." in page
    assert (
        "The paper takes notes from 1 April 2017 to 31 March 2018. Those on 1.1 in the draft are "
        "as at other days." in page
    )
    assert "was corrected, withdrawn" not in page.split('id="paper"')[0]
    answer = author.post(url("report-refresh", report.pk), sent(), follow=True)
    assert [str(each) for each in answer.context["messages"]] == [
        "1 note added.",
        "2 notes left out: 1.1. The paper takes notes from 1 April 2017 to 31 March 2018. What was "
        "written for the board is kept.",
    ]
    change_time(report, **THE_YEAR)
    page = author.get(work).content.decode()
    assert "2 notes for this paper are not in the draft." in page
    answer = author.post(url("report-refresh", report.pk), sent(), follow=True)
    assert [str(each) for each in answer.context["messages"]][:2] == [
        "0 notes added.",
        "2 notes put back, with what was written for the board: 1.1.",
    ]
    assert "Bring the draft up to date" not in author.get(work).content.decode()


def test_who_starts_an_annual_report_is_told_of_which_time_it_tells():
    plan, author = plan_of(notes()[0]), signed_in(Role.AUTHOR)
    fields = {"kind": "annual", "meeting": make_meeting().pk, "plan": plan.pk}
    form = sent(**fields) | day("cut_off_on", date(2019, 5, 31))
    answer = author.post(url("report-add"), form, follow=True)
    assert [str(each) for each in answer.context["messages"]] == [
        "The draft was started with 2 notes. It tells of the time from 1 April 2018 to 31 March "
        "2019."
    ]


def test_who_names_another_time_is_told_what_it_means_for_the_notes():
    author = signed_in(Role.AUTHOR)
    report = start("annual", plan_of(notes()[0]), by=author.user)
    form = sent(version=report.version, title="Annual report", group_name="Group")
    form |= day("cut_off_on", report.cut_off_on) | day("period_from", FIRST)
    same = author.post(url("report-change", report.pk), form | day("period_to", LAST), follow=True)
    assert [str(each) for each in same.context["messages"]] == ["The paper was changed."]
    form |= sent(version=report.version + 1) | day("period_to", date(2019, 3, 30))
    other = author.post(url("report-change", report.pk), form, follow=True)
    assert [str(each) for each in other.context["messages"]] == [
        "The paper was changed.",
        "The paper takes notes from 1 April 2018 to 30 March 2019. Bring the draft up to date, so "
        "that it has no others.",
    ]


def test_a_draft_without_notes_names_the_days_of_which_it_would_take_some():
    author = signed_in(Role.AUTHOR)
    work = url("report-detail", make_report(kind="annual", **THE_YEAR).pk)
    words = "No note from 1 April 2018 to 31 March 2019 is waiting for this paper."
    assert words in author.get(work).content.decode()
    work = url("report-detail", make_report(plan=Plan.objects.get(), held_on=LAST).pk)
    words = "No note up to 31 May 2019 is waiting for this paper."
    assert words in author.get(work).content.decode()


def test_the_next_version_of_an_annual_report_keeps_its_notes():
    report = start("annual", plan_of(notes()[0]))
    publish(report)
    assert list(queries.outdated_entries(report)) == []
    assert list(queries.notes_not_yet_in(report)) == []
