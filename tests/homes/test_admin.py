"""The administrators' pages of homes: nothing past the history, nothing that is embargoed."""

from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from corporate_parenting.roles import Role
from homes.models import Grade, GradingScale, Home, JudgementArea
from tests.actions.test_admin import page, shown
from tests.factories import make_council, make_user
from tests.home_factories import area, grade, make_home, make_inspection, scale
from tests.homes.reading import page_of, rows_of, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR, is_staff=True)
    client.force_login(user)
    return user


def test_inspections_and_what_follows_from_them_have_no_page_there():
    ours = {model for model in admin.site._registry if model._meta.app_label == "homes"}
    assert ours == {Grade, GradingScale, Home, JudgementArea}


def test_an_administrator_opens_every_page(client, administrator):
    for row in (make_home(), scale(), grade(), area()):
        for name, keys in (("changelist", ()), ("change", (row.pk,)), ("history", (row.pk,))):
            assert client.get(page(type(row), name, *keys)).status_code == 200
        assert client.get(page(type(row), "changelist"), {"q": "a"}).status_code == 200
        assert client.get(page(type(row), "add")).status_code == 200


def test_an_administrator_changes_what_a_home_is_called_with_history(client, administrator):
    home = make_home(internal_name="Oak House", alias="Willow")
    url = page(Home, "change", home.pk)
    sent = shown(client.get(url))
    answer = client.post(url, sent | {"alias": "Oak house north"})
    assert answer.status_code == 422
    assert "This gives the home’s own name away." in answer.content.decode()
    assert client.post(url, sent | {"alias": "Larch"}).status_code == 302
    home.refresh_from_db()
    assert (home.alias, home.version, home.closed_on) == ("Larch", 2, None)
    assert home.history.first().history_user == administrator
    assert client.post(url, sent | {"alias": "Birch"}).status_code == 409


def test_days_that_would_tell_of_an_inspection_are_not_changed_there(client, administrator):
    home = make_inspection(make_home(), published_on=None).home
    url = page(Home, "change", home.pk)
    form = client.get(url).context["adminform"].form
    days = {"registered_on", "opened_on", "closed_on", "closed_because", "transferred_from"}
    assert days & set(form.fields) == set()
    sent = shown(client.get(url)) | {"registered_on": "2021-12-01", "closed_on": "2020-01-01"}
    assert client.post(url, sent).status_code == 302
    home.refresh_from_db()
    assert (home.registered_on, home.closed_on) == (date(2015, 1, 5), None)


def test_an_administrator_adds_a_spelling_to_a_grade(client, administrator):
    row = grade()
    url = page(Grade, "change", row.pk)
    sent = shown(client.get(url))
    assert client.post(url, sent | {"other_spellings": "Outstanding"}).status_code == 422
    assert client.post(url, sent | {"other_spellings": "Fine\nSolid"}).status_code == 302
    row.refresh_from_db()
    assert row.facts.accepted == ("Good", "Fine", "Solid")


def test_the_history_is_only_to_be_looked_at(client, administrator):
    home = make_home()
    old = reverse(
        "admin:homes_home_simple_history", args=[home.pk, home.history.first().history_id]
    )
    assert client.get(old).status_code == 200
    assert client.post(old, {"internal_name": "Changed"}).status_code == 403
    assert client.post(page(Home, "delete", home.pk)).status_code == 403
    assert client.post(page(Home, "changelist"), {"action": "delete_selected"}).status_code == 403
    home.refresh_from_db()
    assert home.internal_name != "Changed"


def test_nobody_but_administrators_opens_them(client):
    home = make_home()
    for role in (Role.OFFICER, Role.MEMBER, Role.LEAD):
        client.force_login(make_user(role))
        assert client.get(page(Home, "change", home.pk)).status_code == 302


def add_scale(client):
    """A scale of three with its grades, as an administrator types them; {name: Grade}."""
    named = {"code": "county_three", "name": "The county’s three", "meaning": "Its own visits."}
    sent = shown(client.get(page(GradingScale, "add"))) | named
    assert client.post(page(GradingScale, "add"), sent).status_code == 302
    scale = GradingScale.objects.get(code="county_three")
    for order, (name, tone) in enumerate(
        [("Shining", "best"), ("Steady", "good"), ("Slipping", "concern")], 2
    ):
        typed = {"scale": scale.pk, "name": name, "order": order, "tone": tone}
        sent = shown(client.get(page(Grade, "add"))) | typed
        assert client.post(page(Grade, "add"), sent).status_code == 302
    return {row.name: row for row in scale.grades.all()}


def judge(home, overall, year):
    visited, out = date(year, 3, 9), date(year, 5, 4)
    make_inspection(
        home, overall, scale="county_three", visited_from=visited, published_on=out
    )  # fmt: skip


def told_to_members():
    """The counts of the register, the look of each grade there, and what changed since 2021."""
    client = signed_in(Role.MEMBER)
    register = page_of(client, "/homes/")
    counts = words(register.find(".//section[@class='homes-group']/p")).split(";")[0]
    tags = register.xpath("//tbody//strong[contains(@class, 'govuk-tag')]")
    looks = {words(tag): tag.get("class").split()[1] for tag in tags}
    changed = rows_of(page_of(client, "/homes/changes/?since=2021-12-31"))
    return counts, looks, changed["Alder"]["What changed"]


def test_a_new_scale_its_order_and_its_meaning_are_the_administrators_own(client, administrator):
    make_council()
    grades = add_scale(client)
    home = make_home(alias="Alder")
    judge(home, "Steady", 2021)
    judge(home, "Slipping", 2022)
    judge(make_home(alias="Birch"), "Shining", 2022)
    assert told_to_members() == (
        "1 Shining, 1 Slipping",
        {"Shining": "govuk-tag--blue", "Slipping": "govuk-tag--yellow"},
        "Down from Steady",
    )
    url = page(Grade, "change", grades["Slipping"].pk)
    sent = shown(client.get(url)) | {"meaning": "It moves on.", "tone": "best"}
    taken = client.post(url, sent | {"order": 2})
    assert "The scale has a grade at this place." in taken.content.decode()
    assert client.post(url, sent | {"order": 1}).status_code == 302
    assert told_to_members() == (
        "1 Slipping, 1 Shining",
        {"Shining": "govuk-tag--blue", "Slipping": "govuk-tag--blue"},
        "Up from Steady",
    )
    grades["Slipping"].refresh_from_db()
    assert grades["Slipping"].meaning == "It moves on."
    assert grades["Slipping"].history.first().history_user == administrator
