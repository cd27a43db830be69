"""Who may do what with the plan: each rule for each kind of person."""

from datetime import date

import pytest
from django.db.models import Prefetch

from actions import rules
from corporate_parenting.models import User
from corporate_parenting.roles import Role
from tests.factories import make_action, make_lead, make_note, make_strand, make_user

pytestmark = pytest.mark.django_db

PEOPLE = [None, *Role]
DAY = date(2019, 6, 1)
READERS = set(Role) - {Role.MEMBER, Role.DEMOCRATIC_SERVICES}


def person(role, **fields):
    user = make_user(*[role] if role else [], **fields)
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (rules.can_view_plan, READERS),
        (rules.can_read_officers_notes, READERS),
        (rules.can_set_status, {Role.OFFICER}),
        (rules.can_change_strand, {Role.OFFICER}),
        (rules.can_change_action, {Role.OFFICER, Role.ADMINISTRATOR}),
        (rules.can_import_plan, {Role.OFFICER, Role.ADMINISTRATOR}),
        (rules.can_hand_over, {Role.OFFICER, Role.ADMINISTRATOR}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_rules_that_ask_for_a_permission_alone(rule, allowed, role):
    assert rule(person(role)) is (role in allowed)


@pytest.mark.parametrize("role", PEOPLE)
def test_progress_is_recorded_by_officers_and_by_those_who_lead_and_read_the_plan(role):
    own, other = person(role), make_lead(name="Somebody else")
    strand = make_strand(make_lead(user=own))
    elsewhere = make_strand(
        other, action=make_action(priority=strand.action.priority, reference="2")
    )
    leads = role in READERS
    officer = role == Role.OFFICER
    assert rules.can_record_progress(own, strand.action, strand, day=DAY) is leads
    assert rules.can_record_progress(own, strand.action, day=DAY) is leads
    assert rules.can_record_progress(own, elsewhere.action, elsewhere, day=DAY) is officer
    assert rules.can_record_progress(own, elsewhere.action, day=DAY) is officer


def test_a_lead_of_one_strand_does_not_record_on_its_neighbour():
    own = person(Role.LEAD)
    strand = make_strand(make_lead(user=own))
    neighbour = make_strand(action=strand.action, order=2)
    assert rules.can_record_progress(own, strand.action, neighbour, day=DAY) is False


@pytest.mark.parametrize("role", PEOPLE)
def test_a_note_is_corrected_by_officers_and_by_its_author_while_they_lead(role):
    own = person(role)
    strand = make_strand(make_lead(user=own))
    mine, theirs = make_note(strand, author=own), make_note(strand)
    assert rules.can_correct_note(own, mine, day=DAY) is (role in READERS)
    assert rules.can_correct_note(own, theirs, day=DAY) is (role == Role.OFFICER)


@pytest.mark.parametrize("role", PEOPLE)
def test_a_page_of_notes_and_the_page_of_one_allow_the_same_corrections(role):
    own = person(role)
    strand = make_strand(make_lead(user=own))
    action = strand.action
    neighbour = make_strand(make_lead(), action=action, order=2)
    places = [{"strand": strand}, {"strand": neighbour}, {"strand": None}]
    notes = [
        make_note(action, author=author, **place) for place in places for author in (own, None)
    ]
    strands = list(action.strands.prefetch_related(Prefetch("leads", to_attr="lead_list")))
    mine = rules.strands_to_record_on(own, strands, DAY)
    assert rules.notes_to_correct(own, notes, mine) == {
        note.pk for note in notes if rules.can_correct_note(own, note, day=DAY)
    }


def test_whoever_handed_the_strand_over_corrects_their_note_no_longer():
    own = person(Role.LEAD)
    strand = make_strand(make_lead(user=own))
    note = make_note(strand, author=own)
    strand.strand_leads.get().delete()
    assert rules.can_correct_note(own, note, day=DAY) is False


def test_an_account_that_is_closed_may_do_nothing():
    closed = person(Role.OFFICER, is_active=False)
    strand = make_strand(make_lead(user=closed))
    assert rules.can_view_plan(closed) is False
    assert rules.can_record_progress(closed, strand.action, strand, day=DAY) is False
    assert rules.can_set_status(closed) is False
