"""Papers as plain data."""

import json

import pytest

from corporate_parenting.prose import ListBlock, Paragraph, Quotation, Run
from reports.document import (
    Cell,
    Column,
    DocumentError,
    Heading,
    Recommendation,
    SignOff,
    Table,
    arranged,
    contents,
    from_dict,
    prose_blocks,
    to_dict,
)
from tests.reports.papers import make_document


def words(text):
    return Paragraph((Run(text),))


def headings(*levels_and_texts):
    return tuple(Heading(level, text) for level, text in levels_and_texts)


def test_document_comes_back_from_json_as_it_was():
    document = arranged(
        make_document(
            Heading(2, "Cultural experiences", number="2.4"),
            Paragraph((Run("More "), Run("dance", bold=True, href="https://a.example"))),
            ListBlock(True, 3, ((words("One"), ListBlock(False, 1, ((words("In"),),))),)),
            Quotation((words("I feel heard."),)),
            Table("Homes", (Column("Home", 40),), ((Cell(("Oak", "4 places"), header=True),),)),
            Recommendation((words("Note the report."),), number="2.1"),
            SignOff("Nia Fell", "Head of Service", "1 May 2027"),
        )
    )
    assert from_dict(json.loads(json.dumps(to_dict(document)))) == document


@pytest.mark.parametrize(
    "stored",
    [
        {"kind": "hologram"},
        {"title": "No kind"},
        {"kind": "document", "title": "Only a title"},
        {"kind": "run", "text": "Not a paper"},
        {"kind": "run", "text": "x", "colour": "red"},
    ],
)
def test_stored_paper_of_another_shape_is_refused(stored):
    with pytest.raises(DocumentError):
        from_dict(stored)


def test_heading_levels_never_skip():
    document = make_document(
        *headings((4, "a"), (6, "b"), (5, "c"), (4, "d"), (2, "e"), (3, "f"), (6, "g"), (2, "h"))
    )
    levels = [(block.text, block.level) for block in arranged(document).blocks]
    assert levels == [
        ("a", 2), ("b", 3), ("c", 3), ("d", 2), ("e", 2), ("f", 3), ("g", 4), ("h", 2),
    ]  # fmt: skip


def test_anchors_are_unique_and_stay_when_a_section_is_put_in_front():
    items = headings((2, "Fostering"), (2, "Homes"), (2, "Homes"), (2, "中文"))
    anchors = [block.anchor for block in arranged(make_document(*items)).blocks]
    assert anchors == ["part-fostering", "part-homes", "part-homes-2", "part"]
    later = arranged(make_document(Heading(2, "Health"), *items))
    assert [block.anchor for block in later.blocks][1:] == anchors
    assert arranged(later) == later


def test_number_belongs_to_the_anchor():
    (heading,) = arranged(make_document(Heading(2, "Fostering", number="3.4"))).blocks
    assert heading.anchor == "part-3-4-fostering"


def test_contents_hold_two_levels():
    document = arranged(make_document(*headings((2, "a"), (3, "b"), (4, "c")), words("d")))
    assert [(line.level, line.text) for line in contents(document)] == [(2, "a"), (3, "b")]


def test_a_sub_heading_of_the_recommendation_is_arranged_and_in_the_contents():
    inside = prose_blocks("Note it.\n\n## Costs\n\nNone.", level=5)
    document = arranged(
        make_document(Heading(2, "Costs"), Recommendation(inside, number="2.1"), Heading(2, "Last"))
    )
    _, recommendation, _ = document.blocks
    assert recommendation == Recommendation(
        (words("Note it."), Heading(3, "Costs", anchor="part-costs-2"), words("None.")), "2.1"
    )
    assert [line.anchor for line in contents(document)] == [
        "part-costs", "part-costs-2", "part-last",
    ]  # fmt: skip


def test_typed_sub_headings_take_their_place_below_the_reference():
    assert prose_blocks("### Impact\nWords\n##### Deep", level=5) == (
        Heading(5, "Impact"),
        words("Words"),
        Heading(6, "Deep"),
    )
