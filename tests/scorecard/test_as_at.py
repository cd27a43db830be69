"""The scorecard and an indicator as at a day: everything as it stood, to each what is theirs."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.utils import timezone
from lxml import html

from corporate_parenting.roles import Role
from tests.factories import (
    make_agency,
    make_commentary,
    make_council,
    make_indicator,
    make_lead,
    make_measurement,
    make_priority,
    make_target,
)
from tests.scorecard.boards import THIRD, make_areas, make_board
from tests.scorecard.pasts import AFTER, BEFORE, JUNE, MAY, change, date_back
from tests.scorecard.test_indicator_page import rows_of as table_rows
from tests.scorecard.test_scorecard_page import PAGE, headings, rows_of, signed_in, words

pytestmark = pytest.mark.django_db

FOURTH = THIRD.previous()


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return html.fromstring(answer.content)


def main(client, address, status=200):
    return words(page(client, address, status).find(".//main"))


def exported(client, address):
    lines = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(lines)))


@pytest.fixture
def changed():
    """An indicator of everything, and everything of it changed in June."""
    make_council()
    areas = make_areas(neighbours=2)
    owner = make_lead(agency=make_agency(name="Fernmoor NHS"))
    indicator = make_indicator(priority=make_priority(title="Well"), owner=owner, decimals=1)
    target = make_target(indicator, value=75)
    own = make_measurement(indicator, areas["own"], THIRD, 72, numerator=90, denominator=125)
    before = make_measurement(indicator, areas["own"], FOURTH, 60)
    england = make_measurement(indicator, areas["england"], THIRD, 80)
    neighbours = [make_measurement(indicator, areas[f"neighbour{n}"], THIRD, 70) for n in (1, 2)]
    said = make_commentary(indicator, THIRD, text="Two clinics closed.")
    date_back(BEFORE)
    change(owner.agency, name="Fernmoor Health")
    change(indicator.priority, title="Healthy")
    change(indicator, name="Health checks in time", decimals=0, definition="All of them.")
    change(target, value=50)
    change(own, value=84, numerator=105, finality="final")
    change(before, value=61)
    change(england, value=81)
    change(areas["england"], name="All England")
    neighbours[0].delete()
    change(said, text="One clinic closed.")
    date_back(AFTER)
    return indicator


def test_the_scorecard_is_read_as_everything_stood_on_that_day(changed):
    client = signed_in()
    then, now = page(client, PAGE + MAY), page(client, PAGE + JUNE)
    assert (headings(then), headings(now)) == (["Priority 1 Well"], ["Priority 1 Healthy"])
    (then,), (now,) = rows_of(then).values(), rows_of(now).values()
    assert then == {
        "Figure": "72.0% (90 of 125) Over the period, provisional",
        "Rating": "Off target",
        "Change": "Up 12.0 points, a large move for the better, since Quarter 2 2019-20",
        "Target": "At least 75%",
        "Other areas": (
            "England: 80.0% (Quarter 3 2019-20, provisional) North Moors: None recorded "
            "Average of all 2 neighbours: 70.0% (Quarter 3 2019-20, provisional)"
        ),
        "Commentary": "Two clinics closed.",
    }
    assert now == {
        "Figure": "84% (105 of 125) Over the period, final",
        "Rating": "On target",
        "Change": "Up 23 points, a large move for the better, since Quarter 2 2019-20",
        "Target": "At least 50%",
        "Other areas": (
            "All England: 81% (Quarter 3 2019-20, provisional) North Moors: None recorded "
            "Average of 1 of 2 neighbours: 70% (Quarter 3 2019-20, provisional)"
        ),
        "Commentary": "One clinic closed.",
    }


def test_an_indicator_is_read_as_everything_stood_on_that_day(changed):
    client, address = signed_in(), f"{PAGE}{changed.pk}/"
    then, now = page(client, address + MAY), page(client, address + JUNE)
    assert table_rows(then, "scorecard-periods")[0] == [
        "Quarter 3 2019-20", "72.0% (90 of 125) Provisional", "Off target", "At least 75%",
        "80.0% Provisional", "70.0% 2 of 2 neighbours, provisional",
    ]  # fmt: skip
    assert table_rows(now, "scorecard-periods")[0] == [
        "Quarter 3 2019-20", "84% (105 of 125) Final", "On target", "At least 50%",
        "81% Provisional", "70% 1 of 2 neighbours, provisional",
    ]  # fmt: skip
    for shown, own in ((then, "then"), (now, "now")):
        text = words(shown.find(".//main"))
        assert [phrase in text for phrase in (
            "Health assessments within 20 working days", "Fernmoor NHS – Ada Rowe",
            "Two clinics closed.", "No definition recorded",
        )] == [own == "then"] * 4  # fmt: skip
        assert [phrase in text for phrase in (
            "Health checks in time", "Fernmoor Health – Ada Rowe", "One clinic closed.",
            "All of them.",
        )] == [own == "now"] * 4  # fmt: skip


def test_downloads_hold_what_the_page_of_that_day_shows(changed):
    client = signed_in()
    (then,) = exported(client, f"{PAGE}export/csv/{MAY}")
    assert (then["Figure"], then["Target"], then["England"]) == ("72.0", "At least 75%", "80.0")
    row, _ = exported(client, f"{PAGE}{changed.pk}/export/csv/{MAY}")
    assert (row["Figure"], row["Commentary"]) == ("72.0", "Two clinics closed.")
    name = client.get(f"{PAGE}export/csv/{MAY}")["Content-Disposition"]
    assert "scorecard-quarter-3-2019-20-as-at-31-may-2019-" in name


def test_links_and_forms_lead_on_to_the_same_day(changed):
    client = signed_in()
    shown = page(client, f"{PAGE}{MAY}&order=exceptions")
    links = shown.xpath("//main//a/@href")
    assert f"{PAGE}{changed.pk}/{MAY}" in links
    assert f"{PAGE}export/csv/{MAY}&order=exceptions" in links
    assert f"{PAGE}?order=exceptions" in links  # as it stands today
    boxes = shown.xpath("//form[contains(@class, 'scorecard-choice')]//input/@value")
    assert boxes == ["2019-05-31"]
    carried = shown.xpath("//details//input[@type='hidden']")
    assert [(box.name, box.value) for box in carried] == [("order", "exceptions")]
    links = page(client, f"{PAGE}{changed.pk}/{MAY}").xpath("//a/@href")
    assert {f"{PAGE}{MAY}", f"{PAGE}{changed.pk}/export/csv/{MAY}"} <= set(links)
    assert f"{PAGE}indicators/{changed.pk}/targets/add/" not in links


def test_today_is_the_same_as_at_today_for_everybody():
    make_council(hide_up_to=9)
    make_board(2, areas=make_areas(neighbours=2))
    for role in (Role.ANALYST, Role.LEAD):
        client = signed_in(role)
        first = page(client, PAGE).xpath("//main//a[contains(., 'P1.1')]/@href")[0]
        for address in (PAGE, first):
            day = f"?as-at={timezone.localdate().isoformat()}"
            now, then = page(client, address), page(client, address + day)
            read = [[words(t) for t in each.iter("table", "svg")] for each in (now, then)]
            # Only today's targets can be corrected.
            aims = [[t for t in each if t.startswith("Targets")] for each in read]
            assert (
                [t for t in read[0] if t not in aims[0]]
                == [t for t in read[1] if t not in aims[1]]
                != []
            )
            assert role is Role.ANALYST or aims[0] == aims[1]


def test_before_anything_was_kept_the_page_says_since_when(changed):
    client = signed_in()
    early = "?as-at=2019-04-30"
    text = main(client, PAGE + early, 404)
    assert "Nothing was kept on 30 April 2019" in text
    assert "The scorecard has been kept here since 1 May 2019." in text
    text = main(client, f"{PAGE}{changed.pk}/{early}", 404)
    assert "“P4.2 Health checks in time” has been kept here since 1 May 2019." in text
    assert client.get(f"{PAGE}export/csv/{early}").status_code == 404
    assert client.get(f"{PAGE}{changed.pk}/export/csv/{early}").status_code == 404


def test_where_there_is_no_figure_at_all_no_day_is_asked_for():
    make_indicator()
    assert "No figure of our council has been recorded yet." in main(signed_in(), PAGE + MAY)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("31.2.2020", "The date needs a month and a year."),
        ("2999-01-01", "1 January 2999 lies in the future. Choose today or a day before it."),
        ("", "Enter which day."),
    ],
)
def test_a_day_that_cannot_be_read_is_named_above_the_page_of_today(changed, day, sentence):
    client = signed_in()
    for address in (PAGE, f"{PAGE}{changed.pk}/"):
        shown = page(client, f"{address}?as-at={day}", 422)
        (summary,) = shown.find_class("govuk-error-summary")
        assert words(summary) == f"There is a problem {sentence}"
        assert shown.find(".//title").text.startswith("Error: ")
        assert "84% (105 of 125)" in words(shown.find(".//main"))
        export = address + "export/csv/" + f"?as-at={day}"
        assert client.get(export).status_code == 404
        assert shown.xpath("//main//a[contains(@href, 'export')]") == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [(Role.ANALYST, 13), (Role.LEAD, 18)])
def test_the_scorecard_of_a_day_takes_the_same_queries_however_many_rows(
    django_assert_num_queries, count, role, queries
):
    make_council()
    make_board(count)
    date_back(BEFORE)
    client = signed_in(role)
    client.get(PAGE)  # a session's first page also notes when it began
    with django_assert_num_queries(queries):
        assert len(rows_of(page(client, PAGE + MAY))) == count


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [(Role.ANALYST, 14), (Role.LEAD, 19)])
def test_an_indicator_of_a_day_takes_the_same_queries_however_many_rows(
    django_assert_num_queries, count, role, queries
):
    make_council()
    (indicator,) = make_board(1, periods=count, areas=make_areas(neighbours=count))
    change(indicator, owner=make_lead(agency=make_agency()))
    for number in range(1, count):
        make_target(indicator, starts_on=date(2018, 4, number))
        make_commentary(indicator, THIRD.previous() if number == 1 else FOURTH.previous())
    date_back(BEFORE)
    client = signed_in(role)
    client.get(PAGE)
    with django_assert_num_queries(queries):
        assert len(table_rows(page(client, f"{PAGE}{indicator.pk}/{MAY}"), "scorecard-periods"))
