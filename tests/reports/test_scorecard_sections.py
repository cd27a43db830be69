"""The scorecard in papers: its table, the commentary on exceptions, charts with other areas."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from corporate_parenting.prose import Paragraph, runs_text
from corporate_parenting.roles import Role
from reports.assemble import assemble
from reports.document import Facts, Figure, Heading, Landscape, Table, from_dict
from reports.queries import has_written
from reports.rendering import render_docx, render_html, render_pdf
from reports.sections.scorecard_table import COLUMNS
from scorecard.periods import parse
from tests.factories import (
    make_area,
    make_commentary,
    make_council,
    make_indicator,
    make_measurement,
    make_plan,
    make_priority,
    make_report,
    make_section,
    make_target,
    make_user,
)
from tests.reports.test_pdf_tags import all_tags, document_tag
from tests.reports.test_rendering import pdf_text

pytestmark = pytest.mark.django_db

BY_HAND = "Set by hand, not “Off target” as worked out:"

Q2, Q3, LAST_YEAR = parse("Quarter 2 2019-20"), parse("Quarter 3 2019-20"), parse("2018-19")
SECTIONS = ("scorecard_table", "exceptions", "comparator_charts")


def blocks(report):
    """What the sections of the scorecard say, without the heading above all items."""
    return from_dict(assemble(report)).blocks[1:]


def line(block):
    match block:
        case Heading(level, text, number):
            return f"h{level} {number} {text}".replace("  ", " ")
        case Paragraph(runs):
            return runs_text(runs)
        case Facts(lines):
            return "; ".join(f"{fact.label}: {fact.value}" for fact in lines)
        case Table(caption, _, rows):
            return (caption, [[" | ".join(cell.lines) for cell in row] for row in rows])
        case Figure(title):
            return ("figure", title, line(block.table))


def make_health(**fields):
    """An indicator with a target that is missed, and a figure of the quarter before."""
    indicator = make_indicator(**fields)
    make_target(indicator, value=98)
    own = make_area()
    make_measurement(indicator, own, Q2, 75, numerator=96, denominator=128)
    make_measurement(
        indicator, own, Q3, 72, numerator=92, denominator=128, as_at=date(2019, 12, 31)
    )
    return indicator


def test_the_table_tells_each_indicator_under_its_priority():
    make_council(priority_word="pledge")
    plan = make_plan()
    health = make_health(priority=make_priority(plan=plan, number=4, title="Good\nhealth"))
    north = make_area(name="North East", kind="region")
    make_measurement(health, north, LAST_YEAR, 81)
    make_indicator(code="X1", name="Visits", unit="number", polarity="neutral")
    report = make_report(plan=plan)
    make_section(report, "scorecard_table", Q3)
    (landscape,) = blocks(report)
    assert isinstance(landscape, Landscape)
    assert [line(block) for block in landscape.blocks] == [
        "h2 Scorecard: Quarter 3 2019-20",
        "2 indicators: off target 1 and not rated 1.",
        ("Pledge 4. Good health", [[
            "P4.2 | Health assessments within 20 working days",
            "Off target",
            "72% (92 of 128) | as at 31 December 2019 | Over the period, provisional",
            "Down 3 points, a small move for the worse | since Quarter 2 2019-20",
            "At least 98%",
            "North East: 81% (2018-19, provisional)",
        ]]),
        ("Other indicators", [[
            "X1 | Visits", "Not rated", "None recorded", "None recorded", "No target",
            "None recorded",
        ]]),
    ]  # fmt: skip


def test_the_summary_counts_the_ratings_by_the_words_that_stand_in_the_table():
    own = make_area()
    floor, missed = {"kind": "floor", "value": None, "floor": 60}, {"value": 98}
    aims = ({"value": 70}, missed | {"floor": 60}, floor, {"value": 73, "tolerance": 2}, missed,
            missed | {"floor": 90})  # fmt: skip
    for number, aim in enumerate(aims):
        indicator = make_indicator(code=f"A{number}", name=f"Measure {number}")
        make_target(indicator, **aim)
        make_measurement(indicator, own, Q3, 72)
    report = make_report()
    make_section(report, "scorecard_table", Q3)
    _, summary, (_, rows) = map(line, blocks(report)[0].blocks)
    found = "On target, Floor met, Floor met, Near target, Off target, Floor missed"
    assert ", ".join(row[1] for row in rows) == found
    assert summary == (
        "6 indicators: on target 1, floor met 2, near target 1, floor missed 1 and off target 1."
    )


@pytest.mark.parametrize(
    ("basis", "fields", "words"),
    [
        ("snapshot", {"value": 72, "finality": "final"}, "72% | At a date, final"),
        (
            "flow",
            {"value": 72, "finality": "revised", "revised_because": "Late."},
            "72% | Over the period, revised",
        ),
        ("cohort", {"value": 72}, "72% | Group followed up, provisional"),
        ("cohort", {"state": "not_yet"}, "Not yet available"),
    ],
)
def test_each_figure_of_the_table_says_its_basis_and_how_final_it_is(basis, fields, words):
    make_measurement(make_indicator(basis=basis), make_area(), Q3, **fields)
    report = make_report()
    make_section(report, "scorecard_table", Q3)
    (landscape,) = blocks(report)
    _, rows = line(landscape.blocks[2])
    assert rows[0][2] == words


def rated_by_hand(reason):
    """The cell of a rating that was set by hand, and what readers get of its paper."""
    indicator = make_indicator(unit="number", polarity="high", basis="snapshot")
    make_target(indicator, value=98)
    make_measurement(indicator, make_area(), Q3, 72, rating="amber", rating_reason=reason)
    report = make_report()
    make_section(report, "scorecard_table", Q3)
    document = assemble(report)
    (landscape,) = from_dict(document).blocks[1:]
    cell = landscape.blocks[2].rows[0][1]
    return cell.lines, texts_of(document)


def test_a_rating_set_by_hand_stands_with_its_reason():
    lines, texts = rated_by_hand("The clinic\nwas closed.")
    assert lines == ("Near target", f"{BY_HAND} The clinic was closed.")
    for name in ("page", "PDF", "Word"):
        assert lines[1] in texts[name]


def test_a_reason_that_names_a_small_number_is_hidden_in_the_paper():
    make_council(hide_up_to=4)
    lines, texts = rated_by_hand("Only three children came.")
    assert lines == ("Near target", f"{BY_HAND} the reason is hidden to protect people.")
    assert [name for name, text in texts.items() if "three" in text] == []


def test_the_exceptions_are_those_missed_and_those_asked_for_in_the_order_of_codes():
    make_commentary(make_health(), Q3, text="Two clinics were closed:\n\n- Oak\n- Elm")
    for code, name in (("P3.17", "Days to match"), ("P3.5", "Plans"), ("P3.1", "In our homes")):
        make_indicator(code=code, name=name)
    report = make_report()
    make_section(report, "exceptions", Q3, codes="p3.17, P3.5, P9.9")
    lines = [line(block) for block in blocks(report)]
    assert lines[:7] == [
        "h2 Scorecard: commentary, Quarter 3 2019-20",
        "h3 P3.5 Plans",
        "Scorecard: No figure is recorded for Quarter 3 2019-20.",
        "No commentary is recorded.",
        "h3 P3.17 Days to match",
        "Scorecard: No figure is recorded for Quarter 3 2019-20.",
        "No commentary is recorded.",
    ]
    assert lines[7:8] + lines[9:10] == [
        "h3 P4.2 Health assessments within 20 working days",
        "Two clinics were closed:",
    ]
    assert lines[8].startswith(
        "Scorecard: 72% (92 of 128) for Quarter 3 2019-20 (over the period, as at 31 "
    )
    assert lines[-1].startswith("P9.9 has no commentary here: no indicator of this code was in use")


def test_commentary_asked_for_of_an_indicator_withdrawn_since_leaves_a_sentence():
    indicator = make_indicator(code="P3.1", name="Homes")
    report = make_report()
    make_section(report, "exceptions", Q3, codes="P3.1")
    assert "h3 P3.1 Homes" in map(line, blocks(report))
    indicator.withdrawn_on = Q2.ends_on
    indicator.save()
    assert [line(block) for block in blocks(report)][1:] == [
        "No indicator misses its target.",
        "P3.1 has no commentary here: no indicator of this code was in use at the end of Quarter 3 "
        "2019-20.",
    ]


def test_no_exception_is_said_to_be_none():
    report = make_report()
    make_section(report, "exceptions", Q3)
    assert line(blocks(report)[1]) == "No indicator misses its target."


def test_the_table_under_a_chart_says_how_final_each_figure_is():
    """Above the column where it is the same of all, or else beside each of them."""
    indicator, own = make_indicator(name="Plans"), make_area()
    make_measurement(indicator, own, Q2, 60, finality="final")
    make_measurement(indicator, own, Q3, 72)
    for name, finality in (("England", "final"), ("North East", "provisional")):
        area = make_area(name=name, kind="england" if name == "England" else "region")
        make_measurement(indicator, area, Q2, 64, finality=finality)
    report = make_report()
    make_section(report, "comparator_charts", Q3)
    figure = blocks(report)[2]
    assert [column.heading for column in figure.table.columns] == [
        "Period", "Fernmoor", "England (published)", "North East (provisional)",
    ]  # fmt: skip
    assert line(figure)[2][1] == [
        ["Q2 2019-20", "60% (final)", "64%", "64%"],
        ["Q3 2019-20", "72% (provisional)", "None recorded", "None recorded"],
    ]


def test_charts_are_those_asked_for_in_that_order_or_all_that_can_be_compared():
    own, north = make_area(), make_area(name="North East", kind="region")
    for code, name in (("P3.17", "Match"), ("P3.5", "Plans"), ("P3.1", "Homes")):
        indicator = make_indicator(code=code, name=name, unit="rate", decimals=1)
        make_measurement(indicator, own, Q2, "61.25")
        make_measurement(indicator, own, Q3, state="not_yet")
        if code != "P3.1":
            make_measurement(indicator, north, Q3, 70)
            make_target(indicator, starts_on=Q3.starts_on, value=65)
    report = make_report()
    section = make_section(report, "comparator_charts", Q3)
    lines = [line(block) for block in blocks(report)]
    assert [words for words in lines if words[0] == "h"] == [
        "h2 How we compare", "h3 Plans", "h3 Match",
    ]  # fmt: skip
    assert lines[2] == (
        "figure",
        "Plans",
        ("Plans: rate per 10,000, over the period", [
            ["Q2 2019-20", "61.3", "None recorded", "No target"],
            ["Q3 2019-20", "Not yet available", "70.0", "65.0"],
        ]),
    )  # fmt: skip
    section.codes = "P3.17, P3.1"
    section.save()
    assert [words for words in map(line, blocks(report)) if words[0] == "h"] == [
        "h2 How we compare", "h3 Match", "h3 Homes",
    ]  # fmt: skip


def test_a_chart_asked_for_of_an_indicator_that_was_withdrawn_leaves_a_sentence_in_its_place():
    for code, name in (("P3.1", "Homes"), ("P3.5", "Plans")):
        make_indicator(code=code, name=name)
    make_indicator(code="P3.2", withdrawn_on=Q2.ends_on)
    report = make_report()
    make_section(report, "comparator_charts", Q3, codes="P3.1, p3.2, P3.5")
    lines = [line(block) for block in blocks(report)]
    assert [words for words in lines if isinstance(words, str)] == [
        "h2 How we compare",
        "h3 Homes",
        "p3.2 has no chart: no indicator of this code was in use at the end of Quarter 3 2019-20.",
        "h3 Plans",
    ]


def test_sections_that_were_not_chosen_or_left_out_again_are_in_no_paper():
    make_health()
    report = make_report()
    assert blocks(report) == ()
    for section in SECTIONS:
        make_section(report, section, Q3, is_included=False)
    assert blocks(report) == ()


@pytest.mark.parametrize("count", [1, 3])
def test_all_three_sections_read_the_scorecard_once(count, django_assert_num_queries):
    own, north = make_area(), make_area(name="North East", kind="region")
    for number in range(count):
        indicator = make_indicator(code=f"P{number}")
        make_target(indicator)
        for area in (own, north):
            make_measurement(indicator, area, Q3, 72)
    report = make_report()
    for section in SECTIONS:
        make_section(report, section, Q3)
    with django_assert_num_queries(16):
        assemble(report)


CANARIES = ("3 of 413", "0.73", "of 413", "7 of 11", "63.6")


def make_paper_with_canaries():
    own, north = make_area(), make_area(name="North East", kind="region")
    few = make_indicator(code="A", name="Adopted", unit="number", polarity="high")
    make_target(few, value=9)
    make_measurement(few, own, Q2, 88)
    make_measurement(few, own, Q3, 3)
    share = make_indicator(code="B", name="Seen", decimals=2)
    make_measurement(share, own, Q3, "0.73", numerator=3, denominator=413)
    rest = make_indicator(code="C", name="Kept", decimals=1)
    make_measurement(rest, own, Q3, "63.6", numerator=7, denominator=11)
    for indicator in (few, share, rest):
        make_measurement(indicator, north, Q2, 50)
    report = make_report()
    make_section(report, "scorecard_table", Q3)
    for section in ("exceptions", "comparator_charts"):
        make_section(report, section, Q3, codes="A, B, C")
    return report


def texts_of(document):
    """All that readers get of a paper, by the way in which they get it."""
    pdf = render_pdf(document)
    figures = all_tags(document_tag(PdfReader(BytesIO(pdf))), "Figure")
    return {
        "document": json.dumps(document, ensure_ascii=False),
        "page": render_html(document),
        "PDF": pdf_text(pdf),
        "Word": ZipFile(BytesIO(render_docx(document))).read("word/document.xml").decode(),
        "read aloud": " ".join(figure["/Alt"] for figure in figures),
    }


def test_a_small_number_is_nowhere_in_the_paper():
    """3 of 413, and the 4 that 7 leave of 11, may not be known by any way."""
    council = make_council(hide_up_to=4)
    report = make_paper_with_canaries()
    document = assemble(report)
    texts = texts_of(document)
    assert {place: [c for c in CANARIES if c in text] for place, text in texts.items()} == (
        dict.fromkeys(texts, [])
    )
    charts = [block for block in document["blocks"] if block["kind"] == "figure"]
    assert [chart["lines"][0]["figures"] for chart in charts] == [["88", ""], ["", ""], ["", ""]]
    assert "Small numbers, and figures that would give them away, are hidden" in texts["page"]
    assert texts["read aloud"].count("is hidden to protect people") == 3
    council.hide_up_to = 0
    council.save()
    shown = texts_of(assemble(report))
    assert [c for c in CANARIES if c not in shown["page"] + shown["PDF"]] == []
    assert [c for c in CANARIES if c not in shown["Word"]] == []
    assert [c for c in CANARIES if c in shown["read aloud"]] == list(CANARIES)


def test_whoever_chose_the_sections_has_written_in_the_paper():
    report, other = make_report(), make_user(Role.APPROVER)
    section = make_section(report, "exceptions", Q3)
    assert not has_written(other, report)
    section._history_user = other
    section.save()
    assert has_written(other, report)


def test_the_longest_words_of_the_scorecard_have_the_widest_column():
    *fixed, others = COLUMNS
    left = 100 - sum(column.width for column in fixed)
    assert (others.heading, others.width) == ("Other areas", 0)
    # England, the region and the neighbours, each with its period: narrow, they are twelve lines.
    assert left > max(column.width for column in fixed)
