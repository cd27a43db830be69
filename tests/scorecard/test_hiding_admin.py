"""Fewer small numbers are hidden only by those who may see them, with a reason, and in the log."""

import logging

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.urls import reverse

from corporate_parenting.hiding_admin import ASK, REFUSED, SAVED, WARNING
from corporate_parenting.roles import Role
from tests.factories import make_area, make_council, make_indicator, make_user

pytestmark = pytest.mark.django_db
REASON = "Published by the government as well."


@pytest.fixture
def log(caplog):
    logger = logging.getLogger("security")
    logger.addHandler(caplog.handler)
    yield lambda: [record.getMessage() for record in caplog.records if record.name == "security"]
    logger.removeHandler(caplog.handler)


@pytest.fixture
def keeper(client):
    """Signs somebody in who keeps the administrators' pages, with one role or two."""

    def sign_in(*roles):
        user = make_user(roles[0], is_staff=True)
        user.groups.add(*Group.objects.filter(name__in=roles))
        client.force_login(user)
        return user

    return sign_in


def form_of(client, row):
    page = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return page, client.get(page).context["adminform"].form


def save(client, row, **typed):
    """What is sent back with everything else as it is shown."""
    page, form = form_of(client, row)
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in (shown | typed).items() if value is not None}
    return client.post(page, {name: value for name, value in sent.items() if value is not False})


def errors(response):
    return dict(response.context["adminform"].form.errors)


def newest(row):
    record = row.history.first()
    return record.history_user, record.history_change_reason


MAKERS = {"council": make_council, "indicator": make_indicator, "area": make_area}
LESS = [
    ("council", {}, {"hide_up_to": 0}, "hide_up_to"),
    ("council", {"hide_up_to": 9}, {"hide_up_to": 4}, "hide_up_to"),
    ("indicator", {}, {"counts_people": False}, "counts_people"),
    ("indicator", {}, {"hide_up_to": 0}, "hide_up_to"),
    ("indicator", {"hide_up_to": 9}, {"hide_up_to": ""}, "hide_up_to"),
    ("indicator", {}, {"unit": "score"}, "unit"),
    ("indicator", {}, {"frequency": "month"}, "frequency"),
    ("indicator", {"basis": "year_to_date"}, {"basis": "flow"}, "basis"),
    ("area", {}, {"kind": "neighbour"}, "kind"),
]
MORE = [
    ("council", {"hide_up_to": 0}, {"hide_up_to": 4}),
    ("council", {"hide_up_to": 2}, {"hide_up_to": 1}),
    ("council", {}, {"name": "Oakshire Council"}),
    ("indicator", {"counts_people": False}, {"counts_people": "on"}),
    ("indicator", {"counts_people": False}, {"hide_up_to": 0, "unit": "score"}),
    ("indicator", {"hide_up_to": 0}, {"hide_up_to": ""}),
    ("indicator", {}, {"hide_up_to": 9}),
    ("indicator", {}, {"name": "Dentists"}),
    ("area", {"kind": "neighbour"}, {"name": "Ashdale"}),
]


def made(kind, fields):
    if kind != "council":
        make_council()
    return MAKERS[kind](**fields)


@pytest.mark.parametrize(("kind", "fields", "typed", "name"), LESS)
def test_who_may_not_see_small_numbers_is_refused_and_told_who_may(
    client, keeper, log, kind, fields, typed, name
):
    row = made(kind, fields)
    keeper(Role.ADMINISTRATOR)
    refused = save(client, row, **typed, hiding_reason=REASON)
    assert (refused.status_code, errors(refused)) == (422, {name: [REFUSED]})
    assert "ask a colleague who keeps this page and has the role of officer or analyst" in REFUSED
    assert row.history.count() == 1
    assert log() == []


@pytest.mark.parametrize(("kind", "fields", "typed", "name"), LESS)
@pytest.mark.parametrize("second", [Role.OFFICER, Role.ANALYST])
def test_who_may_see_them_is_asked_why_and_it_is_kept(
    client, keeper, log, kind, fields, typed, name, second
):
    row = made(kind, fields)
    user = keeper(Role.ADMINISTRATOR, second)
    asked = save(client, row, **typed)
    assert (asked.status_code, errors(asked)) == (422, {"hiding_reason": [ASK]})
    assert row.history.count() == 1
    saved = save(client, row, **typed, hiding_reason=REASON)
    assert saved.status_code == 302
    assert SAVED in [str(each) for each in get_messages(saved.wsgi_request)]
    assert newest(row) == (user, REASON)
    assert log() == [f"less hidden model={kind!r} row={row.pk} fields={(name,)!r} by={user.pk}"]


@pytest.mark.parametrize(("kind", "fields", "typed"), MORE)
def test_hiding_as_much_or_more_needs_neither_the_right_nor_a_reason(
    client, keeper, log, kind, fields, typed
):
    row = made(kind, fields)
    user = keeper(Role.ADMINISTRATOR)
    assert save(client, row, **typed).status_code == 302
    assert newest(row) == (user, None)
    assert log() == []


def test_an_analyst_who_keeps_indicators_needs_no_second_role(client, keeper):
    row = made("indicator", {})
    user = keeper(Role.ANALYST)
    assert save(client, row, hide_up_to=0, hiding_reason=REASON).status_code == 302
    assert newest(row) == (user, REASON)


def test_a_part_is_taken_from_its_total_only_by_who_may_see_small_numbers(client, keeper):
    total = made("indicator", {"code": "ALL"})
    part = make_indicator(code="SOME", part_of=total, counts_people=False)
    keeper(Role.ADMINISTRATOR)
    assert errors(save(client, part, part_of="")) == {"part_of": [REFUSED]}
    keeper(Role.ANALYST)
    assert save(client, part, part_of="", hiding_reason=REASON).status_code == 302


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.ADMINISTRATOR])
def test_no_other_role_has_the_councils_page(client, keeper, role):
    council = make_council()
    keeper(role)
    page = reverse("admin:corporate_parenting_council_change", args=[council.pk])
    assert client.post(page, {"hide_up_to": 0}).status_code == 403
    assert council.history.count() == 1


@pytest.mark.parametrize("kind", MAKERS)
def test_the_form_warns_those_who_may_and_asks_others_nothing(client, keeper, kind):
    row = made(kind, {})
    keeper(Role.ADMINISTRATOR)
    page, form = form_of(client, row)
    assert ("hiding_reason" in form.fields, WARNING in client.get(page).content.decode()) == (
        False,
        False,
    )
    keeper(Role.ADMINISTRATOR, Role.ANALYST)
    assert WARNING in client.get(page).content.decode()


@pytest.mark.parametrize("kind", ["indicator", "area"])
def test_what_is_added_has_nothing_to_hide_yet(client, keeper, kind):
    keeper(Role.ADMINISTRATOR, Role.ANALYST)
    page = client.get(reverse(f"admin:scorecard_{kind}_add"))
    assert "hiding_reason" not in page.content.decode()
