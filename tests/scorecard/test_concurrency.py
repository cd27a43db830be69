"""Two people at one figure at the same moment: whoever is told "saved" has it kept."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from actions.imports.grids import Place
from corporate_parenting.roles import Role
from corporate_parenting.versions import Conflict
from scorecard import services
from scorecard.figures import Unit
from scorecard.imports.proposals import AreaRow, FigureRow, IndicatorRow, Proposal
from scorecard.models import Area, Commentary, Measurement
from scorecard.periods import PeriodKind
from scorecard.rating import Basis, Polarity
from scorecard.sentences import Finality
from scorecard.services import Entry, FiguresConflict
from scorecard.services.import_comparison import Comparison
from scorecard.services.imports import bring_in_figures
from tests.actions.test_concurrency import (  # noqa: F401 - pytest finds the fixture by its name
    at_once,
    database_on_disk,
    sent_at_once,
)
from tests.conftest import history_gaps
from tests.factories import make_area, make_council, make_indicator, make_measurement, make_user
from tests.scorecard.entering import Q3, URL, sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database_on_disk")]

PAIRS = 20
NOON = datetime(2020, 1, 15, 12, tzinfo=UTC)


def save(area, person, indicators, figure, version):
    """An act that saves the figure for each of ``indicators``."""
    entries = [Entry(each, Q3, version, Decimal(figure)) for each in indicators]
    return lambda: services.record_figures(
        area=area, entries=entries, by=person, on=date(2020, 1, 15)
    )


def lost_figures(row, people):
    """Of pairs that save over the same version: figures that were acknowledged, but not kept."""
    lost = 0
    for number in range(PAIRS):
        version = Measurement.objects.get(pk=row.pk).version
        acts = [
            save(row.area, person, [row.indicator], figure, version)
            for person, figure in zip(people, (2 * number + 1, 2 * number + 2), strict=True)
        ]
        answers = at_once(*acts)
        assert [each for each in answers if not isinstance(each, list | Conflict)] == []
        saved = {each.value for answer in answers if isinstance(answer, list) for each in answer}
        lost += len(saved - {Measurement.objects.get(pk=row.pk).value})
    return lost


@pytest.fixture
def row():
    return make_measurement(make_indicator(), make_area(), Q3, 99)


def test_of_twenty_pairs_no_figure_that_was_acknowledged_is_lost(row):
    assert lost_figures(row, [make_user(), make_user()]) == 0
    row.refresh_from_db()
    assert (row.version, row.history.count()) == (PAIRS + 1, PAIRS + 1)
    assert history_gaps(Measurement) == []


def test_without_the_guard_figures_are_lost(row, monkeypatch):
    """The test above can fail: with rows read before the lock, a figure is written over."""

    def any_version(area, entries):
        found = Measurement.objects.filter(area=area)
        kept = {(row.indicator_id, row.period_kind, row.period_starts_on): row for row in found}
        for entry in entries:
            kept[entry.key].version = entry.version
        return kept

    monkeypatch.setattr("scorecard.services.figures._locked", any_version)
    assert lost_figures(row, [make_user(), make_user()]) >= 10


def test_of_two_who_enter_a_new_figure_at_once_one_is_told_of_the_other():
    """There is no row to lock yet: they meet at the indicator."""
    area, people = make_area(), [make_user(), make_user()]
    for number in range(5):
        indicator = make_indicator(code=f"P{number}")
        acts = [save(area, person, [indicator], 70 + n, 0) for n, person in enumerate(people)]
        answers = at_once(*acts)
        assert {type(each).__name__ for each in answers} == {"list", "FiguresConflict"}
    assert Measurement.objects.count() == 5


def brought_in(file_name, rows, kind="code", **more):
    """An act that brings a made-up file in."""
    proposal = Proposal(figures=tuple(rows), codes=kind, **more)
    return lambda: bring_in_figures(proposal=proposal, file_name=file_name, by=None)


def from_file(indicator, area, figure):
    place = Place("scorecard.csv", 2)
    return FigureRow(indicator.code, area.name, Q3, Decimal(figure), place, Finality.PROVISIONAL)


def test_a_figure_entered_while_a_file_comes_in_is_kept_or_refused_and_never_lost():
    """Neither has a row to lock yet: both wait for the indicators, in one order."""
    area, person = make_area(), make_user()
    for number in range(5):
        pair = [make_indicator(code=f"P{number}.{part}") for part in (1, 2)]
        rows = [from_file(each, area, 80) for each in pair[::-1]]
        entered, came_in = at_once(
            save(area, person, pair, 70, 0), brought_in("scorecard.csv", rows)
        )
        assert type(came_in) is Comparison
        kept = Measurement.objects.filter(indicator__in=pair)
        assert [row.value for row in kept] == [80, 80]
        before = [70, 70] if isinstance(entered, list) else []
        assert isinstance(entered, list | FiguresConflict)
        history = Measurement.history.filter(indicator__in=pair).order_by("version")
        assert [row.value for row in history] == [*before, 80, 80]
    assert history_gaps(Measurement) == []


def test_of_two_files_with_new_areas_and_indicators_the_second_finds_all_of_it_there():
    make_council()
    row = IndicatorRow(
        "CARE", "LAIT 124", "Children in care", "", "", Unit.RATE, 0, Polarity.NEUTRAL,
        Basis.SNAPSHOT, PeriodKind.QUARTER, True,
    )  # fmt: skip
    areas = (AreaRow("Fernmoor", "own", "801"), AreaRow("England", "england", "970"))
    figures = [
        FigureRow("CARE", area.name, Q3, Decimal(70), Place("lait.csv", 2)) for area in areas
    ]
    act = brought_in("lait.csv", figures, "outside_code", areas=areas, indicators=(row,))
    answers = at_once(act, act)
    assert sorted(len(answer.figures) for answer in answers) == [0, 2]
    assert (Area.history.count(), Measurement.history.count()) == (2, 2)


def test_pages_that_save_the_same_rows_in_any_order_wait_for_each_other():
    area, people = make_area(), [make_user() for _ in range(4)]
    indicators = [make_indicator(code=f"P{number}") for number in range(6)]
    orders = [indicators, indicators[::-1], indicators[3:] + indicators[:3], indicators[::2]]
    acts = [save(area, *pair, 72, 0) for pair in zip(people, orders, strict=True)]
    answers = at_once(*acts)
    assert [each for each in answers if not isinstance(each, list | Conflict)] == []
    assert Measurement.objects.count() >= 3
    assert history_gaps(Measurement) == []


def test_of_two_who_begin_a_commentary_at_once_one_is_told_of_the_other(row):
    people = [make_user(), make_user()]

    def write(person):
        return lambda: services.write_commentary(
            measurement=row, version=0, text=f"By {person}.", by=person, at=NOON
        )

    answers = at_once(*map(write, people))
    assert {type(each) for each in answers} == {Commentary, Conflict}
    assert Commentary.history.count() == 1


def test_of_two_people_at_one_grid_one_is_told_of_the_other(row):
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(make_user(Role.ANALYST))
    for version in range(1, 6):
        forms = [
            sent((row.indicator, version, {"value": str(90 - 2 * version - number)}))
            for number in (0, 1)
        ]
        assert sent_at_once(browsers, URL, forms) == [302, 409]
    row.refresh_from_db()
    assert (row.version, row.history.count()) == (6, 6)
    assert Area.objects.get() == row.area
