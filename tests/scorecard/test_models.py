"""What the tables of the scorecard hold and refuse."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from scorecard.figures import State
from scorecard.models import Area, Commentary, Indicator, Measurement, Target
from scorecard.periods import parse
from scorecard.rating import Area as RatedArea
from scorecard.rating import TargetKind, TargetRule
from tests.factories import (
    make_area,
    make_commentary,
    make_indicator,
    make_measurement,
    make_target,
)

pytestmark = pytest.mark.django_db

Q3 = parse("Quarter 3 2019-20")


def refused(row):
    """The sentences with which a row is refused, once by its check and once by the database."""
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    return error.value.messages


def measurement(**fields):
    indicator = Indicator.objects.first() or make_indicator()
    area = Area.objects.first() or make_area()
    fields = {"indicator": indicator, "area": area, "value": 72, **fields}
    return Measurement(period_kind=Q3.kind, period_starts_on=Q3.starts_on, **fields)


def test_codes_sort_by_their_number_parts():
    for code in ("P3.17", "P4.1", "P3.5", "P3.2"):
        make_indicator(code=code)
    assert [row.code for row in Indicator.objects.all()] == ["P3.2", "P3.5", "P3.17", "P4.1"]


def test_withdrawn_indicators_are_in_use_until_their_day():
    gone = make_indicator(code="P1", withdrawn_on=date(2020, 4, 1))
    kept = make_indicator(code="P2")
    assert list(Indicator.objects.in_use_on(date(2020, 3, 31))) == [gone, kept]
    assert list(Indicator.objects.in_use_on(date(2020, 4, 1))) == [kept]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": None}, "Enter a figure, or say why there is none."),
        ({"state": "suppressed"}, "Enter a figure, or say why there is none."),
        ({"value": None, "state": "lost"}, "Value 'lost' is not a valid choice."),
        ({"finality": "revised"}, "Say why a final figure is revised."),
        ({"finality": "guessed"}, "Value 'guessed' is not a valid choice."),
        ({"rating": "red"}, "Say why the rating is set by hand."),
        ({"rating": "pink", "rating_reason": "x"}, "Value 'pink' is not a valid choice."),
    ],
)
def test_measurements_that_make_no_sense_are_refused(fields, sentence):
    assert sentence in refused(measurement(**fields))


def test_an_area_has_one_figure_for_a_period():
    make_measurement(make_indicator(), make_area(), Q3, 72)
    assert refused(measurement()) == ["There is a figure for this period already."]


def test_a_measurement_gives_its_figure_or_state_and_its_period():
    indicator, area = make_indicator(), make_area()
    figure = make_measurement(indicator, area, Q3, Decimal("72.5"))
    state = make_measurement(indicator, area, Q3.next(), state="not_yet")
    assert (figure.figure, figure.period) == (Decimal("72.5"), Q3)
    assert (state.figure, state.period) == (State.NOT_YET, Q3.next())


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "band", "lower": 20, "upper": 15}, "A band needs two figures, the lower one"),
        ({"kind": "floor", "value": None}, "A floor needs a figure."),
        ({"value": None}, "Enter a figure, an area or the words of the target."),
        ({"kind": "wish"}, "Value 'wish' is not a valid choice."),
        ({"area": "mars"}, "Value 'mars' is not a valid choice."),
    ],
)
def test_targets_that_make_no_sense_are_refused(fields, sentence):
    row = Target(
        **{"indicator": make_indicator(), "starts_on": date(2019, 4, 1), "value": 9} | fields
    )
    assert any(words.startswith(sentence) for words in refused(row))


def test_a_target_gives_its_rule():
    target = make_target(make_indicator(), value=98, floor=90, tolerance=2)
    assert target.rule() == TargetRule(
        TargetKind.TARGET, value=Decimal(98), floor=Decimal(90), tolerance=Decimal(2)
    )


def test_a_target_that_is_another_areas_figure_takes_it():
    target = make_target(make_indicator(), value=None, area="england", is_strict=True)
    rule = TargetRule(TargetKind.TARGET, area=RatedArea.ENGLAND, is_strict=True)
    assert target.rule(State.SUPPRESSED) == rule
    assert target.rule(Decimal(84)).value == Decimal(84)


@pytest.mark.parametrize("kind", [Area.Kind.OWN, Area.Kind.REGION, Area.Kind.ENGLAND])
def test_there_is_one_own_council_one_region_and_one_england(kind):
    make_area(kind=kind)
    assert refused(Area(name="Another", kind=kind)) == [
        "There is one such area already. Change that one."
    ]


def test_there_may_be_many_neighbours_but_each_name_once():
    make_area(kind=Area.Kind.NEIGHBOUR)
    make_area(kind=Area.Kind.NEIGHBOUR, name="Lowmoor")
    assert refused(Area(name="LOWMOOR", kind=Area.Kind.NEIGHBOUR)) == [
        "There is an area of this name."
    ]


def test_an_indicator_has_one_commentary_a_period_with_some_words():
    commentary = make_commentary(make_indicator(), Q3)
    again = Commentary(
        indicator=commentary.indicator,
        period_kind=Q3.kind,
        period_starts_on=Q3.starts_on,
        text="More.",
        author=commentary.author,
        written_at=commentary.written_at,
    )
    assert refused(again) == ["There is a commentary for this period already."]
    commentary.text = ""
    assert refused(commentary) == ["This field cannot be blank."]
