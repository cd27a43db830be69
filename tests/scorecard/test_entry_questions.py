"""What the entry page refuses, asks about, and says to whoever saves second."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest

from corporate_parenting.forms import OUT_OF_DATE
from corporate_parenting.roles import Role
from scorecard.figures import State
from scorecard.models import Measurement
from scorecard.periods import parse
from tests.factories import (
    make_area,
    make_indicator,
    make_lead,
    make_measurement,
    make_user,
)
from tests.scorecard.entering import Q2, Q3, URL, as_shown, errors, kept, sent, texts, tick

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return make_area()


@pytest.fixture
def analyst(client):
    user = make_user(Role.ANALYST)
    client.force_login(user)
    return user


# Bad input


def test_each_wrong_cell_is_named_and_nothing_is_saved_or_lost(client, analyst, area):
    wrong, right = make_indicator(code="P1"), make_indicator(code="P2")
    typed = {
        "value": "104",
        "numerator": "1.234,5",
        "denominator": "31/12/2019",
        "as_at": "31/9/2019",
        "finality": "final",
    }
    response = client.post(URL, sent((wrong, 0, typed), (right, 0, {"value": "72"})))
    assert errors(response) == {
        f"value_{wrong.pk}": ["P1, figure: “104” is above 100%. Check it."],
        f"numerator_{wrong.pk}": [
            "P1, numerator: “1.234,5” may be 1,234.5 or 1.2345. Write it with a point before the"
            " decimals and no other marks, or with commas at the thousands."
        ],
        f"denominator_{wrong.pk}": [
            "P1, denominator: “31/12/2019” is not a figure. Write a number such as 1,234 or 12.5,"
            " or why there is none, such as “not yet”."
        ],
        f"as_at_{wrong.pk}": [
            "P1, as-at date: “31/9/2019” is not a date that exists. Write the day like 31/12/2019."
        ],
    }
    assert kept() == []
    shown = texts(response, wrong)
    assert {column: shown[column] for column in typed} == typed
    assert texts(response, right)["value"] == "72"
    page = response.content.decode()
    for name in response.context["form"].errors:
        assert f'href="#id_{name}"' in page
        assert f'id="id_{name}"' in page


@pytest.mark.parametrize(
    ("typed", "column", "sentence"),
    [
        (
            {"numerator": "130", "denominator": "128"},
            "numerator",
            "P4.2, numerator: 130 is more than the denominator, 128. Check both numbers.",
        ),
        (
            {"as_at": "31/12/2019"},
            "value",
            "P4.2, figure: Enter the figure, or why there is none, such as “not yet” or “c”.",
        ),
        (
            {"value": "72", "as_at": "1/1/2099"},
            "as_at",
            "P4.2, as-at date: 1 January 2099 lies in the future. Enter a day up to today.",
        ),
        (
            {"value": "72", "as_at": "30/9/2019"},
            "as_at",
            "P4.2, as-at date: 30 September 2019 lies before Quarter 3 2019-20. Correct the day.",
        ),
        (
            {"value": "not yet", "finality": "final"},
            "finality",
            "P4.2, provisional or final: A figure that is not yet there is not final. Choose"
            " “Provisional”.",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_cell(client, analyst, area, typed, column, sentence):
    indicator = make_indicator()
    response = client.post(URL, sent((indicator, 0, typed)))
    assert errors(response) == {f"{column}_{indicator.pk}": [sentence]}
    assert kept() == []


def test_a_row_without_its_version_is_not_saved(client, analyst, area):
    indicator = make_indicator()
    for version in ("", "abc", "-1", "9" * 30):
        response = client.post(URL, sent((indicator, version, {"value": "72"})))
        assert OUT_OF_DATE in str(errors(response))
    assert kept() == []


def test_a_row_that_is_no_longer_mine_is_not_saved_in_silence(client, area):
    user = make_user(Role.LEAD)
    mine, other = make_indicator(owner=make_lead(user=user)), make_indicator(code="P4.3")
    client.force_login(user)
    form = sent((mine, 0, {"value": "72"}), (other, 0, {"value": "72"}))
    assert list(errors(client.post(URL, form))) == ["__all__"]
    assert kept() == []


# What is asked about


def test_a_figure_that_is_not_likely_is_asked_about_once(client, analyst, area):
    indicator = make_indicator()
    make_measurement(indicator, area, Q2, 72)
    form = sent((indicator, 0, {"value": "12"}))
    response = client.post(URL, form)
    assert errors(response) == {
        f"confirm_{indicator.pk}": [
            "P4.2: 12% differs by more than a quarter from 72% for Quarter 2 2019-20. Correct it,"
            " or tick that it is right."
        ]
    }
    assert Measurement.objects.count() == 1
    assert client.post(URL, form | tick(response, indicator)).status_code == 302
    assert [row[2] for row in kept()] == [Decimal(72), Decimal(12)]


def test_what_was_worked_out_is_asked_about_as_the_scorecard_shows_it(client, analyst, area):
    indicator = make_indicator(decimals=1)
    make_measurement(indicator, area, Q2, Decimal("12.345679"))
    form = sent((indicator, 0, {"numerator": "20", "denominator": "27"}))
    response = client.post(URL, form)
    assert errors(response) == {
        f"confirm_{indicator.pk}": [
            "P4.2: 74.1% differs by more than a quarter from 12.3% for Quarter 2 2019-20. Correct"
            " it, or tick that it is right."
        ]
    }
    label = response.context["form"].fields[f"confirm_{indicator.pk}"].label
    assert label.startswith("P4.2 is right: 74.1% (20 of 27), as at")


def test_a_tick_is_for_the_figure_that_it_was_set_for(client, analyst, area):
    indicator = make_indicator()
    make_measurement(indicator, area, Q2, 72)
    form = sent((indicator, 0, {"value": "12"}))
    ticked = form | tick(client.post(URL, form), indicator)
    response = client.post(URL, ticked | {f"value_{indicator.pk}": "12.4"})
    assert list(errors(response)) == [f"confirm_{indicator.pk}"]
    assert "checked" not in str(response.context["form"][f"confirm_{indicator.pk}"])


def test_a_tick_stays_where_another_row_is_wrong(client, analyst, area):
    indicator, other = make_indicator(), make_indicator(code="P4.3")
    make_measurement(indicator, area, Q2, 72)
    form = sent((indicator, 0, {"value": "12"}), (other, 0, {"value": "104"}))
    ticked = form | tick(client.post(URL, form), indicator)
    response = client.post(URL, ticked)
    assert list(errors(response)) == [f"value_{other.pk}"]
    assert "checked" in str(response.context["form"][f"confirm_{indicator.pk}"])


def test_what_is_usual_is_worked_out_from_the_baseline_of_the_indicator(client, analyst, area):
    indicator, period = make_indicator(baseline_from=date(2016, 4, 1)), Q3
    for number in range(18):
        period = period.previous()
        make_measurement(indicator, area, period, 70 + number % 2 if number < 15 else 10)
    assert client.post(URL, sent((indicator, 0, {"value": "72"}))).status_code == 302
    form = sent((indicator, 1, {"value": "60"}))
    assert errors(client.post(URL, form)) == {
        f"confirm_{indicator.pk}": [
            "P4.2: 60% is outside what is usual (68% to 73%). Correct it, or tick that it is right."
        ]
    }


@pytest.fixture
def baseline(area):
    """An indicator with 13 figures from Quarter 1 2016-17 on, on which stands what is usual."""
    indicator, period = make_indicator(), parse("Quarter 1 2016-17")
    for number in range(13):
        make_measurement(indicator, area, period, 70 + number % 3)
        period = period.next()
    return indicator


STANDS = "What is usual stands on Quarter 1 2016-17 to Quarter 1 2019-20 and is worked out"
KEEP = "Name its start at the indicator (“baseline from”) to keep it where it is."


@pytest.mark.parametrize(
    ("period", "version", "anew"),
    [
        ("Quarter 4 2015-16", 0, "from Quarter 4 2015-16 to Quarter 4 2018-19 then."),
        ("Quarter 2 2016-17", 1, "anew, as one of these figures changes."),
    ],
)
def test_a_figure_that_moves_what_is_usual_is_asked_about_and_it_is_kept_why(
    client, analyst, baseline, period, version, anew
):
    url = f"/scorecard/enter/?{urlencode({'period': period})}"
    form = sent((baseline, version, {"value": "70"}))
    response = client.post(url, form)
    assert errors(response) == {
        f"confirm_{baseline.pk}": [
            f"P4.2: {STANDS} {anew} {KEEP} Correct it, or tick that it is right."
        ]
    }
    (box,) = tick(response, baseline).values()
    assert box.endswith("provisional, and moves what is usual")
    assert client.post(url, form | tick(response, baseline)).status_code == 302
    assert Measurement.history.latest("history_id").history_change_reason == f"{STANDS} {anew}"


def test_a_tick_for_the_figure_alone_does_not_move_what_is_usual(client, analyst, area, baseline):
    url = f"/scorecard/enter/?{urlencode({'period': 'Quarter 4 2015-16'})}"
    form = sent((baseline, 0, {"value": "70"}))
    (words,) = tick(client.post(url, form), baseline).values()
    figure_alone = words.removesuffix(", and moves what is usual")
    answer = client.post(url, form | {f"confirm_{baseline.pk}": figure_alone})
    assert list(errors(answer)) == [f"confirm_{baseline.pk}"]
    assert not Measurement.history.filter(history_change_reason__contains="usual").exists()


def test_a_named_start_keeps_what_is_usual_without_a_question(client, analyst, baseline):
    baseline.baseline_from = date(2016, 4, 1)
    baseline.save()
    url = f"/scorecard/enter/?{urlencode({'period': 'Quarter 4 2015-16'})}"
    assert client.post(url, sent((baseline, 0, {"value": "70"}))).status_code == 302


def test_three_numbers_that_disagree_are_asked_about(client, analyst, area):
    indicator = make_indicator()
    form = sent((indicator, 0, {"value": "74", "numerator": "92", "denominator": "128"}))
    response = client.post(URL, form)
    assert errors(response) == {
        f"confirm_{indicator.pk}": [
            "P4.2: 74% is not 92 of 128, which is 71.9%. Correct it, or tick that it is right."
        ]
    }
    client.post(URL, form | tick(response, indicator))
    assert [row[2:4] for row in kept()] == [(Decimal(74), Decimal(92))]


@pytest.mark.parametrize(
    ("typed", "state", "words"),
    [
        ({"value": "not yet"}, State.NOT_YET, "Not yet available"),
        ({"value": "c"}, State.SUPPRESSED, "Hidden to protect people"),
        (
            {"value": "", "numerator": "0", "denominator": "0"},
            State.NOT_APPLICABLE,
            "Not applicable",
        ),
    ],
)
def test_a_state_takes_the_place_of_a_figure_only_after_a_question(
    client, analyst, area, typed, state, words
):
    indicator = make_indicator()
    make_measurement(indicator, area, Q3, 72)
    form = sent((indicator, 1, typed))
    response = client.post(URL, form)
    assert errors(response) == {
        f"confirm_{indicator.pk}": [
            f"P4.2: “{words}” would take the place of 72%. Correct it, or tick that it is right."
        ]
    }
    assert [row[2] for row in kept()] == [Decimal(72)]
    client.post(URL, form | tick(response, indicator))
    assert [row[2] for row in kept()] == [state]


def test_a_state_after_a_state_or_nothing_is_not_asked_about(client, analyst, area):
    indicator = make_indicator()
    assert client.post(URL, sent((indicator, 0, {"value": "not yet"}))).status_code == 302
    assert client.post(URL, sent((indicator, 1, {"value": "c"}))).status_code == 302


def test_a_figure_that_stays_is_not_asked_about_again(client, analyst, area):
    indicator = make_indicator()
    make_measurement(indicator, area, Q2, 72)
    make_measurement(indicator, area, Q3, 12)
    form = sent((indicator, 1, {"finality": "final"}))
    assert client.post(URL, form).status_code == 302


# Two people at one page


def test_whoever_saves_second_sees_both_rows_and_loses_nothing(client, analyst, area):
    row, new = make_measurement(make_indicator(), area, Q3, 72), make_indicator(code="P4.3")
    form = sent((row.indicator, 1, {"value": "74"}), (new, 0, {"value": "60"}))
    other = make_user(Role.ANALYST)
    client.force_login(other)
    client.post(URL, sent((row.indicator, 1, {"value": "73"}), (new, 0, {"value": "61"})))
    client.force_login(analyst)
    response = client.post(URL, form)
    assert response.status_code == 409
    assert response.context["form"].conflict == [
        (
            f"{code} Health assessments within 20 working days",
            f"{theirs}%, as at 31 December 2019, provisional",
            f"{ours}%, as at 31 December 2019, provisional",
        )
        for code, theirs, ours in (("P4.2", 73, 74), ("P4.3", 61, 60))
    ]
    assert [row[2] for row in kept()] == [Decimal(73), Decimal(61)]
    token = response.context["form"]["submission"].value()
    again = as_shown(response) | {"submission": token}
    assert client.post(URL, again).status_code == 302
    assert [row[2] for row in kept()] == [Decimal(74), Decimal(60)]


def test_a_row_that_only_the_other_person_changed_is_no_clash(client, analyst, area):
    one, two = make_indicator(), make_indicator(code="P4.3")
    rows = [make_measurement(each, area, Q3, 72) for each in (one, two)]
    client.post(URL, sent((one, 1, {"value": "73"})))
    as_it_was = {"value": "72", "numerator": "", "denominator": "", "as_at": ""}
    as_it_was["finality"] = "provisional"
    form = sent((one, 1, as_it_was), (two, 1, {"value": "74"}))
    assert client.post(URL, form).status_code == 302
    assert [row[2] for row in kept()] == [Decimal(73), Decimal(74)]
    assert [row.history.count() for row in rows] == [2, 2]


def test_a_figure_that_somebody_made_final_meanwhile_asks_for_a_reason(client, analyst, area):
    row = make_measurement(make_indicator(), area, Q3, 72, as_at=Q3.ends_on)
    indicator = row.indicator
    client.post(URL, sent((indicator, 1, {"finality": "final"})))
    response = client.post(URL, sent((indicator, 1, {"value": "74"})))
    assert response.status_code == 409
    token = response.context["form"]["submission"].value()
    again = as_shown(response) | {"submission": token}
    response = client.post(URL, again)
    assert errors(response) == {
        f"reason_{indicator.pk}": ["P4.2, reason: Say why a final figure changes."]
    }
    again |= {f"reason_{indicator.pk}": "Two late assessments."}
    again["submission"] = response.context["form"]["submission"].value()
    assert client.post(URL, again).status_code == 302
    assert [(row[2], row[-1]) for row in kept()] == [(Decimal(74), "revised")]
