"""A form is acted on once, however often and from wherever it is sent."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponseRedirect

from actions.models import Agency
from corporate_parenting.forms import OTHER_WORDS, OnceForm, VersionedForm
from corporate_parenting.models import Submission
from corporate_parenting.submissions import answer_before, answer_once
from corporate_parenting.versions import Conflict
from tests.factories import make_user


@pytest.fixture
def request_of(rf):
    def make(user, path="/", **typed):
        request = rf.post(path, typed)
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


def file(content, name="plan.csv"):
    return SimpleUploadedFile(name, content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"text": "First words"}, {"text": "Other words"}),
        ({"text": "Words"}, {"text": "Words", "path": "/elsewhere/"}),
        ({"text": "Words"}, {"text": "Words", "path": "/?leaver=2"}),
        ({"text": "Words", "box": ["1", "2"]}, {"text": "Words", "box": ["2", "1"]}),
        ({"text": "Words"}, {"texts": "Words"}),
        ({"file": file(b"Plan")}, {"file": file(b"Plan of 2020")}),
        ({"file": file(b"Plan")}, {"file": file(b"Plan", "other.csv")}),
    ],
)
def test_other_words_under_the_same_token_are_not_passed_off_as_saved(request_of, first, second):
    user, token = make_user(), uuid.uuid4()
    answer_once(request_of(user, **first), sent(token), lambda: add_agency("Health"))
    form = sent(token)
    request = request_of(user, **second)
    assert answer_before(request, form) is None
    assert answer_once(request, form, lambda: add_agency("Housing")) is None
    assert form.non_field_errors() == [OTHER_WORDS]
    again = OnceForm(form.data)
    assert again.is_valid()
    assert answer_once(request, again, lambda: add_agency("Housing")) is not None
    assert set(Agency.objects.values_list("name", flat=True)) == {"Health", "Housing"}


@pytest.mark.django_db
def test_a_new_csrf_token_is_not_other_words(request_of):
    user, token = make_user(), uuid.uuid4()
    first, second = (
        answer_once(request_of(user, text="x", csrfmiddlewaretoken=mask), sent(token), add_agency)
        for mask in "ab"
    )
    assert first.url == second.url
    assert Agency.objects.count() == 1


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
def test_a_database_that_fails_is_not_passed_off_as_somebody_elses_save(request_of):
    def act():
        raise OperationalError("no answer")

    with pytest.raises(OperationalError):
        answer_once(request_of(make_user()), sent(), act)


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
