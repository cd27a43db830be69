"""The page on which the figures of a period are entered: what it shows and what is saved."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from corporate_parenting.roles import Role
from scorecard.figures import State
from scorecard.models import Measurement
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
from tests.scorecard.entering import Q2, Q3, URL, as_shown, codes, errors, kept, sent, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return make_area()


@pytest.fixture
def analyst(client):
    user = make_user(Role.ANALYST)
    client.force_login(user)
    return user


# Which rows


def test_the_grid_has_what_is_counted_by_quarter_and_what_is_due_with_it(client, analyst, area):
    for code, frequency in (
        ("P3.17", "quarter"),
        ("P3.5", "quarter"),
        ("M", "month"),
        ("C", "calendar_year"),
        ("F", "financial_year"),
        ("A", "academic_year"),
    ):
        make_indicator(code=code, frequency=frequency)
    make_indicator(code="P1", withdrawn_on=date(2019, 12, 31))
    make_indicator(code="P2", withdrawn_on=date(2020, 1, 1))
    assert codes(client.get(URL)) == ["C", "M", "P2", "P3.5", "P3.17"]
    assert codes(client.get("/scorecard/enter/?period=Quarter+4+2019-20")) == [
        "F",
        "M",
        "P3.5",
        "P3.17",
    ]
    page = client.get(URL).content.decode()
    assert "December 2019" in page


def test_beside_the_year_to_date_stands_the_same_point_of_the_year_before(client, analyst, area):
    to_date, other = (
        make_indicator(code=code, basis=basis)
        for code, basis in (("P1", "year_to_date"), ("P2", "flow"))
    )
    yearly = make_indicator(code="P3", basis="year_to_date", frequency="calendar_year")
    without = make_indicator(code="P4", basis="year_to_date")
    for indicator in (to_date, other):
        make_measurement(indicator, area, Q2, 70)
        make_measurement(indicator, area, Q3.year_before(), 60)
    make_measurement(yearly, area, parse("2018", "calendar_year"), 50)
    make_measurement(without, area, Q2, 70)
    page = client.get(URL)
    assert [line.previous for line in page.context["form"].lines] == ["60%", "70%", "50%", ""]
    assert "Q3 2018-19" in page.content.decode()


def test_the_newest_figure_before_stands_beside_whatever_its_period(client, analyst, area):
    one, _ = make_indicator(), make_indicator(code="P4.3")
    make_measurement(one, area, Q2, 70, numerator=7, denominator=10)
    make_measurement(one, area, Q2.previous(), 10)
    make_measurement(one, area, Q3.next(), 99)
    lines = client.get(URL).context["form"].lines
    assert [line.previous for line in lines] == ["70% (7 of 10)", ""]


def test_leads_enter_the_indicators_that_they_answer_for(client, area):
    user = make_user(Role.LEAD)
    make_indicator(owner=make_lead(user=user))
    make_indicator(code="P4.3")
    make_indicator(code="P4.4", owner=make_lead(name="Bo Lund", user=make_user()))
    client.force_login(user)
    assert codes(client.get(URL)) == ["P4.2"]


def test_whoever_answers_for_nothing_enters_nothing(client, area):
    indicator = make_indicator()
    for role in (Role.LEAD, Role.OFFICER, Role.MEMBER):
        client.force_login(make_user(role))
        form = sent((indicator, 0, {"value": "72"}))
        assert (client.get(URL).status_code, client.post(URL, form).status_code) == (403, 403)
    assert kept() == []


def test_without_an_area_of_our_own_there_is_nowhere_to_keep_figures(client, analyst):
    assert "Your own council is not among the areas" in client.get(URL).content.decode()


def test_the_newest_quarter_that_has_ended_is_shown_first(client, analyst, area):
    period = client.get("/scorecard/enter/").context["period"]
    assert period.ends_on < date.today() <= period.next().ends_on


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Quarter 3", "“Quarter 3” has no year. Write it like “Quarter 3 2019-20”."),
        ("2098-99", "2098-99 has not begun. Enter an earlier period."),
        ("", "Enter a period."),
    ],
)
def test_a_period_that_is_none_is_asked_for_again(client, analyst, words, sentence):
    assert errors(client.get("/scorecard/enter/", {"period": words})) == {"period": [sentence]}


@pytest.mark.parametrize("count", [1, 3])
def test_the_grid_asks_the_database_as_often_for_three_rows_as_for_one(
    client, analyst, area, count, django_assert_num_queries
):
    for number in range(count):
        indicator = make_indicator(code=f"P{number}", owner=make_lead(name=f"Lead {number}"))
        make_target(indicator)
        make_measurement(indicator, area, Q2, 70)
        make_measurement(indicator, area, Q3, 72)
    client.get(URL)
    with django_assert_num_queries(10):
        client.get(URL)


# What is saved


def test_a_page_of_figures_is_saved_and_signed(client, analyst, area):
    one, two, three = (make_indicator(code=code) for code in ("P1", "P2", "P3"))
    form = sent(
        (one, 0, {"value": "72%", "as_at": "20/12/2019", "finality": "final"}),
        (two, 0, {"numerator": "92", "denominator": "128"}),
        (three, 0, {"value": "not yet", "finality": "provisional"}),
    )
    response = client.post(URL, form, follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "3 figures saved for Quarter 3 2019-20."
    ]
    assert kept() == [
        ("P1", Q3, Decimal(72), None, date(2019, 12, 20), "final"),
        ("P2", Q3, Decimal("71.875"), Decimal(92), date(2019, 12, 31), "provisional"),
        ("P3", Q3, State.NOT_YET, None, None, "provisional"),
    ]
    assert {record.history_user for record in Measurement.history.all()} == {analyst}


def test_what_is_kept_is_shown_and_sent_back_unchanged_writes_nothing(client, analyst, area):
    rows = [
        make_measurement(make_indicator(code="P1"), area, Q3, 72, as_at=date(2019, 12, 20)),
        make_measurement(make_indicator(code="P2"), area, Q3, state="suppressed"),
        make_measurement(
            make_indicator(code="P3"), area, Q3, "71.875", numerator=92, denominator=128
        ),
        make_measurement(make_indicator(code="P4"), area, Q3, 60, finality="final"),
    ]
    make_indicator(code="P5")
    page = client.get(URL)
    shown = [texts(page, row.indicator) for row in rows]
    assert [(row["value"], row["numerator"], row["as_at"]) for row in shown] == [
        ("72", "", "20/12/2019"),
        ("c", "", ""),
        ("", "92", ""),
        ("60", "", ""),
    ]
    assert "Hidden to protect people" in page.content.decode()
    form = as_shown(page) | {"submission": uuid.uuid4()}
    response = client.post(URL, form, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Nothing was changed, so nothing was saved."
    ]
    assert Measurement.history.count() == 4


def test_the_same_figure_in_other_words_is_no_change(client, analyst, area):
    row = make_measurement(make_indicator(), area, Q3, 72, as_at=Q3.ends_on, finality="final")
    client.post(URL, sent((row.indicator, 1, {"value": "72.0%", "as_at": "2019-12-31"})))
    assert row.history.count() == 1


def test_a_double_click_saves_once(client, analyst, area):
    form = sent((make_indicator(), 0, {"value": "72", "finality": "final"}))
    first, second = (client.post(URL, form) for _ in range(2))
    assert (first.url, second.status_code, second.url) == (URL, 302, URL)
    assert Measurement.history.count() == 1


def test_a_year_is_entered_with_the_quarter_in_which_it_ends(client, analyst, area):
    year = make_indicator(frequency="calendar_year")
    client.post(URL, sent((year, 0, {"value": "72"})))
    assert [row[1] for row in kept()] == [parse("2019", "calendar_year")]


# Final figures


@pytest.fixture
def final(area):
    return make_measurement(make_indicator(), area, Q3, 72, as_at=Q3.ends_on, finality="final")


def test_a_final_figure_is_corrected_with_a_reason_and_is_revised(client, analyst, final):
    typed = {"value": "74", "reason": "Two late assessments."}
    assert client.post(URL, sent((final.indicator, 1, typed))).status_code == 302
    final.refresh_from_db()
    assert (final.value, final.finality, final.revised_because) == (
        Decimal(74),
        "revised",
        "Two late assessments.",
    )
    assert [record.value for record in final.history.all()] == [Decimal(74), Decimal(72)]


@pytest.mark.parametrize(
    ("typed", "column", "sentence"),
    [
        ({"value": "74"}, "reason", "P4.2, reason: Say why a final figure changes."),
        (
            {"reason": "Two late assessments."},
            "reason",
            "P4.2, reason: Change the figure too, or take the reason out.",
        ),
        (
            {"value": "", "reason": "A mistake."},
            "value",
            "P4.2, figure: Say why there is no figure, such as “not yet” or “c”. What was"
            " recorded stays kept.",
        ),
        (
            {"value": "not yet", "reason": "A mistake."},
            "value",
            "P4.2, figure: A figure that is not yet there is not final. Choose “Provisional”.",
        ),
    ],
)
def test_a_final_figure_asks_for_a_reason(client, analyst, final, typed, column, sentence):
    response = client.post(URL, sent((final.indicator, 1, typed)))
    assert errors(response) == {f"{column}_{final.indicator.pk}": [sentence]}
    assert final.history.count() == 1


def test_a_reason_alone_does_not_make_a_figure_revised_that_was_kept_without_a_day(
    client, analyst, area
):
    row = make_measurement(make_indicator(), area, Q3, 72, finality="final")
    response = client.post(URL, sent((row.indicator, 1, {"reason": "A mistake."})))
    assert list(errors(response)) == [f"reason_{row.indicator.pk}"]
    assert row.history.count() == 1


def test_whoever_reads_is_told_that_a_rating_by_hand_went(client, analyst, area):
    row = make_measurement(
        make_indicator(), area, Q3, 72, rating="amber", rating_reason="One clinic closed."
    )
    response = client.post(URL, sent((row.indicator, 1, {"value": "74"})), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "1 figure saved for Quarter 3 2019-20.",
        "The rating of P4.2 that was set by hand is taken off, because its figure has changed.",
    ]


# What is still asked for


def test_the_grid_says_where_a_commentary_is_needed(client, analyst, area):
    one, two = make_indicator(), make_indicator(code="P4.3")
    for indicator in (one, two):
        make_target(indicator)
        make_measurement(indicator, area, Q3, 72)
    make_commentary(two, Q3)
    lines = client.get(URL).context["form"].lines
    assert [line.row.lacks_commentary for line in lines] == [True, False]
    page = client.get(URL).content.decode()
    assert page.count("Off target, so it needs a commentary") == 1


def test_the_address_of_the_page():
    assert reverse("scorecard:figures-enter") == "/scorecard/enter/"
