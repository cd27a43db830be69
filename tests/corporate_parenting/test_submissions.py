"""A form is acted on once, however often and from wherever it is sent."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect

from actions.models import Agency
from corporate_parenting.forms import OnceForm, VersionedForm
from corporate_parenting.models import Submission
from corporate_parenting.submissions import answer_before, answer_once
from corporate_parenting.versions import Conflict
from tests.factories import make_user


@pytest.fixture
def request_of(rf):
    def make(user):
        request = rf.post("/")
        request.user = user
        return request

    return make


def sent(token=None):
    form = OnceForm({"submission": str(token or uuid.uuid4())})
    assert form.is_valid()
    return form


def add_agency(name="Health"):
    agency = Agency(name=name)
    agency.full_clean()
    agency.save()
    return HttpResponseRedirect(f"/agencies/{agency.pk}/")


@pytest.mark.django_db
def test_the_second_time_gives_the_answer_of_the_first(request_of):
    request, token = request_of(make_user()), uuid.uuid4()
    first, second = (answer_once(request, sent(token), add_agency) for _ in range(2))
    assert first.url == second.url == f"/agencies/{Agency.objects.get().pk}/"


@pytest.mark.django_db
def test_the_form_of_somebody_else_is_refused(request_of):
    token = uuid.uuid4()
    answer_once(request_of(make_user()), sent(token), add_agency)
    with pytest.raises(PermissionDenied):
        answer_once(request_of(make_user()), sent(token), add_agency)
    assert Agency.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("problem", [ValidationError("No."), Conflict(Agency(version=4))])
def test_what_is_refused_leaves_neither_a_row_nor_a_token(request_of, problem):
    def act():
        add_agency()
        raise problem

    form = VersionedForm({"submission": str(uuid.uuid4()), "version": "1"})
    assert form.is_valid()
    assert answer_once(request_of(make_user()), form, act) is None
    assert form.errors
    assert not Agency.objects.exists()
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_an_answer_given_before_is_found_again_by_its_own_person_only(request_of):
    user, token = make_user(), uuid.uuid4()
    request = request_of(user)
    assert answer_before(request, sent(token)) is None
    url = answer_once(request, sent(token), add_agency).url
    assert answer_before(request, sent(token)).url == url
    assert answer_before(request_of(make_user()), sent(token)) is None


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "abc", None])
def test_no_token_has_no_answer(request_of, token):
    form = OnceForm({} if token is None else {"submission": token})
    assert answer_before(request_of(make_user()), form) is None
