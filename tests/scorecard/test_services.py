"""Writes to the scorecard: what is kept, by whom, and what is refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from corporate_parenting.versions import Conflict
from scorecard import services
from scorecard.figures import State, Unit
from scorecard.models import Commentary, Measurement, Target
from scorecard.periods import parse
from scorecard.rating import Polarity
from scorecard.sentences import Finality
from scorecard.services import Entry, FiguresConflict
from tests.factories import (
    make_area,
    make_indicator,
    make_measurement,
    make_target,
    make_user,
)

pytestmark = pytest.mark.django_db

Q3 = parse("Quarter 3 2019-20")
TODAY = date(2020, 1, 15)
NOON = datetime(2020, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
def area():
    return make_area()


@pytest.fixture
def person():
    return make_user()


def record(area, person, *entries, on=TODAY):
    return services.record_figures(area=area, entries=entries, by=person, on=on)


def entry(indicator, figure=72, version=0, **fields):
    figure = figure if isinstance(figure, State) else Decimal(figure)
    return Entry(indicator, fields.pop("period", Q3), version, figure, **fields)


def kept(row):
    row.refresh_from_db()
    return row.figure, row.finality, row.version


def newest(row):
    """Who saved the row last, and why."""
    record = row.history.first()
    return record.history_user, record.history_change_reason


def refused(act):
    with pytest.raises(ValidationError) as error:
        act()
    return error.value.messages


# Figures


def test_figures_of_several_indicators_are_saved_and_signed(area, person):
    one, two = make_indicator(), make_indicator(code="P4.3")
    rows = record(
        area,
        person,
        entry(one, numerator=Decimal(92), denominator=Decimal(128), finality=Finality.FINAL),
        entry(two, State.NOT_YET),
    )
    assert [
        (row.indicator, row.period, row.figure, row.as_at, row.finality, newest(row))
        for row in rows
    ] == [
        (one, Q3, Decimal(72), date(2019, 12, 31), "final", (person, None)),
        (two, Q3, State.NOT_YET, None, "provisional", (person, None)),
    ]
    assert list(Measurement.objects.order_by("pk")) == rows


def test_while_the_period_runs_a_figure_is_as_at_today(area, person):
    (row,) = record(area, person, entry(make_indicator()), on=date(2019, 11, 5))
    assert row.as_at == date(2019, 11, 5)


def test_a_row_that_says_the_same_writes_nothing(area, person):
    indicator = make_indicator()
    row = make_measurement(indicator, area, Q3, 72, as_at=date(2019, 12, 31))
    assert record(area, person, entry(indicator, version=1)) == []
    assert (kept(row), row.history.count()) == ((Decimal(72), "provisional", 1), 1)


def test_a_provisional_figure_changes_without_a_reason(area, person):
    row = make_measurement(make_indicator(), area, Q3, 72)
    record(area, person, entry(row.indicator, 74, version=1, finality=Finality.FINAL))
    assert kept(row) == (Decimal(74), "final", 2)
    assert newest(row) == (person, None)


def test_a_final_figure_is_revised_with_a_reason_and_the_old_one_stays_in_the_history(area, person):
    row = make_measurement(make_indicator(), area, Q3, 72, finality="final")
    fields = {"version": 1, "finality": Finality.FINAL, "reason": "Two late assessments."}
    record(area, person, entry(row.indicator, 74, **fields))
    assert kept(row) == (Decimal(74), "revised", 2)
    assert row.revised_because == "Two late assessments."
    assert newest(row) == (person, "Two late assessments.")
    assert [(old.value, old.finality) for old in row.history.all()] == [
        (Decimal(74), "revised"),
        (Decimal(72), "final"),
    ]


@pytest.mark.parametrize(
    ("finality", "fields", "sentence"),
    [
        ("final", {"finality": Finality.FINAL}, "P4.2: say why a final figure changes."),
        (
            "final",
            {"reason": "Late."},
            "P4.2: a final figure does not become provisional again.",
        ),
        (
            "provisional",
            {"finality": Finality.REVISED, "reason": "Late."},
            "P4.2: only a final figure can be revised.",
        ),
        (
            "provisional",
            {"as_at": date(2020, 1, 16)},
            "P4.2: 16 January 2020 lies in the future. Enter a day up to today.",
        ),
        (
            "provisional",
            {"as_at": date(2019, 9, 30)},
            "P4.2: 30 September 2019 lies before Quarter 3 2019-20. Correct the day.",
        ),
        (
            "provisional",
            {"figure": State.NOT_YET, "finality": Finality.FINAL},
            "P4.2: a figure that is not yet there is provisional.",
        ),
    ],
)
def test_what_a_row_refuses_changes_no_row(area, person, finality, fields, sentence):
    row = make_measurement(make_indicator(), area, Q3, 72, finality=finality)
    other = make_indicator(code="P4.3")
    fields = {"figure": 74, **fields}
    wrong = entry(row.indicator, version=1, **fields)
    assert refused(lambda: record(area, person, entry(other), wrong)) == [sentence]
    assert kept(row) == (Decimal(72), finality, 1)
    assert list(Measurement.objects.all()) == [row]


def test_a_rating_by_hand_falls_away_with_its_figure(area, person):
    row = make_measurement(
        make_indicator(), area, Q3, 72, rating="amber", rating_reason="One clinic closed."
    )
    record(area, person, entry(row.indicator, version=1, numerator=Decimal(72)))
    row.refresh_from_db()
    assert row.rating == "amber"
    record(area, person, entry(row.indicator, 95, version=2))
    row.refresh_from_db()
    assert (row.rating, row.rating_reason) == ("", "")


def test_whoever_saves_second_is_shown_every_row_that_was_saved_since(area, person):
    one, two, three = (make_indicator(code=code) for code in ("P1", "P2", "P3"))
    rows = [make_measurement(one, area, Q3, 72, version=2), make_measurement(two, area, Q3, 60)]
    entries = [entry(one, 74, version=1), entry(two, 61, version=0), entry(three)]
    with pytest.raises(FiguresConflict) as error:
        record(area, person, *entries)
    assert error.value.rows == rows
    assert [kept(row) for row in rows] == [
        (Decimal(72), "provisional", 2),
        (Decimal(60), "provisional", 1),
    ]
    assert Measurement.objects.count() == 2


def test_a_year_that_is_due_is_saved_beside_its_last_quarter(area, person):
    year = parse("2019-20")
    one, two = make_indicator(), make_indicator(code="P1", frequency="financial_year")
    rows = record(
        area,
        person,
        entry(one, period=Q3.next()),
        entry(two, period=year),
        on=date(2020, 4, 15),
    )
    assert [row.period for row in rows] == [Q3.next(), year]


# Commentary


def write(row, person, text, version=0):
    return services.write_commentary(
        measurement=row, version=version, text=text, by=person, at=NOON
    )


def test_a_commentary_is_written_and_edited_with_its_history(area, person):
    row = make_measurement(make_indicator(), area, Q3, 72)
    first = write(row, person, "Two clinics closed.")
    other = make_user()
    second = write(row, other, "Three clinics closed.", version=1)
    assert (first, first.period, second.version) == (second, Q3, 2)
    assert [(old.text, old.history_user) for old in second.history.all()] == [
        ("Three clinics closed.", other),
        ("Two clinics closed.", person),
    ]
    assert (second.author, second.written_at) == (other, NOON)


def test_the_same_words_again_write_nothing(area, person):
    row = make_measurement(make_indicator(), area, Q3, 72)
    write(row, person, "Two clinics closed.")
    assert write(row, make_user(), "Two clinics closed.", version=1).author == person
    assert Commentary.history.count() == 1


def test_of_two_who_begin_a_commentary_the_second_is_told(area, person):
    row = make_measurement(make_indicator(), area, Q3, 72)
    first = write(row, person, "Two clinics closed.")
    with pytest.raises(Conflict) as error:
        write(row, make_user(), "All is well.")
    assert error.value.current == first
    assert Commentary.objects.get().text == "Two clinics closed."


def test_an_empty_commentary_is_refused(area, person):
    row = make_measurement(make_indicator(), area, Q3, 72)
    assert refused(lambda: write(row, person, "")) == ["This field cannot be blank."]
    assert not Commentary.objects.exists()


# Ratings by hand


@pytest.fixture
def red(area):
    indicator = make_indicator()
    make_target(indicator)
    return make_measurement(indicator, area, Q3, 72)


def set_rating(row, person, rating="amber", reason="One clinic closed.", version=1):
    return services.set_rating_by_hand(
        measurement=row, version=version, rating=rating, reason=reason, by=person
    )


def test_a_rating_is_set_by_hand_with_its_reason_and_taken_back(red, person):
    row = set_rating(red, person)
    assert (row.rating, row.rating_reason, row.version) == ("amber", "One clinic closed.", 2)
    assert newest(row) == (person, "One clinic closed.")
    row = set_rating(red, person, rating="", reason="It has opened.", version=2)
    assert (row.rating, row.rating_reason, row.version) == ("", "", 3)
    assert newest(row) == (person, "It has opened.")


def test_the_same_rating_again_writes_nothing(red, person):
    set_rating(red, person)
    assert set_rating(red, person, version=2).version == 2


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"reason": ""},
            {"rating_reason": ["Say why the rating is not the one that was worked out."]},
        ),
        ({"rating": "red"}, {"rating": ["The rating is “Off target” already."]}),
    ],
)
def test_a_rating_by_hand_needs_a_reason_and_a_difference(red, person, fields, message):
    with pytest.raises(ValidationError) as error:
        set_rating(red, person, **fields)
    assert error.value.message_dict == message
    assert kept(red) == (Decimal(72), "provisional", 1)


def test_no_figure_takes_no_colour(area, person):
    row = make_measurement(make_indicator(), area, Q3, state="not_yet")
    assert refused(lambda: set_rating(row, person)) == [
        "This cannot be rated by hand. Not rated: the figure is not yet available."
    ]


def test_a_rating_over_a_newer_figure_is_refused(red, person):
    with pytest.raises(Conflict):
        set_rating(red, person, version=3)


# Targets


def aim(indicator, person, **fields):
    fields = {"starts_on": date(2020, 4, 1), **fields}
    return services.set_target(indicator=indicator, by=person, **fields)


def test_a_target_follows_another(person):
    indicator = make_indicator()
    old = make_target(indicator)
    new = aim(indicator, person, value=Decimal(95), tolerance=Decimal(2))
    assert list(indicator.targets.all()) == [new, old]
    assert newest(new) == (person, None)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"starts_on": date(2019, 4, 1), "value": 95},
            "The indicator has a target from this day on.",
        ),
        (
            {"value": 90, "asked": Polarity.LOW},
            "The target asks for the opposite of “Higher is better”."
            " Correct the target or the indicator.",
        ),
        (
            {"value": 90, "floor": 95},
            "The floor asks for more than the target. Correct the target or the indicator.",
        ),
        (
            {"kind": "band", "lower": 80, "upper": 90},
            "A target of the kind “Band” does not fit “Higher is better”."
            " Correct the target or the indicator.",
        ),
        ({"kind": "floor"}, "A floor needs a figure."),
        ({}, "Enter a figure, an area or the words of the target."),
    ],
)
def test_a_target_that_cannot_be_is_refused(person, fields, sentence):
    indicator = make_indicator()
    old = make_target(indicator)
    assert refused(lambda: aim(indicator, person, **fields)) == [sentence]
    assert list(Target.objects.all()) == [old]


@pytest.mark.parametrize(
    ("words", "unit", "fields", "polarity"),
    [
        (
            "Fewer than 85",
            Unit.NUMBER,
            ("target", Decimal(85), None, None, True, ""),
            Polarity.LOW,
        ),
        (
            "80 to 90%",
            Unit.PERCENT,
            ("band", None, Decimal(80), Decimal(90), False, ""),
            Polarity.BAND,
        ),
        (
            "Above Stat Neighbour Average",
            Unit.PERCENT,
            ("target", None, None, None, True, "neighbours"),
            Polarity.HIGH,
        ),
        ("95", Unit.PERCENT, ("target", Decimal(95), None, None, False, ""), None),
    ],
)
def test_words_of_a_target_are_read(words, unit, fields, polarity):
    names = ("kind", "value", "lower", "upper", "is_strict", "area")
    assert services.read_words(words, unit) == (dict(zip(names, fields, strict=True)), polarity)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "As many as we can",
            "“As many as we can” cannot be read with certainty. Write it like “At least 90” or"
            " “Fewer than 85”, enter the figures yourself, or keep the words as they are.",
        ),
        (
            "Fewer than 20 days",
            "“Fewer than 20 days” speaks of days, but the unit of the indicator is “Percentage”."
            " Correct the words.",
        ),
    ],
)
def test_words_that_are_not_certain_are_not_read(words, sentence):
    assert refused(lambda: services.read_words(words, Unit.PERCENT)) == [sentence]
