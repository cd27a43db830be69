"""Writing to strands and leads: what is saved, what is refused, what a refusal leaves."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions import services
from actions.models import (
    Lead,
    Plan,
    Strand,
    StrandLead,
    Timescale,
)
from actions.timescales import Reading
from corporate_parenting.versions import Conflict
from tests.factories import (
    make_action,
    make_lead,
    make_plan,
    make_priority,
    make_strand,
    make_timescale,
    make_user,
)

pytestmark = pytest.mark.django_db


def refusal(act, *args, **kwargs):
    """The sentences with which ``act`` refuses."""
    with pytest.raises(ValidationError) as error:
        act(*args, **kwargs)
    return error.value.messages


def change_strand(strand, **fields):
    return services.change_strand(
        **{
            "strand": strand,
            "version": 1,
            "by": make_user(),
            "leads": list(strand.leads.order_by("strand_leads__order")),
            "readings": {},
            "what": strand.what,
            "who_where": strand.who_where,
            **fields,
        }
    )


def leads_of(strand):
    rows = StrandLead.objects.filter(strand=strand).select_related("lead")
    return [(row.order, row.lead.name) for row in rows.order_by("order")]


def test_the_leads_of_a_strand_are_those_chosen_in_their_order():
    ada, ben, cai = (make_lead(name=name) for name in ("Ada", "Ben", "Cai"))
    officer, strand = make_user(), make_strand(ada, ben)
    change_strand(strand, leads=[cai, ada], by=officer)
    assert leads_of(strand) == [(1, "Cai"), (2, "Ada")]
    records = StrandLead.history.filter(history_user=officer)
    assert sorted(records.values_list("lead__name", "history_type")) == [
        ("Ada", "~"),
        ("Ben", "-"),
        ("Cai", "+"),
    ]


def test_a_lead_stands_on_a_strand_once():
    ada = make_lead()
    strand = make_strand(ada)
    assert refusal(change_strand, strand, leads=[ada, ada], what="New") == ["Name each lead once."]
    strand.refresh_from_db()
    assert (strand.what, strand.version, leads_of(strand)) == ("", 1, [(1, "Ada Rowe")])


def test_a_strand_closes_with_its_day_and_its_reason():
    strand = make_strand()
    sentence = ["A closed strand needs its day and its reason."]
    assert refusal(change_strand, strand, closed_on=date(2019, 5, 1)) == sentence
    assert refusal(change_strand, strand, closed_reason="Done.") == sentence
    change_strand(strand, closed_on=date(2019, 5, 1), closed_reason="Done.")
    strand.refresh_from_db()
    assert (strand.closed_on, strand.closed_reason) == (date(2019, 5, 1), "Done.")
    assert strand.history.first().history_change_reason == "Done."


def test_a_strand_over_an_older_version_is_a_conflict_and_keeps_its_leads():
    ada = make_lead()
    strand = make_strand(ada)
    change_strand(strand, what="First")
    with pytest.raises(Conflict):
        change_strand(strand, what="Second", leads=[])
    strand.refresh_from_db()
    assert (strand.what, leads_of(strand)) == ("First", [(1, "Ada Rowe")])


def test_a_person_corrects_the_reading_and_the_words_stay():
    strand = make_strand()
    timescale = make_timescale(strand, "Spring, if the grant comes")
    change_strand(strand, readings={timescale.pk: Reading("by", ends_on=date(2019, 5, 31))})
    timescale.refresh_from_db()
    assert (timescale.words, timescale.kind, timescale.ends_on, timescale.is_confirmed) == (
        "Spring, if the grant comes",
        "by",
        date(2019, 5, 31),
        True,
    )


def test_a_reading_that_was_left_as_it_was_is_not_saved_again():
    strand = make_strand()
    timescale = make_timescale(strand, kind="ongoing")
    change_strand(strand, readings={timescale.pk: Reading("ongoing")})
    timescale.refresh_from_db()
    assert (timescale.is_confirmed, timescale.history.count()) == (False, 1)


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        (Reading("", ends_on=date(2019, 5, 1)), "choose what kind of timescale this is."),
        (Reading("by"), "enter the day by which it is due."),
        (Reading("during", ends_on=date(2019, 5, 1)), "enter the first and the last day."),
        (Reading("recurring", every_count=2), "enter how often, as a number and a unit."),
        (Reading("by", ends_on=date(2019, 5, 1), every_count=1, every_unit="week"),
         "only a recurring timescale says how often."),
    ],
)  # fmt: skip
def test_a_reading_that_says_too_little_or_too_much_is_refused(reading, sentence):
    strand = make_strand()
    timescale = make_timescale(strand, "Termly")
    readings = {timescale.pk: reading}
    assert refusal(change_strand, strand, readings=readings, what="New") == [
        f"“Termly”: {sentence}"
    ]
    strand.refresh_from_db()
    timescale.refresh_from_db()
    assert (strand.what, timescale.kind, timescale.history.count()) == ("", "", 1)


def test_days_of_a_reading_in_the_wrong_order_are_refused():
    strand = make_strand()
    timescale = make_timescale(strand, "Termly")
    reading = Reading("during", date(2019, 5, 2), date(2019, 5, 1))
    assert refusal(change_strand, strand, readings={timescale.pk: reading}) == [
        "The last day must not lie before the first."
    ]


def test_a_timescale_of_another_strand_is_refused():
    strand = make_strand()
    other = make_timescale(make_strand(action=strand.action, order=2))
    readings = {other.pk: Reading("by", ends_on=date(2019, 5, 1))}
    assert refusal(change_strand, strand, readings=readings) == [
        "A timescale belongs to another part of the plan."
    ]
    assert Timescale.objects.get().kind == ""


def add_strand(action, **fields):
    return services.add_strand(
        **{
            "action": action,
            "by": make_user(),
            "what": "Hold a panel",
            "who_where": "Team",
            "leads": [],
            **fields,
        }
    )


def test_a_strand_is_added_after_the_last_with_its_leads_and_read_timescales():
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    officer, first = make_user(), make_strand()
    words = ["By 31 March 2021", "When the time is right"]
    strand = add_strand(first.action, leads=[ben, ada], timescales=words, by=officer)
    assert (strand.order, strand.leads_as_typed) == (2, "Ben\nAda")
    assert leads_of(strand) == [(1, "Ben"), (2, "Ada")]
    assert list(strand.timescales.values_list("words", "kind", "ends_on")) == [
        ("By 31 March 2021", "by", date(2021, 3, 31)),
        ("When the time is right", "", None),
    ]
    assert strand.history.get().history_user == officer


def test_a_strand_that_says_nothing_is_not_added():
    action = make_action()
    assert refusal(add_strand, action, what="", who_where="") == [
        "Say what is done, or who does it and where."
    ]
    assert not Strand.objects.exists()


def hand_over(leaver, takers, **fields):
    return services.hand_over(
        **{
            "leaver": leaver,
            "version": 1,
            "takers": takers,
            "last_day": date(2019, 7, 31),
            "by": make_user(),
            **fields,
        }
    )


def test_a_leaver_is_handed_over_in_one_step_with_history():
    ada, ben, cai = (make_lead(name=name) for name in ("Ada", "Ben", "Cai"))
    officer, first = make_user(), make_strand(ada, ben)
    second = make_strand(cai, ada, action=first.action, order=2)
    hand_over(ada, {first.pk: cai, second.pk: ben}, by=officer)
    assert leads_of(first) == [(1, "Cai"), (2, "Ben")]
    assert leads_of(second) == [(1, "Cai"), (2, "Ben")]
    ada.refresh_from_db()
    assert ada.active_until == date(2019, 7, 31)
    first.refresh_from_db()
    assert (first.leads_as_typed, first.version) == ("Ada\nBen", 2)
    assert set(
        StrandLead.history.filter(history_user=officer).values_list(
            "history_type", "history_change_reason"
        )
    ) == {("~", "Handed over from Ada to Cai"), ("~", "Handed over from Ada to Ben")}


def test_whoever_stands_on_the_strand_already_moves_up_to_the_leavers_place():
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    strand = make_strand(ada, ben)
    hand_over(ada, {strand.pk: ben})
    assert leads_of(strand) == [(1, "Ben")]


def test_the_accountable_lead_stays_so_when_another_leaves():
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    strand = make_strand(ada, ben)
    hand_over(ben, {strand.pk: ada})
    assert leads_of(strand) == [(1, "Ada")]


def test_a_leaver_stays_named_on_what_is_closed_or_archived():
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    closed = make_strand(ada, closed_on=date(2019, 5, 1), closed_reason="Done.")
    old_plan = make_plan(state=Plan.State.ARCHIVED, title="Before")
    archived = make_strand(ada, action=make_action(priority=make_priority(plan=old_plan)))
    hand_over(ada, {})
    assert leads_of(closed) == leads_of(archived) == [(1, "Ada")]
    assert refusal(hand_over, ada, {closed.pk: ben}, version=2) == [
        "What Ada leads changed while you were choosing. Look at the list again."
    ]


def test_a_hand_over_that_forgets_a_strand_changes_nothing():
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    first = make_strand(ada)
    make_strand(ada, action=first.action, order=2)
    assert refusal(hand_over, ada, {first.pk: ben}) == [
        "What Ada leads changed while you were choosing. Look at the list again."
    ]
    ada.refresh_from_db()
    assert (leads_of(first), ada.active_until) == ([(1, "Ada")], None)


def test_nobody_takes_over_who_has_gone_or_is_the_leaver():
    ada = make_lead(name="Ada")
    gone = make_lead(name="Ben", active_until=date(2019, 7, 31))
    strand = make_strand(ada)
    assert refusal(hand_over, ada, {strand.pk: gone}) == [
        "Ben leads only until 31 July 2019. Choose somebody else."
    ]
    assert refusal(hand_over, ada, {strand.pk: ada}) == [
        "Ada is leaving and cannot take work over."
    ]
    assert (leads_of(strand), Lead.objects.get(name="Ada").version) == ([(1, "Ada")], 1)


def test_nobody_leaves_before_they_came():
    ada = make_lead(name="Ada", active_from=date(2019, 8, 1))
    ben = make_lead(name="Ben")
    strand = make_strand(ada)
    assert refusal(hand_over, ada, {strand.pk: ben}) == [
        "The last day must not lie before the first."
    ]
    assert leads_of(strand) == [(1, "Ada")]


def test_a_hand_over_over_an_older_version_is_a_conflict():
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    strand = make_strand(ada)
    hand_over(ada, {strand.pk: ben})
    with pytest.raises(Conflict):
        hand_over(ada, {}, last_day=date(2019, 12, 31))
    ada.refresh_from_db()
    assert ada.active_until == date(2019, 7, 31)
