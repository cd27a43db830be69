"""The administrators' pages: who may write, and that no way round the guards exists."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from actions.models import Action, Agency, Lead, Plan, Priority
from actions.references import sort_key
from corporate_parenting.models import Council, User
from corporate_parenting.roles import Role
from tests.factories import (
    make_action,
    make_agency,
    make_council,
    make_lead,
    make_plan,
    make_priority,
    make_user,
)

pytestmark = pytest.mark.django_db

OURS = [Action, Agency, Council, Lead, Plan, Priority, User]


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR, is_staff=True)
    client.force_login(user)
    return user


def page(model, name, *keys):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=keys)


def shown(response):
    """What the form on an admin page would send if nothing were typed."""
    form = response.context["adminform"].form
    sent = {}
    for field in form:
        value = field.value()
        if isinstance(value, bool):
            sent |= {field.html_name: "on"} if value else {}
        elif value is not None and field.name != "password":
            sent[field.html_name] = value
    return sent


def test_only_the_councils_own_things_are_administered():
    names = {model.__name__ for model in admin.site._registry}
    assert names >= {model.__name__ for model in OURS}
    others = {"Publication", "Meeting", "Report", "Area", "Indicator", "Target", "FigureMapping"}
    others |= {"Acronym", "Grade", "GradingScale", "Home", "JudgementArea", "KindPart"}
    others |= {"LanguageWord", "PaperKind", "WordTemplate"}
    assert names <= {model.__name__ for model in OURS} | others


def test_an_administrator_opens_every_page(client, administrator):
    make_council()
    rows = [make_action(), make_lead(agency=make_agency()), administrator, Council.objects.get()]
    rows += [Plan.objects.get(), Priority.objects.get(), Agency.objects.get()]
    for row in rows:
        for name, keys in (("changelist", ()), ("change", (row.pk,)), ("history", (row.pk,))):
            assert client.get(page(type(row), name, *keys)).status_code == 200
        assert client.get(page(type(row), "changelist"), {"q": "a"}).status_code == 200


def test_an_administrator_changes_a_row_with_history(client, administrator):
    agency = make_agency()
    url = page(Agency, "change", agency.pk)
    sent = shown(client.get(url)) | {"name": "Health\u202e and  care"}
    assert client.post(url, sent).status_code == 302
    agency.refresh_from_db()
    assert (agency.name, agency.version) == ("Health and  care", 2)
    assert agency.history.first().history_user == administrator


def test_a_row_saved_unchanged_keeps_its_version(client, administrator):
    agency = make_agency()
    url = page(Agency, "change", agency.pk)
    assert client.post(url, shown(client.get(url))).status_code == 302
    agency.refresh_from_db()
    assert (agency.version, agency.history.count()) == (1, 1)


def test_a_row_saved_meanwhile_answers_with_both_texts_and_loses_none(client, administrator):
    agency = make_agency()
    url = page(Agency, "change", agency.pk)
    mine = shown(client.get(url)) | {"name": "Mine"}
    client.post(url, mine | {"name": "Theirs"})
    response = client.post(url, mine)
    assert response.status_code == 409
    assert "Name: saved as “Theirs”, typed by you “Mine”." in response.content.decode()
    agency.refresh_from_db()
    assert (agency.name, agency.version) == ("Theirs", 2)
    assert client.post(url, shown(response)).status_code == 302
    agency.refresh_from_db()
    assert agency.name == "Mine"


@pytest.mark.parametrize("model", OURS)
def test_nothing_is_saved_without_the_token_of_the_row_seen(client, model):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    make_council()
    make_lead(agency=make_agency())
    make_action()
    row = model.objects.first()
    url = page(model, "change", row.pk)
    sent = shown(client.get(url))
    del sent["seen"]
    response = client.post(url, sent)
    assert response.status_code == 422
    assert "This page was out of date." in response.content.decode()
    assert model.history.filter(**{model._meta.pk.name: row.pk}).count() <= 2


def test_a_constraint_over_columns_outside_the_form_is_a_message(client, administrator):
    make_plan(state="current")
    draft = make_plan(title="Next", state="draft")
    url = page(Plan, "change", draft.pk)
    response = client.post(url, shown(client.get(url)) | {"state": "current"})
    assert response.status_code == 422
    assert "This board has a current plan." in response.content.decode()


def test_a_second_plan_of_one_title_is_refused_with_what_to_do(client, administrator):
    make_plan()
    draft = make_plan(title="Next", state="draft")
    url = page(Plan, "change", draft.pk)
    response = client.post(url, shown(client.get(url)) | {"title": "OUR promise to you"})
    assert response.status_code == 422
    assert "This board has a plan of this title. Change that plan," in response.content.decode()
    assert draft.history.count() == 1


def test_nothing_is_deleted(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    make_council()
    make_lead(agency=make_agency())
    make_action()
    for model in OURS:
        row = model.objects.first()
        for answer in (client.get, client.post):
            assert answer(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
        assert model.objects.filter(pk=row.pk).exists()


def test_an_action_is_added_and_its_reference_stays(client, administrator):
    priority = make_priority()
    add = page(Action, "add")
    sent = {"priority": priority.pk, "reference": "1.10", "wording": "Find each child a home."}
    assert client.post(add, sent).status_code == 302
    action = Action.objects.get()
    assert (action.reference_key, action.status) == (sort_key("1.10"), "not_given")
    url = page(Action, "change", action.pk)
    changed = shown(client.get(url)) | {"reference": "9.9", "status": "green", "wording": "Two."}
    assert client.post(url, changed).status_code == 302
    action.refresh_from_db()
    assert (action.reference, action.status, action.wording) == ("1.10", "not_given", "Two.")


VIEWERS = [["view"], ["view", "view_historical"]]


@pytest.fixture(params=VIEWERS, ids=["view", "view with history"])
def viewer(client, request):
    """Staff who may look at everything, their role holding nothing but view permissions."""
    user = make_user(Role.MEMBER, is_staff=True)
    group = user.groups.get()
    codenames = [
        f"view_{'historical' if 'historical' in verb else ''}{model._meta.model_name}"
        for model in OURS
        for verb in request.param
    ]
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    return user


def test_staff_who_may_only_look_change_nothing_anywhere(client, viewer):
    make_council()
    make_lead(agency=make_agency())
    make_action()
    for model in OURS:
        row = model.objects.order_by("pk").first()
        record = row.history.first()
        before = list(model.objects.values())
        sent = {"name": "INJECTED", "title": "INJECTED", "wording": "INJECTED", "seen": "1"}
        assert client.get(page(model, "change", row.pk)).status_code == 200
        answers = {
            "change": client.post(page(model, "change", row.pk), sent),
            "add": client.post(page(model, "add"), sent),
            "changelist": client.post(page(model, "changelist"), sent | {"_save": "Save"}),
            "action": client.post(
                page(model, "changelist"),
                {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
            ),
            "delete": client.post(page(model, "delete", row.pk), {"post": "yes"}),
            "history": client.post(page(model, "history", row.pk), sent),
            "history form": client.post(
                page(model, "simple_history", row.pk, record.history_id), sent
            ),
        }
        statuses = {name: answer.status_code for name, answer in answers.items()}
        assert statuses == dict.fromkeys(answers, 403), model
        assert list(model.objects.values()) == before


def test_earlier_words_are_for_those_who_may_change_them(client, viewer):
    agency = make_agency()
    record = agency.history.get()
    for url in (
        page(Agency, "history", agency.pk),
        page(Agency, "simple_history", agency.pk, record.history_id),
    ):
        assert client.get(url).status_code == 403


def test_not_even_a_superuser_writes_through_the_history(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    agency = make_agency()
    url = page(Agency, "simple_history", agency.pk, agency.history.get().history_id)
    assert client.get(url).status_code == 200
    assert client.post(url, {"name": "INJECTED", "seen": "1"}).status_code == 403
    agency.refresh_from_db()
    assert agency.name == "Children's Social Care"


@pytest.mark.parametrize("odd", ["abc", "0", "9" * 30, "1e3", "²"])
def test_odd_keys_are_not_found(client, administrator, odd):
    agency = make_agency()
    for keys in ((odd,), (agency.pk, odd), (odd, odd)):
        name = "history" if len(keys) == 1 else "simple_history"
        assert client.get(page(Agency, name, *keys)).status_code == 404
    assert client.get(page(Agency, "change", odd)).status_code in (302, 404)


def test_people_without_staff_rights_do_not_get_in(client):
    client.force_login(make_user(Role.OFFICER))
    response = client.get(page(Agency, "changelist"))
    assert response.status_code in (302, 403)


def test_an_administrator_gives_roles_and_nobody_becomes_a_superuser(client, administrator):
    person = make_user(Role.LEAD)
    url = page(User, "change", person.pk)
    response = client.get(url)
    assert "superuser" not in re.sub("<[^>]*>", "", response.content.decode()).lower()
    officer = make_user(Role.OFFICER).groups.get()
    sent = shown(response) | {"groups": [officer.pk], "is_superuser": "on", "user_permissions": "1"}
    assert client.post(url, sent).status_code == 302
    person.refresh_from_db()
    assert (list(person.groups.all()), person.is_superuser) == ([officer], False)
    assert not person.user_permissions.exists()
    assert person.history.first().history_user == administrator


def test_an_administrator_makes_a_person_who_is_nothing_yet(client, administrator):
    sent = {
        "email": "New.Person@Fernmoor.example",
        "first_name": "Ben",
        "is_superuser": "on",
        "is_staff": "on",
    }
    assert client.post(page(User, "add"), sent).status_code == 302
    person = User.objects.get(email="new.person@fernmoor.example")
    assert (person.is_superuser, person.is_staff, person.groups.count()) == (False, False, 0)
    assert person.history.first().history_user == administrator


def test_an_administrator_cannot_take_a_superusers_place(client, administrator):
    superuser = make_user(is_superuser=True, is_staff=True, password="kept as it is")
    url = reverse("admin:auth_user_password_change", args=[superuser.pk])
    sent = {"usable_password": "true", "password1": "ten words more", "password2": "ten words more"}
    assert client.post(url, sent).status_code == 403
    change = page(User, "change", superuser.pk)
    assert client.post(change, {"email": "mine@fernmoor.example", "seen": "1"}).status_code == 403
    superuser.refresh_from_db()
    assert superuser.check_password("kept as it is")
    assert superuser.email.startswith("person")


def test_a_person_saved_meanwhile_is_a_conflict(client, administrator):
    person = make_user(Role.LEAD)
    url = page(User, "change", person.pk)
    mine = shown(client.get(url)) | {"first_name": "Mine"}
    client.post(url, mine | {"first_name": "Theirs"})
    assert client.post(url, mine).status_code == 409
    person.refresh_from_db()
    assert person.first_name == "Theirs"


def test_there_is_one_council(client, administrator):
    sent = {"name": "Fernmoor Council", "nation": "england"}
    sent = shown(client.get(page(Council, "add"))) | sent
    assert client.post(page(Council, "add"), sent).status_code == 302
    assert Council.objects.get().pk == 1
    assert client.get(page(Council, "add")).status_code == 403
