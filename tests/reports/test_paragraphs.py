"""A paper taken apart into its paragraphs, and comments found again in a later one."""

from dataclasses import dataclass

from corporate_parenting.prose import ListBlock, Paragraph, Quotation, Run
from reports.document import (
    Cell,
    Clause,
    Column,
    Cover,
    Document,
    Figure,
    Heading,
    Landscape,
    Recommendation,
    SignOff,
    Table,
    prose_blocks,
)
from reports.paragraphs import Place, paragraphs, placed

TABLE = Table("Judgements", (Column("Home"),), ((Cell(("Ash",)),),))


def words(text):
    return Paragraph((Run(text),))


def document(*blocks):
    cover = Cover("Group", "Report for", "Board", "14 June 2019")
    return Document("Update report", cover, blocks, "Fernmoor Council")


def read(*blocks):
    return [(each.label, each.words) for each in paragraphs(document(*blocks))]


def test_each_part_is_known_by_its_number_or_the_heading_above_it():
    items = ListBlock(False, 1, ((words("One"),), (words("Two"), ListBlock(True, 1, ()))))
    figure = Figure("Homes", "They rose.", (), (), TABLE)
    assert read(
        words("Before any heading."),
        Heading(2, "Progress"),
        words("Two families."),
        Heading(3, "A settled home", number="2.4"),
        items,
        Quotation((words("I like it here."),)),
        Landscape((TABLE, figure)),
        Recommendation((words("Note the report."),), number="7"),
        SignOff("Nia Fell", "Director"),
    ) == [
        ("Update report", "Before any heading."),
        ("Progress", "Progress"),
        ("Progress", "Two families."),
        ("2.4", "2.4 A settled home"),
        ("2.4 A settled home", "One"),
        ("2.4 A settled home", "Two"),
        ("2.4 A settled home", "I like it here."),
        ("2.4 A settled home", "Table: Judgements"),
        ("2.4 A settled home", "Homes. They rose."),
        ("7", "Note the report."),
        ("2.4 A settled home", "Nia Fell, Director"),
    ]


def test_places_count_from_one_and_headings_in_typed_words_are_headings():
    blocks = prose_blocks("### Homes\n\nTwo families.", level=3)
    assert paragraphs(document(*blocks)) == (
        Place(1, "Homes", "Homes", is_heading=True),
        Place(2, "Homes", "Two families."),
    )


def test_a_place_has_the_number_that_the_paper_prints_before_its_words():
    blocks = (Heading(2, "Homes", number="2."), Clause("2.1.", (Run("Two families."),)))
    assert [(place.number, place.words) for place in paragraphs(document(*blocks))] == [
        ("", "2. Homes"),
        ("2.1", "Two families."),
    ]


@dataclass(frozen=True)
class Said:
    sha256_document: str
    place: int
    quoted: str
    label: str = ""


def test_a_comment_is_found_by_its_place_and_in_a_later_paper_by_its_words():
    passages = paragraphs(document(words("New."), words("Two families."), words("x" * 300)))
    here, moved = Said("now", 1, "New."), Said("then", 1, "Two families.")
    long, gone = Said("then", 9, "x" * 200), Said("then", 2, "Three families.")
    found, lost = placed([here, moved, long, gone], passages, "now")
    assert (found, lost) == ({1: [here], 2: [moved], 3: [long]}, [gone])
