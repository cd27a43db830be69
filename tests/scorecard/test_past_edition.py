"""No day of the past tells the public what today's edition hides."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from corporate_parenting.models import Council
from corporate_parenting.roles import Role
from scorecard.figures import State
from scorecard.models import Area, Indicator
from scorecard.queries.figures import PeriodFigure
from scorecard.queries.past import CHANGED_SINCE, Today
from tests.factories import (
    make_area,
    make_commentary,
    make_council,
    make_indicator,
    make_measurement,
)
from tests.scorecard.boards import THIRD
from tests.scorecard.pasts import BEFORE, MAY, change, date_back
from tests.scorecard.test_scorecard_page import PAGE, rows_of, signed_in, words
from tests.scorecard.test_small_numbers_on_pages import CANARIES, NUMBER, drawings, file_text

SECOND = THIRD.previous()


def row(client, query=MAY):
    (found,) = rows_of(html.fromstring(client.get(PAGE + query).content)).values()
    return found


@pytest.fixture
def count():
    """A number of children at the end of each quarter, as it stood in May 2019."""
    make_council(hide_up_to=9)
    own = make_area()
    indicator = make_indicator(code="C", name="Count", unit="number", basis="snapshot")
    make_measurement(indicator, own, SECOND, 50)
    return make_measurement(indicator, own, THIRD, 48)


@pytest.mark.django_db
def test_a_figure_that_was_changed_since_is_hidden_in_the_past(count):
    """48 then and 46 now would tell of two children."""
    date_back(BEFORE)
    change(count, value=46)
    assert row(signed_in(Role.LEAD))["Figure"] == "Hidden to protect people At a date, provisional"
    assert row(signed_in(Role.LEAD), "")["Figure"] == "46 At a date, provisional"
    assert row(signed_in(Role.ANALYST))["Figure"] == "48 At a date, provisional"


@pytest.mark.django_db
def test_a_figure_that_still_stands_is_read_as_it_was(count):
    date_back(BEFORE)
    change(count, finality="final")
    assert row(signed_in(Role.LEAD))["Figure"] == "48 At a date, provisional"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("then", "now"),
    [({"counts_people": False}, {"counts_people": True}), ({"hide_up_to": 0}, {"hide_up_to": 9})],
)
def test_what_is_hidden_follows_the_rules_of_today(count, then, now):
    indicator = count.indicator
    change(count, value=8)
    change(indicator, **then)
    date_back(BEFORE)
    assert row(signed_in(Role.LEAD))["Figure"].startswith("8 ")
    change(indicator, **now)
    assert row(signed_in(Role.LEAD))["Figure"].startswith("Hidden to protect people")


@pytest.mark.django_db
def test_no_page_drawing_or_file_of_the_past_shows_a_lead_a_small_number(count):
    indicator = count.indicator
    change(
        count, value=8, finality="revised", revised_because="It was 7.", rating="green",
        rating_reason="All 8 of them.",
    )  # fmt: skip
    said = make_commentary(indicator, THIRD, text="Only 8 are left.")
    date_back(BEFORE)
    hidden = signed_in(Role.ANALYST).get(f"{PAGE}{indicator.pk}/{MAY}")
    change(count, value=30, revised_because="They were counted anew.", rating="", rating_reason="")
    change(said, text="Many are left.")
    lead = signed_in(Role.LEAD)
    for page in (PAGE, f"{PAGE}{indicator.pk}/"):
        shown = html.fromstring(lead.get(page + MAY).content).find(".//main")
        assert CANARIES & set(NUMBER.findall(" ".join(shown.itertext()))) == set()
        assert CHANGED_SINCE in words(shown)
        for kind in ("csv", "xlsx", "docx"):
            text = file_text(lead.get(f"{page}export/{kind}/{MAY}"), kind)
            assert CANARIES & set(NUMBER.findall(text)) == set()
    assert drawings(lead.get(f"{PAGE}{indicator.pk}/{MAY}")) != drawings(hidden)


@pytest.mark.django_db
def test_decimals_that_are_gone_do_not_come_back(count):
    """1.98300% of a base that is known would give the number away."""
    indicator = count.indicator
    change(indicator, unit="percent", decimals=5)
    change(count, value=Decimal("1.983003"))
    date_back(BEFORE)
    change(indicator, decimals=0)
    assert row(signed_in(Role.LEAD))["Figure"].startswith("2% ")
    assert row(signed_in(Role.ANALYST))["Figure"].startswith("1.98300% ")


@pytest.mark.django_db
def test_an_area_that_is_our_own_today_was_never_a_neighbour(count):
    own = count.area
    change(count, value=8)
    change(own, kind=Area.Kind.NEIGHBOUR)
    date_back(BEFORE)
    change(own, kind=Area.Kind.OWN)
    found = row(signed_in(Role.LEAD))
    assert found["Figure"].startswith("Hidden to protect people")
    assert found["Other areas"] == "None recorded"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "figure",
    [
        {"value": 50, "numerator": 50, "denominator": 100},
        {"value": 1, "numerator": 3, "denominator": 500},
        {"value": None, "state": "suppressed"},
    ],
)
def test_reasons_are_censored_in_the_past_as_they_are_today(figure):
    make_council()
    indicator = make_indicator()
    said = {"finality": "revised", "revised_because": "3 sisters moved."}
    if figure["value"]:
        said |= {"rating": "red", "rating_reason": "Only 3 were late."}
    kept = make_measurement(indicator, make_area(), THIRD, **figure, **said)
    date_back(BEFORE)
    lead = signed_in(Role.LEAD)
    paths = (PAGE, f"{PAGE}{indicator.pk}/", f"{PAGE}{indicator.pk}/export/csv/")
    read = [lead.get(path + day).getvalue().decode() for path in paths for day in ("", MAY)]
    change(kept, revised_because="Some moved.")
    read += [lead.get(path + MAY).getvalue().decode() for path in paths]
    assert not [text for text in read if "3 sisters" in text or "Only 3" in text]


COUNTS = st.none() | st.integers(0, 60).map(Decimal)
ROWS = st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=4)


def figures(rows, **fields):
    indicator = Indicator(pk=1, unit="number", basis="year_to_date", frequency="quarter", **fields)
    area, period, found = Area(pk=1, kind=Area.Kind.OWN), SECOND, []
    for value, numerator, denominator in rows:
        state = "" if value is not None else State.NOT_YET.value
        found.append(PeriodFigure(indicator, area, period, value, state, numerator, denominator))
        period = period.next()
    return found


def parts(row):
    return row.value, row.numerator, row.denominator


@pytest.mark.django_db
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(ROWS, ROWS, st.booleans())
def test_the_past_shows_no_number_that_today_does_not_show(then, now, is_same):
    """So whoever reads all days together knows no more than who reads today's edition."""
    past, exact = figures(then), figures(then if is_same else now)
    today = Today.of(Council(hide_up_to=4), {1: exact[0].indicator}, exact)
    numbers = {
        (each.period, place): part
        for each in today.public.values()
        for place, part in enumerate(parts(each))
    }
    for each in today.edition(past):
        for place, part in enumerate(parts(each)):
            if isinstance(part, Decimal):
                assert numbers.get((each.period, place)) == part
