"""Two people at one row at the same moment: whoever is told "saved" has their words kept."""

import sqlite3
import threading
import time
import uuid
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction
from django.http import HttpResponseRedirect
from django.test import Client
from django.urls import reverse

from actions import services
from actions.imports.interpretation import interpret
from actions.imports.reading import read_grids
from actions.models import Action, Agency, Lead, Plan, ProgressNote, Strand, StrandLead
from actions.services.imports import bring_in_plan
from corporate_parenting.forms import OnceForm
from corporate_parenting.models import Submission
from corporate_parenting.roles import Role
from corporate_parenting.submissions import answer_once
from corporate_parenting.uploads import open_upload
from corporate_parenting.versions import Conflict
from tests.conftest import history_gaps
from tests.factories import (
    make_action,
    make_agency,
    make_council,
    make_lead,
    make_note,
    make_strand,
    make_user,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database_on_disk")]

PAIRS = 20


@pytest.fixture
def database_on_disk(transactional_db, tmp_path):
    """SQLite as it runs in use: a database in memory shares its locks and waits for none."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    with sqlite3.connect(tmp_path / "copy.sqlite3") as copy:
        connection.connection.backup(copy)
    copy.close()
    in_memory, settings = connections["default"], connections.settings["default"]
    name, settings["NAME"] = settings["NAME"], str(tmp_path / "copy.sqlite3")
    connections["default"] = connections.create_connection("default")
    yield
    connection.close()
    settings["NAME"], connections["default"] = name, in_memory


def at_once(*acts):
    """What each of ``acts`` gives or raises, all started together, each on its own connection."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            barrier.wait()
            results[number] = act()
        except Exception as error:  # handed on to the test
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def wordings_kept(action, people, words):
    """Both try to save over the version they saw: (words that were acknowledged, words kept)."""
    version = Action.objects.get(pk=action.pk).version

    def save(person, wording):
        return lambda: services.change_wording(
            action=action, version=version, wording=wording, by=person
        )

    answers = at_once(*(save(*pair) for pair in zip(people, words, strict=True)))
    saved = [answer.wording for answer in answers if isinstance(answer, Action)]
    others = [answer for answer in answers if not isinstance(answer, Action | Conflict)]
    assert others == []
    return saved, Action.objects.get(pk=action.pk).wording


def lost_updates(action, people):
    lost = 0
    for number in range(PAIRS):
        saved, kept = wordings_kept(action, people, (f"Ada {number}", f"Ben {number}"))
        lost += len(set(saved) - {kept})
    return lost


def test_of_twenty_pairs_no_wording_that_was_acknowledged_is_lost():
    action, people = make_action(), [make_user(), make_user()]
    assert lost_updates(action, people) == 0
    action.refresh_from_db()
    assert (action.version, action.history.count()) == (PAIRS + 1, PAIRS + 1)
    assert history_gaps(Action) == []


def test_without_the_guard_wordings_are_lost(monkeypatch):
    """The test above can fail: with the version unchecked, each pair loses one wording."""

    def lock_any(rows, *, pk, version):
        return rows.get(pk=pk)

    monkeypatch.setattr("actions.services.status.lock_current", lock_any)
    action, people = make_action(), [make_user(), make_user()]
    assert lost_updates(action, people) >= 15


def test_of_two_corrections_at_once_one_stands():
    for number in range(5):
        note = make_note(make_strand(order=number + 1, action=_action()))
        fields = {
            "note": note,
            "as_at": date(2019, 5, 1),
            "at": datetime(2019, 6, 1, 9, tzinfo=UTC),
        }
        people = [make_user(), make_user()]

        def correct(person, fields=fields):
            return lambda: services.correct_note(by=person, text=str(person), **fields)

        answers = at_once(*map(correct, people))
        assert {type(answer) for answer in answers} == {ProgressNote, ValidationError}
        assert ProgressNote.objects.filter(corrects=note).count() == 1


def test_a_proposal_that_is_being_corrected_is_not_accepted():
    note, person = make_note(proposed_status="green"), make_user()
    is_corrected = threading.Event()

    def correct():
        with transaction.atomic():
            services.correct_note(
                note=note, by=person, text="Not yet.", as_at=date(2019, 5, 1),
                at=datetime(2019, 6, 1, 9, tzinfo=UTC),
            )  # fmt: skip
            is_corrected.set()
            time.sleep(0.5)  # the other looks at the note meanwhile

    def accept():
        is_corrected.wait(10)
        return services.accept_proposal(note=note, version=1, by=person)

    _, refusal = at_once(correct, accept)
    assert refusal.messages == ["This note has been corrected. Read the newer note first."]
    assert Action.objects.get().status == "not_given"


def _action():
    return Action.objects.first() or make_action()


def test_of_two_who_hand_over_to_each_other_the_second_is_refused():
    ada, ben, by = make_lead(name="Ada"), make_lead(name="Ben"), make_user()
    action = make_action()
    strands = {
        ada: make_strand(ada, action=action),
        ben: make_strand(ben, action=action, order=2),
    }
    last = date(2019, 6, 1)

    def leave(leaver, taker):
        given = {strands[leaver].pk: taker}
        return services.hand_over(leaver=leaver, version=1, takers=given, last_day=last, by=by)

    results = at_once(lambda: leave(ada, ben), lambda: leave(ben, ada))
    assert sorted(type(result).__name__ for result in results) in (
        ["Lead", "ValidationError"],
        ["Conflict", "Lead"],
    )
    assert Lead.objects.exclude(active_until=None).count() == 1


def test_a_hand_over_and_a_change_of_the_strand_leave_one_whole_answer():
    """Whichever comes second is told so; the strand is never left to the leaver by half."""
    people = [make_user(), make_user()]
    ben, cai = make_lead(name="Ben"), make_lead(name="Cai")
    for number in range(5):
        ada = make_lead(name=f"Ada {number}")
        strand = make_strand(ada, order=number + 1, action=_action())
        answers = at_once(
            lambda ada=ada, strand=strand: services.hand_over(
                leaver=ada,
                version=1,
                takers={strand.pk: ben},
                last_day=date(2019, 7, 31),
                by=people[0],
            ),
            lambda ada=ada, strand=strand: services.change_strand(
                strand=strand,
                version=1,
                by=people[1],
                leads=[cai, ada],
                readings={},
                what="Hold a panel",
                who_where="Team",
            ),
        )
        handed, changed = answers
        leads = list(
            StrandLead.objects.filter(strand=strand).order_by("order").values_list("lead__name")
        )
        if isinstance(changed, Strand):
            assert leads == [("Cai",), ("Ben",)]
        else:
            assert isinstance(changed, Conflict)
            assert leads == [("Ben",)]
        assert handed == ada


def clicks(rf, *tokens):
    """Each token sent once, all at the same moment, by one person for one action."""
    user, action = make_user(), make_action()
    request = rf.post("/")
    request.user = user

    def record():
        note = services.record_progress(
            action=action,
            strand=None,
            by=user,
            text="Three families were approved.",
            as_at=date(2019, 5, 31),
            at=datetime(2019, 6, 1, 9, tzinfo=UTC),
        )
        return HttpResponseRedirect(f"/notes/{note.pk}/")

    def click(token):
        form = OnceForm({"submission": str(token)})
        return answer_once(request, form, record) if form.is_valid() else None

    return at_once(*(lambda token=token: click(token) for token in tokens))


def test_ten_clicks_at_once_make_one_note_and_one_answer(rf):
    answers = clicks(rf, *[uuid.uuid4()] * 10)
    assert {answer.url for answer in answers} == {f"/notes/{ProgressNote.objects.get().pk}/"}
    assert ProgressNote.history.count() == Submission.objects.count() == 1


def test_without_one_token_each_click_makes_a_note(rf):
    """The test above can fail: nothing but the token holds the clicks together."""
    clicks(rf, uuid.uuid4(), uuid.uuid4())
    assert ProgressNote.objects.count() == 2


@pytest.fixture
def administrators():
    """Two people who may change everything, each in their own browser."""
    people = [make_user(Role.OFFICER, Role.ADMINISTRATOR, is_staff=True) for _ in range(2)]
    browsers = [Client() for _ in people]
    for browser, user in zip(browsers, people, strict=True):
        browser.force_login(user)
    return browsers


def sent_at_once(browsers, url, forms):
    posts = (
        lambda browser=browser, form=form: browser.post(url, form)
        for browser, form in zip(browsers, forms, strict=True)
    )
    return sorted(answer.status_code for answer in at_once(*posts))


def test_of_two_people_at_one_page_one_is_told_of_the_other(administrators):
    strand = make_strand(action=make_action())
    url = reverse("actions:strand-change", kwargs={"pk": strand.pk})
    for version in range(1, 6):
        forms = [
            {"submission": uuid.uuid4(), "version": version, "what": f"{name} {version}"}
            for name in ("Ada", "Ben")
        ]
        assert sent_at_once(administrators, url, forms) == [302, 409]
    strand.refresh_from_db()
    assert (strand.version, strand.history.count()) == (6, 6)
    assert history_gaps(Strand) == []


def test_of_two_people_at_one_admin_page_one_is_told_of_the_other(administrators):
    agency = make_agency()
    url = reverse("admin:actions_agency_change", args=[agency.pk])
    for version in range(1, 6):
        forms = [{"seen": version, "name": f"{name} {version}"} for name in ("Ada", "Ben")]
        assert sent_at_once(administrators, url, forms) == [302, 409]
    agency.refresh_from_db()
    assert (agency.version, agency.history.count()) == (6, 6)
    assert history_gaps(Agency) == []


def test_two_files_with_one_new_title_make_one_plan():
    """Each import waits for the other, and finds the plan that it has made."""
    make_council()
    words = b"Priority,No.,Action\n1. A settled home,1.,Find each child a home.\n"
    proposal = interpret(read_grids(open_upload("plan.csv", words)))

    def bring_in(title):
        return lambda: bring_in_plan(
            proposal=proposal, title=title, board="Corporate Parenting Board",
            starts_on=date(2019, 1, 1), ends_on=date(2021, 12, 31), notes_as_at=date(2019, 5, 1),
            source="plan.csv", by=None, at=datetime(2019, 5, 1, 9, tzinfo=UTC),
        )  # fmt: skip

    answers = at_once(*(bring_in(title) for title in ["Our promise", "OUR promise"] * 3))
    assert {plan.pk for plan, _ in answers} == {Plan.objects.get().pk}
    assert Action.objects.count() == 1


def change(strand, leads, person):
    return services.change_strand(
        strand=strand,
        version=1,
        by=person,
        leads=leads,
        readings={},
        what=str(person),
        who_where="Team",
    )


def test_six_people_in_any_order_neither_wait_for_ever_nor_break_anything():
    """Strands are locked in one order: hand-overs that cross do not wait for each other."""
    action = make_action()
    leads = [make_lead(name=name) for name in ("Ada", "Ben", "Cai", "Dee")]
    strands = [make_strand(*leads, action=action, order=order) for order in range(1, 5)]
    people = [make_user() for _ in range(6)]

    def hand_over(leaver, taker, person):
        takers = {strand.pk: taker for strand in strands}
        return services.hand_over(
            leaver=leaver, version=1, takers=takers, last_day=date(2019, 7, 31), by=person
        )

    acts = [
        lambda leaver=leaver, taker=taker, person=person: hand_over(leaver, taker, person)
        for leaver, taker, person in zip(leads[:2], leads[2:], people[:2], strict=True)
    ]
    acts += [
        lambda strand=strand, person=person: change(strand, leads[::-1], person)
        for strand, person in zip(strands[::-1], people[2:6], strict=True)
    ]
    answers = at_once(*acts)
    assert [
        answer
        for answer in answers
        if not isinstance(answer, Lead | Strand | Conflict | ValidationError)
    ] == []
    assert history_gaps(StrandLead) == history_gaps(Strand) == history_gaps(Lead) == []
    for strand in strands:
        orders = list(strand.strand_leads.values_list("order", flat=True))
        assert len(set(orders)) == len(orders)
