"""What every request and every answer passes through."""

import time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from corporate_parenting.roles import Role
from tests.factories import make_council, make_user

pytestmark = pytest.mark.django_db

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def headers_of(response):
    return {name: response.headers.get(name) for name in HEADERS}


def policy(text):
    return sorted(part.strip() for part in text.split(";"))


@pytest.mark.parametrize(
    ("path", "status"),
    [("/accounts/login/", 200), ("/nowhere/", 404), ("/health/", 200), ("/my-actions/", 302)],
)
def test_every_answer_carries_the_headers(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    found = headers_of(response)
    assert policy(found.pop("Content-Security-Policy")) == policy(
        HEADERS["Content-Security-Policy"]
    )
    assert found == {name: value for name, value in HEADERS.items() if name in found}


def test_refusals_carry_the_headers_and_a_plain_page(client):
    client.force_login(make_user())
    for path, status in (("/my-actions/", 403), ("/plans/999/", 403), ("/nowhere/", 404)):
        response = client.get(path)
        assert response.status_code == status
        assert policy(response["Content-Security-Policy"]) == policy(
            HEADERS["Content-Security-Policy"]
        )
        assert b"<h1" in response.content


def test_the_admin_has_its_own_looser_style_policy(client):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    assert "style-src 'self' 'unsafe-inline'" in client.get("/admin/")["Content-Security-Policy"]


def test_nothing_of_a_signed_in_page_stays_in_a_cache(client):
    make_council()
    client.force_login(make_user(Role.OFFICER))
    assert client.get("/my-actions/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address", ["/plans/%00/", "/actions/?words=%00", "/?next=a%00b", "/accounts/login/?next=%00"]
)
def test_a_nul_in_the_address_is_refused(client, address):
    assert client.get(address).status_code == 400


def test_a_session_ends_after_half_an_hour_without_a_request(client, settings):
    client.force_login(make_user(Role.MEMBER))
    client.get("/")
    session = client.session
    session["seen_at"] = int(time.time()) - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    assert client.get("/").url == "/accounts/login/?next=/"


def test_a_session_ends_after_ten_hours_in_any_case(client, settings):
    client.force_login(make_user(Role.MEMBER))
    client.get("/")
    session = client.session
    session["started_at"] = int(time.time()) - settings.SESSION_COOKIE_AGE - 1
    session.save()
    assert client.get("/").url == "/accounts/login/?next=/"


def test_a_person_who_is_switched_off_is_signed_out(client):
    user = make_user(Role.MEMBER)
    client.force_login(user)
    user.is_active = False
    user.save()
    assert client.get("/").url == "/accounts/login/?next=/"


class BrokenConnection:
    """A connection that fails as ``error`` does, in place of the database's own."""

    def __init__(self, error):
        self.error = error

    def cursor(self):
        raise self.error


def test_a_database_that_does_not_answer_gives_a_plain_503(client, monkeypatch):
    broken = BrokenConnection(OperationalError("no answer"))
    monkeypatch.setattr("corporate_parenting.views.connection", broken)
    client.raise_request_exception = False
    response = client.get("/health/")
    assert (response.status_code, response["Retry-After"]) == (503, "30")


def test_any_other_fault_gives_a_plain_500_without_details(client, monkeypatch):
    broken = BrokenConnection(RuntimeError("secret detail"))
    monkeypatch.setattr("corporate_parenting.views.connection", broken)
    client.raise_request_exception = False
    response = client.get("/health/")
    assert response.status_code == 500
    assert b"secret detail" not in response.content


def test_a_form_without_its_token_is_refused():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": "a@b.example", "password": "x"})
    assert response.status_code == 403


def test_nobody_makes_an_account_for_themselves(client):
    page = client.get("/accounts/signup/")
    assert b"<form" not in page.content.split(b"<main")[-1] or page.status_code in (302, 404)


def test_guessing_is_slowed(client):
    user = make_user(password="a long enough password")
    answers = [
        client.post("/accounts/login/", {"login": user.email, "password": "wrong"})
        for _ in range(6)
    ]
    late = client.post(
        "/accounts/login/", {"login": user.email, "password": "a long enough password"}
    )
    assert late.status_code != 302
    assert [answer.status_code for answer in answers][:5] == [200] * 5


@pytest.mark.parametrize("length", ["11534337", "629145600", "9" * 5000, "-1", "ten", "1e3", "²"])
def test_a_body_that_is_too_large_is_refused_unread(client, length):
    body = BytesIO(b"x" * 100)
    sent = {"CONTENT_LENGTH": length, "wsgi.input": body}
    response = client.generic(
        "POST", "/accounts/login/", content_type="multipart/form-data; boundary=x", **sent
    )
    assert (response.status_code, response["X-Content-Type-Options"]) == (413, "nosniff")
    assert b"up to 10 MB" in response.content
    assert body.tell() == 0


def test_a_body_of_a_file_of_ten_megabytes_is_read(client):
    body = b"x" * 10_000_000
    sent = {"upload": SimpleUploadedFile("plan.csv", body), "login": "a", "password": "b"}
    assert client.post("/accounts/login/", sent).status_code == 200


@pytest.mark.parametrize(
    "cookie", ['"abcdefgh\\000ijklmnop"', "short", "A" * 32, "a" * 65, "abcdefgh-ijklmnop", '""']
)
def test_a_session_cookie_that_is_none_of_ours_is_left_out(client, cookie):
    response = client.get("/accounts/login/", headers={"cookie": f"session={cookie}"})
    assert response.status_code == 200
    assert response.wsgi_request.session.session_key is None
