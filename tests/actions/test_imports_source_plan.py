"""The 2019 plan in its three forms: Word, Excel, and text with rows cut by page breaks."""

import json
import re
from collections import Counter
from datetime import date
from time import process_time

import pytest

from actions.imports.interpretation import interpret
from actions.imports.reading import read_grids
from actions.lead_names import read_leads
from corporate_parenting.uploads import open_upload
from tests.actions.import_files import one_line_shape, plan_shape, proposal_words, words

pytestmark = pytest.mark.shared


def grids_of(path):
    return read_grids(open_upload(path.name, path.read_bytes()))


@pytest.fixture
def expected(shared):
    return json.loads((shared / "inputs" / "action-plan-2019.expected.json").read_text())


@pytest.fixture
def extract(shared):
    return next((shared / "seeds").glob("002_*.txt"))


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_word_and_excel_give_the_expected_plan_with_no_row_in_doubt(shared, expected, ending):
    proposal = interpret(grids_of(shared / "inputs" / f"action-plan-2019.{ending}"))
    assert plan_shape(proposal) == expected
    assert (proposal.offers, proposal.doubts) == ((), ())
    assert [len(priority.actions) for priority in proposal.priorities] == [6, 4, 3, 5, 7, 8, 8]
    assert len(proposal.strands) == 56


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_timescales_of_the_plan_that_are_progress_or_past_are_doubts(shared, ending):
    proposal = interpret(
        grids_of(shared / "inputs" / f"action-plan-2019.{ending}"),
        plan_starts=date(2019, 2, 1),
        plan_ends=date(2021, 12, 31),
    )
    assert [doubt.kind for doubt in proposal.doubts] == ["timescale"] * 8
    assert [doubt.value for doubt in proposal.doubts if "before" in doubt.sentence] == [
        "December 18"
    ]


def test_word_file_is_read_well_under_a_second(shared):
    path = shared / "inputs" / "action-plan-2019.docx"
    began = process_time()
    interpret(grids_of(path), plan_starts=date(2019, 2, 1), plan_ends=date(2021, 12, 31))
    assert process_time() - began < 8


def test_each_word_of_the_extract_is_in_the_proposal(extract):
    source = Counter(words(re.sub(r"<[^>]*>|\(#\)", " ", extract.read_text())))
    missing = source - Counter(proposal_words(interpret(grids_of(extract))))
    assert missing == Counter()


def test_extract_offers_the_eleven_rows_that_page_breaks_cut(extract):
    proposal = interpret(grids_of(extract))
    assert [offer.row_id for offer in proposal.offers] == [
        *("0:38", "1:60", "1:63", "2:77", "2:80", "3:98"),
        *("3:102", "3:107", "4:124", "4:129", "5:147"),
    ]
    assert (len(proposal.actions), len(proposal.strands)) == (42, 67)


def test_extract_with_its_rows_joined_is_the_expected_plan(extract, expected):
    grids = grids_of(extract)
    joins = {offer.row_id: "join" for offer in interpret(grids).offers}
    proposal = interpret(grids, decisions=joins)
    assert one_line_shape(plan_shape(proposal)) == one_line_shape(expected)
    assert {offer.decision for offer in proposal.offers} == {"join"}


def test_lines_of_the_extract_name_several_leads_and_those_of_the_tables_do_not(shared, extract):
    for ending in ("docx", "xlsx"):
        proposal = interpret(grids_of(shared / "inputs" / f"action-plan-2019.{ending}"))
        assert proposal.lead_offers == ()
    found = interpret(grids_of(extract)).lead_offers
    assert [(offer.line, [place.row for place in offer.places]) for offer in found] == [
        ("Kim Staff Jackie Ward Jo Lee", [40]),
        ("Linda Russell- Bond Janet Wilson Virtual School (VS) Dave Willingham", [42]),
        ("Kim Staff Julie Aylesbury Jackie Ward Kim Staff", [43]),
        ("Linda Russell- Bond Janet Wilson Virtual School (VS)", [45]),
        ("CAMHS – Alma Burns Social Care – Jackie Ward", [55, 57]),
        ("Mark Freeman Craig Taylor Tara Connor Neil Russell Sara Fortune", [61]),
        ("Mark Freeman Craig Taylor", [91]),
        ("Mark Freeman Craig Taylor Tara Connor Neil Russell", [96]),
        ("Sara Fortune Lorraine Dixon", [98]),
        ("Dave Willingham/ Mel Douglas Jo Lee", [100]),
        ("Jackie Ward Jo Lee", [118]),
        ("Mark Freeman Craig Taylor Neil Russell", [119]),
        ("Alma Burns Jackie Ward", [129]),
        ("Jackie Ward Sarah Allen", [130]),
        ("Craig Taylor Mark Freeman", [151]),
        ("Jackie Ward Dave Willingham VS Dave Willingham", [155]),
    ]


def test_the_partings_offered_are_leads_that_the_tables_name_one_by_one(shared, extract):
    whole = interpret(grids_of(shared / "inputs" / "action-plan-2019.docx"))
    named = {reading for strand in whole.strands for reading in readings(strand.lead_lines)}
    offered = [offer.offered for offer in interpret(grids_of(extract)).lead_offers]
    assert [readings(leads) - named for leads in offered] == [set()] * 16
    assert sum(1 for leads in offered if leads) == 12


def readings(lines):
    found = [reading for line in lines for reading in read_leads(line).readings]
    return {(reading.person, reading.agency, reading.role) for reading in found}
