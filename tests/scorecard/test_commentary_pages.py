"""The pages for commentary and for ratings by hand."""

import uuid

import pytest
from django.urls import reverse

from corporate_parenting.roles import Role
from scorecard.models import Area, Commentary
from scorecard.periods import parse
from tests.factories import (
    make_area,
    make_commentary,
    make_indicator,
    make_lead,
    make_measurement,
    make_target,
    make_user,
)

pytestmark = pytest.mark.django_db

Q3 = parse("Quarter 3 2019-20")
MINE = "/scorecard/mine/"


@pytest.fixture
def row():
    """A red figure of our council."""
    indicator = make_indicator()
    make_target(indicator)
    return make_measurement(indicator, make_area(), Q3, 72)


@pytest.fixture
def analyst(client):
    user = make_user(Role.ANALYST)
    client.force_login(user)
    return user


def commentary(row):
    return reverse("scorecard:commentary-write", args=[row.pk])


def rating(row):
    return reverse("scorecard:rating-set", args=[row.pk])


def sent(**typed):
    return {"submission": str(uuid.uuid4()), **typed}


def said(response):
    return [str(message) for message in response.context["messages"]]


def errors(response):
    assert response.status_code == 422
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}


# Commentary


def test_whoever_answers_for_the_indicator_writes_the_commentary(client, row):
    user = make_user(Role.LEAD)
    row.indicator.owner = make_lead(user=user)
    row.indicator.save()
    client.force_login(user)
    page = client.get(commentary(row)).content.decode()
    assert "72% misses the target of at least 90%." in page
    form = sent(version=0, text="Two clinics closed.")
    response = client.post(commentary(row), form, follow=True)
    assert response.redirect_chain == [(MINE, 302)]
    assert said(response) == ["The commentary on P4.2 for Quarter 3 2019-20 is saved."]
    kept = Commentary.objects.get()
    assert (kept.indicator, kept.period, kept.text, kept.author) == (
        row.indicator,
        Q3,
        "Two clinics closed.",
        user,
    )


def test_nobody_else_writes_a_commentary(client, row):
    for role in (Role.LEAD, Role.OFFICER, Role.MEMBER):
        client.force_login(make_user(role))
        answers = [client.get(commentary(row)), client.post(commentary(row), sent(text="x"))]
        assert [answer.status_code for answer in answers] == [403, 403]
    assert not Commentary.objects.exists()


def test_figures_of_other_areas_have_no_commentary(client, analyst, row):
    england = make_area(name="England", kind=Area.Kind.ENGLAND)
    other = make_measurement(row.indicator, england, Q3, 80)
    assert client.get(commentary(other)).status_code == 404


def test_the_form_goes_back_to_where_it_was_opened_and_never_elsewhere(client, analyst, row):
    here = "/scorecard/enter/?period=Quarter+3+2019-20"
    for version, (asked, went) in enumerate([(here, here), ("//evil.example", MINE)]):
        form = sent(version=version, text=f"Two clinics closed {asked}.", next=asked)
        assert client.post(commentary(row), form).url == went


def test_an_empty_commentary_is_asked_for_again(client, analyst, row):
    response = client.post(commentary(row), sent(version=0, text=" "))
    assert errors(response) == {"text": ["Enter the commentary."]}


def test_of_two_who_begin_a_commentary_the_second_sees_both_texts(client, analyst, row):
    make_commentary(row.indicator, Q3)
    response = client.post(commentary(row), sent(version=0, text="All is well."))
    form = response.context["form"]
    assert (response.status_code, form.conflict) == (
        409,
        [("Commentary", "Two clinics were closed in October.", "All is well.")],
    )
    assert (form["version"].value(), form["text"].value()) == ("1", "All is well.")
    assert Commentary.objects.get().text == "Two clinics were closed in October."


def test_a_double_click_writes_one_commentary(client, analyst, row):
    form = sent(version=0, text="Two clinics closed.")
    answers = [client.post(commentary(row), form) for _ in range(2)]
    assert [answer.url for answer in answers] == [MINE, MINE]
    assert Commentary.history.count() == 1


# Ratings by hand


def test_an_analyst_rates_by_hand_and_takes_it_back(client, analyst, row):
    shown = client.get(rating(row)).context["form"].fields["rating"].choices
    assert shown == [
        ("", "As worked out: Off target"),
        ("green", "On target"),
        ("amber", "Near target"),
        ("not_rated", "Not rated"),
    ]
    form = sent(version=1, rating="amber", rating_reason="One clinic closed.")
    assert client.post(rating(row), form).url == MINE
    row.refresh_from_db()
    assert (row.rating, row.rating_reason) == ("amber", "One clinic closed.")
    assert client.post(rating(row), sent(version=2, rating="")).status_code == 302
    row.refresh_from_db()
    assert (row.rating, row.rating_reason) == ("", "")


def test_a_rating_by_hand_needs_its_reason(client, analyst, row):
    response = client.post(rating(row), sent(version=1, rating="amber"))
    assert errors(response) == {"rating_reason": ["Say why the rating is not the one worked out."]}


def test_the_rating_that_was_worked_out_is_not_set_by_hand(client, analyst, row):
    response = client.post(rating(row), sent(version=1, rating="red", rating_reason="x"))
    assert list(errors(response)) == ["rating"]


def test_whoever_answers_for_a_figure_does_not_rate_it(client, row):
    user = make_user(Role.LEAD)
    row.indicator.owner = make_lead(user=user)
    row.indicator.save()
    client.force_login(user)
    form = sent(version=1, rating="amber", rating_reason="x")
    assert (client.get(rating(row)).status_code, client.post(rating(row), form).status_code) == (
        403,
        403,
    )
    assert row.history.count() == 1


def test_a_rating_over_a_newer_figure_shows_both(client, analyst, row):
    form = sent(version=7, rating="amber", rating_reason="One clinic closed.")
    response = client.post(rating(row), form)
    assert (response.status_code, response.context["form"].conflict) == (
        409,
        [
            ("Rating", "As worked out: Off target", "Near target"),
            ("Reason", "", "One clinic closed."),
        ],
    )


# Numbers that the public edition hides

NAMED = (
    "The commentary on P4.2 Health assessments within 20 working days says “Three”, and counts of "
    "that time are hidden from readers of the public edition. Leave out each number that counts "
    "people and that the public edition does not show."
)


@pytest.mark.parametrize(
    ("numerator", "text", "warnings"),
    [
        (3, "Three moved.", [NAMED]),
        (2, "Three moved.", [NAMED]),
        (3, "Some moved.", []),
        (72, "Three moved.", []),
    ],
)
def test_whoever_writes_a_number_beside_hidden_ones_is_warned_and_the_text_is_saved(
    client, analyst, numerator, text, warnings
):
    row = make_measurement(
        make_indicator(), make_area(), Q3, numerator, numerator=numerator, denominator=100
    )
    response = client.post(commentary(row), sent(version=0, text=text), follow=True)
    assert said(response) == ["The commentary on P4.2 for Quarter 3 2019-20 is saved.", *warnings]
    assert Commentary.objects.get().text == text
    assert client.get(commentary(row)).context["warning"] == "".join(warnings)


def test_the_form_of_a_text_that_is_not_written_yet_warns_of_nothing(client, analyst, row):
    assert "govuk-warning-text" not in client.get(commentary(row)).content.decode()
