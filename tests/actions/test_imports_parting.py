"""Lines that may name several leads are parted by a person's choice, never by ours."""

from datetime import date

import pytest

from actions.imports.interpretation import interpret
from actions.imports.parting import (
    offered_leads,
    parted,
    parting_decision,
    parting_problem,
    partings,
    read_line,
    together,
)
from actions.imports.proposals import LeadOffer
from tests.actions.import_files import HEADINGS, excel_file, read

LINE = "Ana Bell Jo Ward"


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Ana Bell/Jo Ward", ("Ana Bell", "Jo Ward")),
        ("Ana Bell / NHS – Jo Ward / Ana Bell", ("Ana Bell", "NHS – Jo Ward")),
        ("Ana Bell; Jo Ward;", ("Ana Bell", "Jo Ward")),
        ("Schools/educational settings / Jo Ward", ("Schools/educational settings", "Jo Ward")),
        ("Ana Bell/ van Dyk", ("Ana Bell", "van Dyk")),
        ("Ana Bell Jo Ward", ("Ana Bell Jo Ward",)),
        (" / ;", ()),
    ],
)
def test_a_stroke_or_semicolon_parts_leads(words, leads):
    assert parted(words) == leads
    assert parted(together(leads)) == leads


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        (LINE, ("Ana Bell", "Jo Ward")),
        ("Ana Bell Jo Ward Ana Bell Kim Staff", ("Ana Bell", "Jo Ward", "Kim Staff")),
        ("Kim Staff/ Ana Bell Jo Ward", ("Kim Staff", "Ana Bell", "Jo Ward")),
        ("CAMHS – Ana Bell Social Care – Jo Ward", ()),
        ("Ana Bell Jo Ward Virtual School (VS)", ()),
        ("Ana Bell", ()),
        ("TBC", ()),
    ],
)
def test_leads_are_offered_where_the_words_allow_one_parting(line, leads):
    assert offered_leads(line) == leads


@pytest.mark.parametrize(
    ("line", "is_in_doubt"),
    [
        ("Ana Bell Jo Ward Virtual School (VS)", True),
        ("Ana Bell Jo Ward (VS)", True),
        ("Virtual School (VS)", False),
        ("Ana Bell (CAMHS)", False),
    ],
)
def test_names_before_a_body_in_brackets_are_in_doubt(line, is_in_doubt):
    assert bool(read_line(line).problem) == is_in_doubt


@pytest.mark.parametrize("leads", [("Ana Bell", "Jo Ward"), (LINE,), ("Ana Bell/settings", "X Y")])
def test_a_decision_gives_back_the_leads_that_were_named(leads):
    assert partings(parting_decision(LINE, leads)) == {LINE: leads}


def test_decisions_about_rows_are_none_about_leads():
    assert partings({"0:3": "join", "lead:Ana": "/"}) == {"Ana": ("Ana",)}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Enter at least one lead, with / between several."),
        ("TBC / n/a", "Enter at least one lead, with / between several."),
        (
            "Ana Bell / " + "x" * 151,
            f"“{'x' * 40}…” is too long for a lead. Put / between the leads.",
        ),
        ("Ana Bell / Jo Ward", ""),
    ],
)
def test_words_that_name_nobody_are_refused(words, sentence):
    assert parting_problem(parted(words)) == sentence


def proposal(**decisions):
    rows = [
        ("1.", "Open.", "", f"Kim Staff\n{LINE}", "", ""),
        ("2.", "Run.", "", LINE, "", ""),
    ]
    return interpret(
        read(excel_file(HEADINGS, *rows)),
        plan_starts=date(2020, 1, 1),
        plan_ends=date(2021, 12, 31),
        **decisions,
    )


def leads_of(found):
    return [(strand.leads, strand.lead_lines) for strand in found.strands]


def offer_of(found):
    (offer,) = found.lead_offers
    places = tuple(strand.place_of("leads") for strand in found.strands)
    return offer == LeadOffer(LINE, places, ("Ana Bell", "Jo Ward"), offer.decision)


def test_a_line_is_whole_and_in_doubt_until_somebody_decides():
    found = proposal()
    assert leads_of(found) == [(("Kim Staff", LINE), ("Kim Staff", LINE)), ((LINE,), (LINE,))]
    assert [doubt.value for doubt in found.doubts if doubt.kind == "lead"] == [LINE, LINE]
    assert (offer_of(found), found.lead_offers[0].decision) == (True, ())


@pytest.mark.parametrize("leads", [("Ana Bell", "Jo Ward"), (LINE,)])
def test_a_decision_holds_for_every_row_and_the_words_stay(leads):
    found = proposal(decisions=parting_decision(LINE, leads))
    assert leads_of(found) == [(("Kim Staff", LINE), ("Kim Staff", *leads)), ((LINE,), leads)]
    assert [doubt for doubt in found.doubts if doubt.kind == "lead"] == []
    assert (offer_of(found), found.lead_offers[0].decision) == (True, leads)
