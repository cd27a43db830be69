"""Saving over a row: the version counts, and the history knows who and why."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import Agency
from corporate_parenting.versions import Conflict, lock_current, save_changes, sign
from tests.factories import make_agency, make_user

pytestmark = pytest.mark.django_db


def test_the_row_of_the_version_seen_is_given():
    agency = make_agency()
    with transaction.atomic():
        assert lock_current(Agency.objects, pk=agency.pk, version=1) == agency


@pytest.mark.parametrize("version", [0, 2])
def test_another_version_is_a_conflict_that_knows_the_row(version):
    agency = make_agency()
    with transaction.atomic(), pytest.raises(Conflict) as error:
        lock_current(Agency.objects, pk=agency.pk, version=version)
    assert error.value.current == agency


def test_a_change_raises_the_version():
    agency = make_agency()
    save_changes(agency, short_name="CSC")
    agency.refresh_from_db()
    assert (agency.name, agency.short_name, agency.version) == ("Children's Social Care", "CSC", 2)


def test_a_change_that_may_not_be_is_refused_before_it_is_saved():
    agency = make_agency()
    with pytest.raises(ValidationError):
        save_changes(agency, name="")
    agency.refresh_from_db()
    assert (agency.name, agency.version) == ("Children's Social Care", 1)


def test_the_history_knows_who_and_why():
    agency, user = make_agency(), make_user()
    sign(agency, by=user, reason="Merged")
    save_changes(agency, name="Social care")
    record = agency.history.first()
    assert (record.history_user, record.history_change_reason) == (user, "Merged")
