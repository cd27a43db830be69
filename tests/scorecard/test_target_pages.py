"""The page on which targets are set: what is kept, and how it is read."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from corporate_parenting.roles import Role
from scorecard.models import Target
from tests.factories import make_indicator, make_target, make_user

pytestmark = pytest.mark.django_db

FROM = {"starts_on_day": 1, "starts_on_month": 4, "starts_on_year": 2020}


@pytest.fixture
def analyst(client):
    user = make_user(Role.ANALYST)
    client.force_login(user)
    return user


def target(indicator):
    return reverse("scorecard:target-add", args=[indicator.pk])


def sent(**typed):
    return {"submission": str(uuid.uuid4()), **typed}


def said(response):
    return [str(message) for message in response.context["messages"]]


def errors(response):
    assert response.status_code == 422
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}


def target_fields():
    row = Target.objects.get()
    names = ("kind", "value", "floor", "lower", "upper", "tolerance", "is_strict", "area", "words")
    return {name: value for name in names if (value := getattr(row, name))}


@pytest.mark.parametrize(
    ("typed", "fields", "words"),
    [
        (
            {"way": "read", "words": "More than 85", "tolerance": "2"},
            {
                "kind": "target",
                "value": Decimal(85),
                "tolerance": Decimal(2),
                "is_strict": True,
                "words": "More than 85",
            },
            "“More than 85”, read as more than 85% (tolerance 2 points).",
        ),
        (
            {"way": "read", "words": "Above Stat Neighbour Average"},
            {
                "kind": "target",
                "is_strict": True,
                "area": "neighbours",
                "words": "Above Stat Neighbour Average",
            },
            "“Above Stat Neighbour Average”, read as better than the figure for the statistical"
            " neighbours.",
        ),
        (
            {"way": "keep", "words": "As many as we can", "value": "90"},
            {"kind": "target", "words": "As many as we can"},
            "“As many as we can”, which is not a figure: not rated.",
        ),
        (
            {"way": "figures", "kind": "target", "value": "95%", "floor": "90"},
            {"kind": "target", "value": Decimal(95), "floor": Decimal(90)},
            "At least 95%; floor 90%.",
        ),
        (
            {"way": "figures", "kind": "floor", "floor": "90"},
            {"kind": "floor", "floor": Decimal(90)},
            "Floor standard of at least 90%.",
        ),
        (
            {"way": "figures", "kind": "milestone", "area": "england"},
            {"kind": "milestone", "area": "england"},
            "At least as good as the figure for England.",
        ),
        ({"way": "none", "reason": "Ended."}, {"kind": "none"}, "No target."),
    ],
)
def test_a_target_is_set_and_shown_as_it_is_read(client, analyst, typed, fields, words):
    indicator = make_indicator()
    response = client.post(target(indicator), sent(**FROM, **typed), follow=True)
    assert target_fields() == fields
    assert said(response) == [f"P4.2 from 1 April 2020: {words}"]
    kept = Target.objects.get()
    assert (kept.starts_on, kept.history.get().history_user) == (date(2020, 4, 1), analyst)
    assert f"From 1 April 2020: {words[:-1]}" in client.get(target(indicator)).content.decode()


def test_a_band_is_set_where_a_band_is_best(client, analyst):
    indicator = make_indicator(polarity="band")
    client.post(target(indicator), sent(**FROM, way="read", words="80 to 90%"))
    assert target_fields() == {
        "kind": "band",
        "lower": Decimal(80),
        "upper": Decimal(90),
        "words": "80 to 90%",
    }


@pytest.mark.parametrize(
    ("typed", "where", "sentence"),
    [
        ({"way": "none"}, "reason", "Enter the reason."),
        ({"way": "read", "words": "104%"}, "words", "“104%” is above 100%. Check it."),
        ({"way": "read"}, "words", "Enter the words of the target."),
        (
            {"way": "read", "words": "As many as we can"},
            "words",
            "“As many as we can” cannot be read with certainty. Write it like “At least 90” or"
            " “Fewer than 85”, enter the figures yourself, or keep the words as they are.",
        ),
        (
            {"way": "read", "words": "Fewer than 85"},
            "__all__",
            "The target asks for the opposite of “Higher is better”. Correct the target or the"
            " indicator.",
        ),
        ({"way": "figures"}, "value", "Enter the figure: a target needs it."),
        (
            {"way": "figures", "kind": "floor", "value": "90"},
            "floor",
            "Enter the figure: a floor needs it.",
        ),
        (
            {"way": "figures", "value": "1.234,5"},
            "value",
            "“1.234,5” may be 1,234.5 or 1.2345. Write it with a point before the decimals and"
            " no other marks, or with commas at the thousands.",
        ),
        (
            {"way": "figures", "value": "c"},
            "value",
            "A target is a number. Leave this empty if there is none.",
        ),
        ({"way": "figures", "value": "104"}, "value", "“104” is above 100%. Check it."),
    ],
)
def test_a_target_that_is_not_certain_is_asked_for_again(client, analyst, typed, where, sentence):
    response = client.post(target(make_indicator()), sent(**FROM, **typed))
    assert errors(response) == {where: [sentence]}
    assert not Target.objects.exists()


def test_a_second_target_from_the_same_day_is_refused_at_its_day(client, analyst):
    indicator = make_indicator()
    make_target(indicator, starts_on=date(2020, 4, 1))
    response = client.post(target(indicator), sent(**FROM, way="figures", value="95"))
    assert errors(response) == {"starts_on": ["The indicator has a target from this day on."]}


def test_leads_and_officers_set_no_target(client):
    indicator = make_indicator()
    for role in (Role.LEAD, Role.OFFICER):
        client.force_login(make_user(role))
        form = sent(**FROM, way="figures", value="95")
        assert client.get(target(indicator)).status_code == 403
        assert client.post(target(indicator), form).status_code == 403
    assert not Target.objects.exists()
    kept = make_target(indicator)
    for role in (Role.LEAD, Role.OFFICER):
        client.force_login(make_user(role))
        assert client.get(correction(kept)).status_code == 403
        assert client.post(correction(kept), sent(version=1)).status_code == 403
    assert Target.history.count() == 1


def correction(target):
    return reverse("scorecard:target-correct", args=[target.pk])


def as_shown(client, target):
    """What the page sends back where nobody touches it."""
    form = client.get(correction(target)).context["form"]
    day = target.starts_on
    shown = {name: form[name].value() for name in form.fields if name != "starts_on"}
    typed = {name: value for name, value in shown.items() if value not in (None, "", False)}
    days = {"starts_on_day": day.day, "starts_on_month": day.month, "starts_on_year": day.year}
    return typed | days


def test_a_target_is_corrected_with_a_reason_that_its_history_keeps(client, analyst):
    kept = make_target(make_indicator(), starts_on=date(2020, 4, 1), value=90, tolerance=2)
    typed = as_shown(client, kept) | {"value": "95", "reason": "The board had agreed 95."}
    response = client.post(correction(kept), typed, follow=True)
    assert said(response) == ["P4.2 from 1 April 2020: At least 95% (tolerance 2 points)."]
    kept.refresh_from_db()
    assert (kept.value, kept.tolerance, kept.version) == (95, 2, 2)
    newest = kept.history.first()
    assert (newest.history_user, newest.history_change_reason, newest.prev_record.value) == (
        analyst,
        "The board had agreed 95.",
        90,
    )


@pytest.mark.parametrize(
    ("kept", "way"),
    [
        ({"value": 85, "is_strict": True, "words": "Fewer than 85"}, "read"),
        ({"value": None, "words": "As many as we can"}, "keep"),
        ({"value": None, "kind": "floor", "floor": 80}, "figures"),
        ({"value": 85, "words": "Eighty-five"}, "figures"),
        ({"value": None, "kind": "none"}, "none"),
    ],
)
def test_a_correction_that_changes_nothing_saves_nothing(client, analyst, kept, way):
    """The page shows a target as it was entered, so that sending it back is no change."""
    target = make_target(make_indicator(unit="number", polarity="low"), **kept)
    typed = as_shown(client, target)
    assert typed["way"] == way
    assert client.post(correction(target), typed | {"reason": "Looked at."}).status_code == 302
    assert (Target.objects.get().version, Target.history.count()) == (1, 1)


def test_what_a_correction_takes_out_is_gone(client, analyst):
    kept = make_target(make_indicator(), value=95, floor=90, tolerance=2)
    typed = as_shown(client, kept) | {"way": "keep", "words": "All of them", "reason": "As said."}
    client.post(correction(kept), typed)
    assert target_fields() == {"kind": "target", "words": "All of them"}


@pytest.mark.parametrize(
    ("typed", "where", "sentence"),
    [
        ({}, "reason", "Enter the reason."),
        ({"value": "104", "reason": "Why."}, "value", "“104” is above 100%. Check it."),
        (
            {"floor": "99", "reason": "Why."},
            "__all__",
            "The floor asks for more than the target. Correct the target or the indicator.",
        ),
        (
            {"starts_on_year": "2021", "reason": "Why."},
            "starts_on",
            "The indicator has a target from this day on.",
        ),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_changes_nothing(
    client, analyst, typed, where, sentence
):
    indicator = make_indicator()
    kept = make_target(indicator, starts_on=date(2020, 4, 1), value=95)
    make_target(indicator, starts_on=date(2021, 4, 1), value=97)
    response = client.post(correction(kept), as_shown(client, kept) | typed)
    assert errors(response) == {where: [sentence]}
    assert Target.history.count() == 2


def test_of_two_corrections_the_second_is_told_of_the_first(client, analyst):
    kept = make_target(make_indicator(), value=90)
    typed = as_shown(client, kept) | {"reason": "Counted again."}
    client.post(correction(kept), typed | {"value": "95"})
    response = client.post(correction(kept), typed | {"value": "96", **sent()})
    assert response.status_code == 409
    assert ("Target or milestone", "95", "96") in response.context["form"].conflict
    assert Target.objects.get().value == 95


def test_a_target_is_ended_from_the_page_of_its_indicator(client, analyst):
    indicator = make_indicator()
    make_target(indicator, value=95)
    page = client.get(reverse("scorecard:indicator-detail", args=[indicator.pk]))
    end = f"{target(indicator)}?way=none&next=/scorecard/{indicator.pk}/"
    assert end.replace("&", "&amp;") in page.content.decode()
    form = client.get(end)
    assert form.context["form"]["way"].value() == "none"
    for words in ("<title>End the target: P4.2", "End the target</h1>", "End the target</button>"):
        assert words in " ".join(form.content.decode().split()).replace("> ", ">").replace(
            " <", "<"
        )
    typed = {"way": "none", "reason": "No target on principle."}
    response = client.post(end, sent(**FROM, **typed), follow=True)
    assert said(response) == ["P4.2 from 1 April 2020: No target."]
    ended = Target.objects.get(kind="none")
    assert ended.history.get().history_change_reason == "No target on principle."
