"""Totals and their parts, from the board's records to the public edition."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from corporate_parenting.models import Council
from corporate_parenting.roles import Role
from scorecard import queries
from scorecard.figures import State
from scorecard.models import Area, Indicator, Measurement
from scorecard.queries import public_edition
from scorecard.queries.paper import paper_rows
from scorecard.queries.telling import numbers_beside_hidden
from tests.factories import make_area, make_council, make_indicator, make_measurement
from tests.scorecard.boards import THIRD
from tests.scorecard.pasts import change
from tests.scorecard.test_scorecard_page import signed_in

pytestmark = pytest.mark.django_db
HIDDEN = State.SUPPRESSED
COUNCIL = Council(hide_up_to=4)


def make(code, value, part_of=None, numerator=None, denominator=None, **fields):
    own = Area.objects.filter(kind="own").first() or make_area()
    total = Indicator.objects.get(code=part_of) if part_of else None
    fields = {"unit": "number", "basis": "snapshot", "polarity": "neutral"} | fields
    indicator = make_indicator(code=code, name=code, part_of=total, **fields)
    make_measurement(indicator, own, THIRD, value, numerator=numerator, denominator=denominator)
    return indicator


@pytest.fixture
def care():
    """380 children, 377 of whom came with their families, and 3 did not: 0.8%."""
    make_council(hide_up_to=4)
    make("POP-01", 380)
    make("POP-09", 3, "POP-01")
    make("POP-09b", 377, "POP-01")
    make("POP-10", Decimal("0.8"), "POP-01", unit="percent", decimals=1)


def read(*codes):
    rows = Measurement.objects.select_related("indicator", "area").order_by("indicator__code")
    rows = rows.filter(indicator__code__in=codes) if codes else rows
    return {each.indicator.code: each.figure for each in public_edition(rows, COUNCIL)}


def test_a_small_part_is_not_found_from_the_total_and_the_other_part(care):
    assert read() == {"POP-01": 380, "POP-09": HIDDEN, "POP-09b": HIDDEN, "POP-10": HIDDEN}


def test_without_its_total_each_indicator_is_looked_at_by_itself(care):
    for each in Indicator.objects.all():
        change(each, part_of=None)
    assert read() == {"POP-01": 380, "POP-09": HIDDEN, "POP-09b": 377, "POP-10": Decimal("0.8")}


@pytest.mark.parametrize("code", ["POP-01", "POP-09", "POP-09b", "POP-10"])
def test_whoever_reads_one_alone_finds_the_same_hidden(care, code):
    assert read(code) == {code: read()[code]}
    indicator = Indicator.objects.get(code=code)
    whole = queries.whole_indicator(
        indicator, COUNCIL, timezone.localdate(), with_small_numbers=False, with_limits=False
    )
    assert whole.position.figure == read()[code]


def test_withdrawn_parts_still_count(care):
    change(Indicator.objects.get(code="POP-09"), withdrawn_on=THIRD.starts_on)
    found = queries.entries(THIRD, COUNCIL, with_small_numbers=False)
    assert {each.indicator.code: each.position.figure for each in found}["POP-09b"] is HIDDEN


def test_pages_and_papers_show_the_same(care):
    for found in (
        queries.entries(THIRD, COUNCIL, with_small_numbers=False),
        paper_rows(THIRD, COUNCIL),
    ):
        assert {each.indicator.code: each.position.figure for each in found} == read()
    page = signed_in(Role.LEAD).get("/scorecard/").content.decode()
    assert "377" not in page
    assert "380" in page


def test_a_percentage_names_its_base_under_another_code():
    make("ALL", 40)
    make("SOME", Decimal("97.5"), "ALL", unit="percent", decimals=1)
    assert read() == {"ALL": 40, "SOME": HIDDEN}


@pytest.mark.parametrize("said", ["377", "376"])
def test_a_commentary_beside_a_part_hidden_for_its_total_is_warned_of_right_or_wrong(care, said):
    indicator = Indicator.objects.get(code="POP-09b")
    text = f"It was {said}."
    assert numbers_beside_hidden(text, indicator, THIRD, COUNCIL) == (said,)


def test_families_take_the_same_queries_however_large_they_are(care):
    def count():
        with CaptureQueriesContext(connection) as captured:
            read("POP-01")
        return len(captured)

    before = count()
    for number in range(4):
        make(f"MORE-{number}", 20 + number, "POP-01")
    assert count() == before == 6


def test_a_part_is_told_as_often_as_its_total_and_on_the_same_basis(care):
    total = Indicator.objects.get(code="POP-01")
    for fields in ({"basis": "flow"}, {"frequency": "month"}):
        other = Indicator(code="X", name="X", part_of=total, unit="number", polarity="neutral",
                          **{"basis": "snapshot", "frequency": "quarter"} | fields)  # fmt: skip
        with pytest.raises(ValidationError, match="POP-01 is counted over another time"):
            other.clean()
    total.basis = "flow"
    with pytest.raises(ValidationError, match="POP-09 is counted over another time"):
        total.clean()


def test_no_total_is_in_its_own_part(care):
    total, part = Indicator.objects.get(code="POP-01"), Indicator.objects.get(code="POP-09")
    for each in (part, total):
        total.part_of = each
        with pytest.raises(ValidationError, match="would be a part of itself"):
            total.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(pk=part.pk).update(part_of=part.pk)


def test_a_circle_that_got_past_the_form_ends_no_page(care):
    part = Indicator.objects.get(code="POP-09")
    total = Indicator.objects.get(code="POP-01")
    total.part_of = part
    total.save()
    assert read()["POP-09"] is HIDDEN
