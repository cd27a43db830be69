"""The security log says what was done by whom, and nothing that anybody typed."""

import logging
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from corporate_parenting.models import User
from corporate_parenting.roles import Role
from corporate_parenting.security_log import EVENTS, record_answer
from tests.actions.test_admin import page, shown
from tests.actions.test_lead_lists import export
from tests.factories import make_action, make_user
from tests.routes import all_routes

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
CANARY = "canary\r\nsigned in user=1"


@pytest.fixture
def log(caplog):
    """The lines of the log so far, as they stand in it."""
    logger = logging.getLogger("security")
    logger.addHandler(caplog.handler)
    yield lambda: [record.getMessage() for record in caplog.records if record.name == "security"]
    logger.removeHandler(caplog.handler)


def begins(lines):
    return [line.split("=")[0].rsplit(" ", 1)[0] for line in lines]


def test_signing_in_and_out_is_kept(client, log):
    user = make_user(password=PASSWORD)
    client.post("/accounts/login/", {"login": user.email, "password": "wrong"})
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/logout/")
    assert log() == [
        f"sign-in failed user={user.pk} address='127.0.0.1'",
        f"signed in user={user.pk} address='127.0.0.1'",
        f"signed out user={user.pk}",
    ]


def test_slowed_guessing_is_kept(client, log):
    user = make_user(password=PASSWORD)
    for _ in range(6):
        client.post("/accounts/login/", {"login": user.email, "password": "wrong"})
    assert begins(log()) == ["sign-in failed"] * 5 + ["sign-in slowed"]


def test_a_password_changed_by_its_owner_is_kept(client, log):
    user = make_user(password=PASSWORD)
    client.force_login(user)
    new = {"password1": "quite another sentence", "password2": "quite another sentence"}
    sent = {"oldpassword": PASSWORD} | new
    assert client.post("/accounts/password/change/", sent).status_code == 302
    assert f"password set user={user.pk} by={user.pk}" in log()


def test_roles_and_passwords_given_in_the_admin_are_kept(client, log):
    administrator = make_user(is_superuser=True, is_staff=True)
    client.force_login(administrator)
    person, officer = make_user(Role.LEAD), make_user(Role.OFFICER).groups.get()
    url = page(User, "change", person.pk)
    client.post(url, shown(client.get(url)) | {"groups": [officer.pk]})
    url = reverse("admin:auth_user_password_change", args=[person.pk])
    sent = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(url, sent | {"password2": "x"}).status_code == 200
    client.post(url, sent)
    who = f"user={person.pk} by={administrator.pk}"
    assert log() == [
        f"role change {who} fields=['groups'] roles=['officer']",
        f"password set {who}",
    ]


def test_exports_are_kept(client, log):
    make_action()
    user = make_user(Role.ADMINISTRATOR, is_staff=True)
    client.force_login(user)
    assert client.get("/actions/export/csv/").status_code == 200
    path = "/actions/export/csv/"
    assert log() == [f"export status=200 user={user.pk} method='GET' path='{path}'"]
    assert "Content-Disposition" in export(client, "1")
    assert log()[1:] == [f"export what='leads' user={user.pk}"]


def test_every_listed_route_exists():
    """A route that was renamed would drop out of the log without a word."""
    known = {route.name for route in all_routes()}
    assert {name for name, _ in EVENTS} <= known


@pytest.mark.parametrize(("route", "method"), EVENTS)
def test_what_is_listed_is_kept_once_it_is_done(rf, log, route, method):
    event, status = EVENTS[route, method]
    request = rf.generic(method, "/somewhere/")
    request.user = make_user()
    request.resolver_match = SimpleNamespace(view_name=route)
    record_answer(request, HttpResponse(status=422))
    assert log() == []
    record_answer(request, HttpResponse(status=status))
    assert begins(log()) == [event]


def test_a_refusal_is_kept_on_one_line(client, log):
    user = make_user(Role.MEMBER)
    client.force_login(user)
    client.get("/my-actions/")
    client.get("/nowhere/%0D%0Asigned%20in%20user=1/")
    (forbidden, unknown) = log()
    assert forbidden == f"refused status=403 user={user.pk} method='GET' path='/my-actions/'"
    assert r"path='/nowhere/\r\nsigned in user=1/'" in unknown
    assert len(unknown.splitlines()) == 1


def test_what_people_type_is_not_kept(client, log):
    administrator = make_user(Role.ADMINISTRATOR, Role.OFFICER, is_staff=True, password=PASSWORD)
    guess = {"login": f"{CANARY}@fernmoor.example", "password": CANARY}
    Client().post("/accounts/login/", guess)
    Client().post("/accounts/login/", guess | {"login": "canary@fernmoor.example"})
    Client().post("/accounts/password/reset/", {"email": "canary@fernmoor.example"})
    client.post("/accounts/login/", {"login": administrator.email, "password": PASSWORD})
    url = page(User, "change", make_user(Role.LEAD).pk)
    client.post(url, shown(client.get(url)) | {"first_name": "canary", "is_staff": "on"})
    upload = SimpleUploadedFile("canary.csv", b"canary,canary\r\n")
    client.post("/plans/import/", {"upload": upload, "title": CANARY})
    client.post("/admin/actions/lead/import/", {"import_file": upload, "format": "1"})
    lines = log()
    assert "canary" not in "".join(lines).lower()
    assert {"sign-in failed", "signed in", "person changed"} <= set(begins(lines))
    assert all(len(line.splitlines()) == 1 for line in lines)
