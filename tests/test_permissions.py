"""Each route, each role, each method: the answer stands in ``permissions.csv``, and nowhere else.

A route or a role that is not in the table fails. ``REWRITE_PERMISSIONS=1`` writes the table anew
from what the site answers; read the difference line by line before you keep it.
"""

import csv
from copy import deepcopy
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from corporate_parenting.roles import Role
from tests.factories import make_user
from tests.routes import all_routes
from tests.world import make_world

TABLE = Path(__file__).with_name("permissions.csv")
METHODS = ["GET", "POST"]
PEOPLE = ["anonymous", "nobody", *Role.values, "superuser"]
# Patterns without a name that only redirect or catch what nothing else does.
NAMELESS = {
    "admin:(?P<url>.*)$": "/admin/nothing-of-the-kind/",
    "admin:<path:object_id>/": "/admin/actions/plan/1/",
}

pytestmark = pytest.mark.django_db


def table():
    with TABLE.open(newline="") as lines:
        return {(row["route"], row["method"]): row for row in csv.DictReader(lines)}


def address(route, world):
    if route.name in NAMELESS:
        return NAMELESS[route.name]
    if route.name.endswith("_simple_history"):
        row = world.row(route.name)
        return reverse(route.name, args=[row.pk, row.history.first().pk])
    arguments = {name: world.argument(route.name, name) for name in route.arguments}
    return reverse(route.name, kwargs=arguments)


def signed_in(person, world):
    client = Client(raise_request_exception=False)
    if person == "lead":
        client.force_login(world.objects["user"])
    elif person == "superuser":
        client.force_login(make_user(is_superuser=True, is_staff=True))
    elif person == "nobody":
        client.force_login(make_user())
    elif person != "anonymous":
        role = Role(person)
        client.force_login(make_user(role, is_staff=role == Role.ADMINISTRATOR))
    return client


def answer(client, method, path):
    """The status, and for a redirect to the sign-in page ``login`` instead.

    Nothing is left of it: neither in the database nor in the browser, which some pages sign out.
    """
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, path, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code == 302 and "/accounts/login/" in response.url:
        return "login"
    return str(response.status_code)


def answers(person):
    world = make_world()
    client, found = signed_in(person, world), {}
    for route in all_routes():
        path = address(route, world)
        for method in METHODS:
            found[route.name, method] = answer(client, method, path)
    return found


@pytest.mark.parametrize("person", PEOPLE)
def test_every_route_answers_each_person_as_the_table_says(person):
    expected = table()
    found = answers(person)
    wrong = {
        key: (expected.get(key, {}).get(person, "not listed"), status)
        for key, status in found.items()
        if expected.get(key, {}).get(person) != status
    }
    gone = set(expected) - set(found)
    assert (wrong, gone) == ({}, set())


@pytest.mark.rewrites
def test_write_the_table():
    columns = {}
    for person in PEOPLE:
        with transaction.atomic():
            columns[person] = answers(person)
            transaction.set_rollback(True)
    with TABLE.open("w", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["route", "method", *PEOPLE])
        for key in columns["anonymous"]:
            writer.writerow([*key, *(columns[person][key] for person in PEOPLE)])


def test_few_routes_answer_without_a_sign_in():
    """Deny by default: what an anonymous visitor may see is listed here, one by one."""
    open_to_all = {
        route
        for (route, method), row in table().items()
        if row["anonymous"] not in ("login", "403", "404", "405")
        # Django's admin sends everybody to its own sign-in page, which is ours.
        and not (route.startswith("admin:") and row["anonymous"] == "302")
    }
    assert {name for name in open_to_all if not name.startswith("account_")} == {
        "accessibility",
        "council-css",
        "health",
        "socialaccount_login_cancelled",
    }


def test_a_route_without_an_address_is_an_error():
    with pytest.raises(NoReverseMatch):
        reverse("actions:no-such-page")
