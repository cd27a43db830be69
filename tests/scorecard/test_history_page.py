"""The history of an indicator: who changed which figure, target and words, when and why."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import html

from corporate_parenting.changes import describe
from corporate_parenting.roles import Role
from corporate_parenting.versions import IMPORTED
from scorecard import queries, services
from scorecard.figures import State
from tests.factories import (
    make_area,
    make_council,
    make_indicator,
    make_measurement,
    make_target,
    make_user,
)
from tests.scorecard.boards import THIRD, make_areas, make_board
from tests.scorecard.test_scorecard_page import signed_in, words

pytestmark = pytest.mark.django_db

BOTH = {"same": "{}", "removed": "-{}", "added": "+{}"}


def told(events):
    """Each entry as (who, why, {subject: {label: words}}), the words with their fate before."""
    return [
        (
            entry.who,
            entry.why,
            {
                f"{change.subject}: {change.did}": {
                    field.label: " ".join(
                        BOTH[piece.kind].format(piece.text.strip()) for piece in field.pieces
                    )
                    for field in change.fields
                }
                for change in entry.changes
            },
        )
        for entry in map(describe, events)
    ]


def person(*roles):
    return make_user(*roles, first_name="Ada", last_name="Rowe")


def record(indicator, area, by, figure, **fields):
    entry = services.Entry(indicator, THIRD, fields.pop("version", 0), figure, **fields)
    services.record_figures(area=area, entries=[entry], by=by, on=date(2020, 1, 31))


def test_the_history_tells_who_entered_and_revised_a_figure_and_why():
    ada, own, indicator = person(), make_area(), make_indicator()
    record(indicator, own, ada, Decimal("71.875"), numerator=92, denominator=128)
    record(indicator, own, ada, Decimal(72), version=1, finality="final")
    record(indicator, own, ada, State.NOT_COLLECTED, version=2, finality="revised", reason="Lost.")
    subject = "Figure for Quarter 3 2019-20"
    found = [  # what is done in one minute for one reason is one entry
        (who, why, did, fields)
        for who, why, changes in told(queries.indicator_events(indicator))
        for did, fields in changes.items()
        if who == "Ada Rowe"
    ]
    assert sorted(found, key=str) == sorted([
        ("Ada Rowe", "", f"{subject}: added", {
            "Figure": "+71.875%", "Numerator": "+92", "Denominator": "+128",
            "As at": "+31 December 2019", "Finality": "+Provisional",
        }),
        ("Ada Rowe", "", f"{subject}: changed", {
            "Figure": "-71.875% +72%", "Numerator": "-92", "Denominator": "-128",
            "Finality": "-Provisional +Final",
        }),
        ("Ada Rowe", "Lost.", f"{subject}: changed", {
            "Figure": "-72% +Not collected", "As at": "-31 December 2019",
            "Finality": "-Final +Revised",
        }),
    ], key=str)  # fmt: skip


def test_the_history_tells_that_a_correction_moved_what_is_usual_after_its_reason():
    ada, own, indicator = person(), make_area(), make_indicator()
    record(indicator, own, ada, Decimal(72), finality="final")
    said = {"finality": "revised", "reason": "Lost.", "moves": "What is usual moves."}
    record(indicator, own, ada, Decimal(71), version=1, **said)
    (changes,) = [
        changes
        for _, why, changes in told(queries.indicator_events(indicator))
        if why == "Lost. What is usual moves."
    ]
    assert changes == {
        "Figure for Quarter 3 2019-20: changed": {
            "Figure": "-72% +71%", "Finality": "-Final +Revised",
        }
    }  # fmt: skip


def test_the_history_tells_when_the_protection_of_small_numbers_is_switched_off():
    indicator = make_indicator(decimals=1)
    indicator.hide_up_to, indicator.decimals = 0, 0
    indicator.save()
    ((_, _, changes),) = told(queries.indicator_events(indicator))
    changed = changes[f"Indicator {indicator.code}: changed"]
    assert changed == {"Decimals": "-1 +0", "Hide numbers up to": "+0"}


def test_the_history_tells_a_rating_that_was_set_by_hand_and_its_reason_once():
    ada, indicator = person(), make_indicator()
    make_target(indicator)
    row = make_measurement(indicator, make_area(), THIRD, 72)
    services.set_rating_by_hand(
        measurement=row, version=1, rating="amber", reason="Few children.", by=ada
    )
    assert told(queries.indicator_events(indicator))[0] == (
        "Ada Rowe",
        "Few children.",
        {"Figure for Quarter 3 2019-20: changed": {"Rating by hand": "+Near target"}},
    )


def test_the_history_tells_targets_commentary_and_the_definition():
    ada, indicator = person(), make_indicator(definition="Of **all** children.")
    services.set_target(
        indicator=indicator, starts_on=date(2019, 4, 1), by=ada, value=Decimal(90),
        tolerance=Decimal("2.5"),
    )  # fmt: skip
    row = make_measurement(indicator, make_area(), THIRD, 72)
    for version, text, hour in ((0, "Two clinics closed.", 9), (1, "One clinic closed.", 10)):
        at = datetime(2020, 1, 10, hour, tzinfo=UTC)
        services.write_commentary(measurement=row, version=version, text=text, by=ada, at=at)
    indicator.definition = "Of the children."
    indicator.save()
    found = {}
    for who, _, changes in told(queries.indicator_events(indicator)):
        found |= {subject: (who, fields) for subject, fields in changes.items()}
    assert found["Target from 1 April 2019: added"] == ("Ada Rowe", {
        "Value": "+90%", "Tolerance": "+2.5%", "From": "+1 April 2019", "Kind": "+Target",
    })  # fmt: skip
    assert found["Commentary on Quarter 3 2019-20: added"] == (
        "Ada Rowe", {"Text": "+Two clinics closed."},
    )  # fmt: skip
    assert found["Commentary on Quarter 3 2019-20: changed"] == (
        "Ada Rowe", {"Text": "-Two clinics +One clinic closed."},
    )  # fmt: skip
    assert found["Indicator P4.2: changed"] == (
        "Name not recorded", {"Definition": "Of -all +the children."},
    )  # fmt: skip


def test_what_a_file_brought_in_is_the_act_of_who_brought_it_in_or_of_nobody():
    ada, own, indicator = person(), make_area(), make_indicator()
    for by, period in ((ada, THIRD), (None, THIRD.previous())):
        row = make_measurement(indicator, own, period, 72)
        record = row.history.get()
        record.history_user, record.history_change_reason = by, f"{IMPORTED}figures.csv"
        record.save()
    found = [(who, why) for who, why, _ in told(queries.indicator_events(indicator))]
    assert found[:2] == [
        ("Brought in from a file", "Imported from figures.csv"),
        ("Ada Rowe", "Imported from figures.csv"),
    ]


def test_figures_of_other_areas_are_told_by_themselves():
    areas, indicator = make_areas(), make_indicator()
    for name in ("own", "england"):
        make_measurement(indicator, areas[name], THIRD, 72)
    other = make_indicator(code="P9", name="Other")
    make_measurement(other, areas["own"], THIRD, 99)
    subjects = [list(changes) for _, _, changes in told(queries.events_elsewhere(indicator))]
    assert subjects == [["England, Quarter 3 2019-20: added"]]
    ours = [subject for _, _, each in told(queries.indicator_events(indicator)) for subject in each]
    assert ours == ["Indicator P4.2: added", "Figure for Quarter 3 2019-20: added"]


def test_the_page_shows_old_and_new_side_by_side_without_colour_alone():
    own, indicator = make_area(), make_indicator()
    row = make_measurement(indicator, own, THIRD, 72)
    row.value = 74
    row.save()
    page = html.fromstring(signed_in().get(f"/scorecard/{indicator.pk}/history/").content)
    text = words(page.find(".//main"))
    assert "Figure Removed: 72% End of removed. Added: 74% End of added." in text
    assert page.xpath("//main//a/@href")[:1] == ["?areas=others"]
    others = signed_in().get(f"/scorecard/{indicator.pk}/history/?areas=others").content.decode()
    assert "Nothing has been recorded yet." in others
    assert "74%" not in others


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.ANALYST, 200), (Role.OFFICER, 200), (Role.LEAD, 403), (Role.AUTHOR, 403),
        (Role.APPROVER, 403), (Role.ADMINISTRATOR, 403), (Role.MEMBER, 403),
    ],
)  # fmt: skip
def test_only_who_may_see_exact_figures_reads_their_history(role, status):
    indicator = make_indicator()
    assert signed_in(role).get(f"/scorecard/{indicator.pk}/history/").status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_the_history_takes_the_same_queries_however_much_there_is(django_assert_num_queries, count):
    make_council()
    (indicator,) = make_board(1, periods=count)
    for number in range(1, count):
        make_target(indicator, starts_on=date(2018, 4, number))
    client, address = signed_in(), f"/scorecard/{indicator.pk}/history/"
    client.get(address)
    with django_assert_num_queries(9):
        assert client.get(address).status_code == 200
