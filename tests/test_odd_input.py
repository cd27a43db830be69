"""Whatever is typed into an address or posted to a form, the answer is never a broken page."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_user
from tests.routes import all_routes
from tests.test_permissions import address
from tests.world import make_world

pytestmark = pytest.mark.django_db

NAMES = [
    "page", "as_at", "as-at", "plan", "priority", "lead", "agency", "status", "stale", "overdue",
    "words", "next", "o", "q", "p", "e", "version", "submission", "kind", "period",
    "order", "limits", "areas", "since", "of", "judgement", "governance", "type", "open", "due",
]  # fmt: skip
VALUES = [
    "", "abc", "-1", "0", "99999999999999999999999", "9223372036854775808",
    "9223372036854775807", "1e308", "NaN", "1.5", "31 September 2020",
    "2020-02-31", "9999-12-31", "0001-01-01", "javascript:alert(1)", "//elsewhere.example",
    "%ED%A0%80", "%E2%80%AE85", "'%22<>", "x" * 5000, "%FF%FE", "[]", "{}", "None", "true",
]  # fmt: skip
BODIES = [
    ("application/json", b'{"text": "x"}'),
    ("application/x-www-form-urlencoded", b"text=%00&version=abc&submission=xyz"),
    ("application/x-www-form-urlencoded", b"version=99999999999999999999&submission=1"),
    ("application/x-www-form-urlencoded", b"text=\xff\xfe&as_at_0=31&as_at_1=9&as_at_2=2020"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(6000))),
    ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
    ("text/plain; charset=nonsense", b"text"),
]


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def superuser():
    client = Client(raise_request_exception=False)
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


def own_routes():
    """Those that this project wrote, without the sign-in of allauth and Django's admin."""
    ours = ("actions:", "homes:", "reports:", "scorecard:")
    return [route for route in all_routes() if route.name.startswith(ours)]


def broken(client, method, path, **sent):
    with transaction.atomic():
        response = client.generic(method, path, **sent)
        list(response.streaming_content if response.streaming else ())
        transaction.set_rollback(True)
    return response.status_code >= 500


def odd_queries():
    """Every name with every value at once, and every name alone with a value of no use."""
    yield from ("&".join(f"{name}={value}" for name in NAMES) for value in VALUES)
    yield from (f"{name}=abc" for name in NAMES)


@pytest.mark.parametrize("part", range(4))
def test_odd_values_in_the_address_break_no_page(world, superuser, part):
    faults = [
        f"{path}?{query[:80]}"
        for route in own_routes()[part::4]
        for path in [address(route, world)]
        for query in odd_queries()
        if broken(superuser, "GET", f"{path}?{query}")
    ]
    assert faults == []


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("key", ["0", str(2**63 - 1), str(2**63), "9" * 30, "9" * 5000])
def test_a_key_that_no_row_has_is_not_found(superuser, method, key):
    """405 where only the other method is answered at all."""
    statuses = {
        route.name: superuser.generic(method, path).status_code
        for route in own_routes()
        for path in [address_with_key(route, key)]
        if path
    }
    assert len(statuses) > 20
    assert {name: status for name, status in statuses.items() if status not in (404, 405)} == {}


def address_with_key(route, key):
    """Put into the address as text: no route can be reversed with a key that it refuses."""
    if not route.arguments or not all(name.endswith("pk") for name in route.arguments):
        return ""
    stand_in = "424242"
    return reverse(route.name, kwargs=dict.fromkeys(route.arguments, stand_in)).replace(
        stand_in, key
    )


def test_odd_bodies_break_no_form(world, superuser):
    faults = [
        (route.name, kind, body[:40])
        for route in own_routes()
        for kind, body in BODIES
        if broken(superuser, "POST", address(route, world), data=body, content_type=kind)
    ]
    assert faults == []


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=200)), max_size=6))
def test_any_text_in_the_address_of_the_list_breaks_nothing(world, superuser, pairs):
    with transaction.atomic():
        answer = superuser.get("/actions/", dict(pairs))
        transaction.set_rollback(True)
    assert answer.status_code < 500
