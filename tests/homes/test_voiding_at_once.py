"""Two people at one inspection, one of whom takes it away: nothing that was saved is lost."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from corporate_parenting.roles import Role
from homes import services
from homes.models import Inspection, Requirement
from tests.actions.test_concurrency import at_once, database_on_disk
from tests.factories import make_user
from tests.home_factories import make_authority_inspection, make_inspection, make_requirement

__all__ = ["database_on_disk"]

TODAY = date(2021, 6, 1)
GONE = "This inspection was taken away as recorded in error."
PAIRS = 10


def voiding(row, by=None, reason="It was next door’s."):
    signed = {"version": row.version, "by": by, "on": TODAY, "reason": reason}
    return lambda: services.void_inspection(inspection=row, **signed)


def kinds(*acts):
    return sorted(type(answer).__name__ for answer in at_once(*acts))


@pytest.mark.django_db
def test_what_was_opened_before_it_was_taken_away_is_not_recorded_afterwards():
    seen = make_requirement()
    inspection = seen.inspection
    voiding(Inspection.objects.get())()
    signed = {"version": 1, "by": None}
    late = [
        lambda: services.add_requirement(inspection=inspection, text="Mend the roof.", by=None),
        lambda: services.close_requirement(
            requirement=seen, closed_on=TODAY, evidence="Seen.", on=TODAY, **signed
        ),
        lambda: services.reopen_requirement(requirement=seen, reason="It leaks.", **signed),
        lambda: services.correct_requirement(
            requirement=seen, reason="Typed twice.", on=TODAY, text="Mend it.", **signed
        ),
    ]
    for act in late:
        with pytest.raises(ValidationError, match=GONE):
            act()
    kept = Requirement.objects.get()
    assert (kept.text, kept.closed_on, kept.history.count()) == (seen.text, None, 1)


pair = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database_on_disk")]


class TestAtOnce:
    pytestmark = pair

    @pytest.mark.parametrize("make", [make_inspection, make_authority_inspection])
    def test_of_two_who_take_it_away_one_gives_the_reason(self, make):
        people = [make_user(Role.OFFICER), make_user(Role.OFFICER)]
        row = make()
        answers = at_once(*(voiding(row, by, f"Reason of {by.pk}.") for by in people))
        (done,) = (each for each in answers if not isinstance(each, ValidationError))
        (told,) = (each for each in answers if isinstance(each, ValidationError))
        assert told.messages[0].startswith(GONE)
        row.refresh_from_db()
        newest = row.history.order_by("-history_id").first()
        assert (row.version, row.history.count(), row.voided_because) == (
            2, 2, done.voided_because,
        )  # fmt: skip
        assert row.voided_because == f"Reason of {newest.history_user_id}."

    def test_whoever_corrects_it_meanwhile_is_told(self):
        for _ in range(PAIRS):
            row = make_inspection()
            correct = {"version": 1, "by": None, "on": TODAY, "reason": "It was Outstanding."}
            answers = kinds(
                voiding(row),
                lambda row=row, correct=correct: services.correct_inspection(
                    inspection=row, judgements={"overall": "Outstanding"}, **correct
                ),
            )
            row.refresh_from_db()
            lost = "ValidationError" if row.voided_on else "Conflict"
            assert answers == sorted([lost, "Inspection"])

    def test_a_requirement_is_recorded_before_it_or_not_at_all(self):
        for _ in range(PAIRS):
            row = make_inspection()
            answers = at_once(
                voiding(row),
                lambda row=row: services.add_requirement(
                    inspection=row, text="Mend the roof.", by=None
                ),
            )
            voided, added = answers
            assert isinstance(voided, Inspection)
            if isinstance(added, ValidationError):
                assert added.messages[0].startswith(GONE)
                assert not row.requirements.exists()
            else:
                recorded = added.history.get().history_date
                assert recorded <= row.history.latest("history_id").history_date
