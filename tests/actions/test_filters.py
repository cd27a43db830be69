"""What the list can be narrowed by, and the day for which a plan is shown."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from actions import queries
from actions.filters import action_filter
from actions.models import Plan, ProgressNote, Status, Timescale
from actions.queries import Attention
from corporate_parenting.forms import AsAtForm
from tests.factories import (
    make_action,
    make_agency,
    make_lead,
    make_note,
    make_plan,
    make_priority,
    make_strand,
    make_timescale,
)

DAY = date(2020, 6, 1)


def narrowed(query="", with_officers_notes=True, priority_word="priority", stale_after=90):
    return action_filter(
        QueryDict(query),
        choices=queries.plan_choices(None),
        priority_word=priority_word,
        attention=Attention(with_officers_notes, DAY, stale_after),
    )


def found(query="", with_officers_notes=True):
    form = narrowed(query, with_officers_notes)
    assert form.is_valid(), form.errors
    return sorted(form.qs.values_list("reference", flat=True))


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def actions(plan):
    """1.1 and 1.2 under the first priority, 2.1 under the second."""
    first, second = (make_priority(plan=plan, number=number) for number in (1, 2))
    return [
        make_action(priority=first, reference="1.1"),
        make_action(priority=first, reference="1.2", wording="Commission dental checks."),
        make_action(priority=second, reference="2.1"),
    ]


pytestmark = pytest.mark.django_db


def test_nothing_chosen_lists_the_current_plan_alone(actions):
    old = make_plan(state=Plan.State.ARCHIVED, board="Old board")
    make_action(priority=make_priority(plan=old), reference="9.9")
    assert found() == ["1.1", "1.2", "2.1"]


def test_by_priority(actions):
    assert found(f"priority={actions[2].priority_id}") == ["2.1"]


def test_by_one_status_or_several(actions):
    for action, status in zip(actions, (Status.GREEN, Status.RED, Status.COMPLETE), strict=True):
        action.status, action.status_reason = status, "Said so."
        action.save()
    assert found("status=red") == ["1.2"]
    assert found("status=red&status=green") == ["1.1", "1.2"]


def test_by_lead_and_by_agency_each_action_once(actions):
    nhs = make_agency(name="NHS")
    cora, dan = make_lead(name="Cora Lund", agency=nhs), make_lead(name="Dan Ash", agency=nhs)
    make_strand(cora, dan, action=actions[0])
    make_strand(cora, action=actions[0], order=2)
    make_strand(make_lead(), action=actions[1])
    assert found(f"lead={cora.pk}") == ["1.1"]
    assert found(f"agency={nhs.pk}") == ["1.1"]


def test_by_what_is_overdue_and_what_is_stale(actions):
    strand = make_strand(action=actions[0])
    make_timescale(strand, kind=Timescale.Kind.BY, ends_on=date(2020, 5, 1))
    make_note(actions[1], as_at=DAY)
    assert found("overdue=on") == ["1.1"]
    assert found("stale=on") == ["1.1", "2.1"]
    assert found("overdue=on&stale=on") == ["1.1"]


@pytest.mark.parametrize(
    ("words", "references"),
    [
        ("dental", ["1.2"]),
        ("DENTAL commission", ["1.2"]),
        ("dental home", []),
        ("2.1", ["2.1"]),
        ("fostering", ["1.1"]),
        ("matching", ["1.1"]),
        ("somebody", ["1.1"]),
        ("approved", ["2.1"]),
        ("home approved", ["2.1"]),
        ("100%", []),
        ("_", []),
    ],
)
def test_every_word_is_looked_for_in_actions_strands_leads_and_notes(actions, words, references):
    make_strand(action=actions[0], what="Matching panel", leads_as_typed="Somebody Else")
    make_note(actions[2])
    assert found(f"words={words.replace('%', '%25')}") == references


def test_words_are_not_found_in_notes_that_the_reader_may_not_see(actions):
    make_note(actions[0], text="Secretive", visibility=ProgressNote.Visibility.OFFICERS)
    assert found("words=secretive") == ["1.1"]
    assert found("words=secretive", with_officers_notes=False) == []


def test_words_are_not_found_in_what_was_corrected(actions):
    wrong = make_note(actions[0], text="Seventeen homes.")
    make_note(actions[0], text="Seven homes.", corrects=wrong)
    assert (found("words=seventeen"), found("words=seven")) == ([], ["1.1"])


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("words=" + "x" * 101, "words"),
        ("words=a+b+c+d+e+f+g+h+i", "words"),
        ("priority=abc", "priority"),
        ("lead=99999999999999999999", "lead"),
        ("agency=-1", "agency"),
        ("status=purple", "status"),
        ("plan=abc", "plan"),
    ],
)
def test_what_cannot_be_looked_for_is_refused_at_its_field(actions, query, field):
    assert list(narrowed(query).form.errors) == [field]


def test_as_many_words_as_are_allowed_are_looked_for(actions):
    assert narrowed("words=" + "x" * 100).is_valid()
    assert narrowed("words=a+b+c+d+e+f+g+h").is_valid()


def test_it_counts_how_many_filters_are_on_and_leaves_the_plan_out(plan, actions):
    assert narrowed(f"plan={plan.pk}").chosen == 0
    assert narrowed("words=home&status=red&stale=on&lead=").chosen == 3
    assert narrowed("lead=abc").chosen == 0


def test_it_speaks_the_councils_words(actions):
    form = narrowed(priority_word="pledge", stale_after=30).form
    assert form["priority"].label == "Pledge"
    assert form["stale"].help_text == "Nothing said for 30 days."


def test_no_filter_makes_the_database_compare_whole_rows(actions):
    lead = make_lead(agency=make_agency())
    make_strand(lead, action=actions[0])
    query = f"words=home&lead={lead.pk}&agency={lead.agency_id}&status=red&overdue=on&stale=on"
    with CaptureQueriesContext(connection) as asked:
        found(query)
    assert not any("DISTINCT" in each["sql"] for each in asked)


def test_long_lists_are_drawn_with_the_chosen_one_marked_and_names_escaped(actions):
    lead = make_lead(name='<b>"Ada"</b>')
    make_strand(lead, action=actions[0])
    html = str(narrowed(f"lead={lead.pk}").form["lead"])
    assert html == (
        '<select name="lead" class="govuk-select" id="id_lead" data-autocomplete>'
        '<option value="">Anyone</option>'
        f'<option value="{lead.pk}" selected>&lt;b&gt;&quot;Ada&quot;&lt;/b&gt;</option></select>'
    )


def as_at(query, today=DAY):
    return AsAtForm(QueryDict(query), today=today)


@pytest.mark.parametrize(
    "query",
    ["as-at=2019-05-01", "as-at_day=1&as-at_month=5&as-at_year=2019", "as-at=2019-5-1"],
)
def test_a_day_is_read_from_a_link_and_from_the_three_boxes(query):
    assert as_at(query).day == date(2019, 5, 1)


def test_today_is_a_day_that_can_be_chosen_and_tomorrow_is_not():
    assert as_at("as-at=2020-06-01").day == DAY
    assert as_at("as-at=2020-06-02").errors == {
        "at": ["2 June 2020 lies in the future. Choose today or a day before it."]
    }


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("as-at=2020-02-31", "31 February 2020 is not a date."),
        ("as-at_day=31&as-at_month=9&as-at_year=2019", "31 September 2019 is not a date."),
        ("as-at=31.2.", "The date needs a month and a year."),
        ("as-at=", "Enter a date."),
    ],
)
def test_a_day_that_there_is_not_is_named(query, error):
    form = as_at(query)
    assert (form.day, form.errors) == (None, {"at": [error]})


def test_no_day_asked_for_is_no_error():
    form = as_at("page=2")
    assert (form.day, form.is_bound) == (None, False)
