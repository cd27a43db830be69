"""What changed between two papers, and the page that shows it."""

from datetime import date

import pytest

from corporate_parenting.differences import Piece
from corporate_parenting.prose import ListBlock, Paragraph, Run
from corporate_parenting.roles import Role
from reports.compare import Fate, compare, sections
from reports.document import (
    Cell,
    Column,
    Cover,
    Document,
    Heading,
    Landscape,
    Recommendation,
    SignOff,
    Table,
)
from tests.factories import make_meeting, make_passage, make_report
from tests.reports.publishing import publish
from tests.reports.test_views import signed_in, url


def document(*parts):
    """Of headings of level 2 (a trailing colon) and sentences."""
    blocks = (
        part
        if not isinstance(part, str)
        else Heading(2, part[:-1])
        if part.endswith(":")
        else sentence(part)
        for part in parts
    )
    return Document("Paper", Cover("", "", "", ""), tuple(blocks), "Fernmoor")


def sentence(words):
    return Paragraph((Run(words),))


def told(old, new):
    return [(each.heading, each.fate) for each in compare(old, new)]


def test_each_section_says_whether_it_changed():
    old = document("Homes:", "All is well.", "Health:", "Better.", "Money:", "None.", "End:")
    new = document("News:", "Much.", "Homes:", "All is well.", "Health:", "Worse.", "End:")
    assert told(old, new) == [
        ("News", Fate.ADDED),
        ("Homes", Fate.SAME),
        ("Health", Fate.CHANGED),
        ("Money", Fate.REMOVED),
        ("End", Fate.SAME),
    ]


def test_a_changed_section_shows_its_words():
    old = document("Health:", "Nine of ten were seen in time.")
    new = document("Health:", "Eight of ten were seen in time.")
    (change,) = compare(old, new)
    assert change.pieces == (
        Piece("same", "Health\n"),
        Piece("removed", "Nine"),
        Piece("added", "Eight"),
        Piece("same", " of ten were seen in time."),
    )


def test_words_under_one_heading_are_not_told_under_another():
    talks, cards, letters = (Heading(3, text) for text in ("Talks", "Cards", "Letters"))
    old = document("Voice:", talks, "Ten were met.", cards, "All have one.", letters, "Six new.")
    new = document("Voice:", "Read by all.", talks, "Nine were met.", letters, "Six new.")
    (change,) = compare(old, new)
    assert change.pieces == (
        Piece("same", "Voice"),
        Piece("added", "\nRead by all."),
        Piece("same", "\nTalks\n"),
        Piece("removed", "Ten"),
        Piece("added", "Nine"),
        Piece("same", " were met.\n"),
        Piece("removed", "Cards\nAll have one.\n"),
        Piece("same", "Letters\nSix new."),
    )
    stood = "".join(piece.text for piece in change.pieces if piece.kind != "added")
    assert stood == "\n".join(("Voice", *sections(old)[0].lines))


def test_a_section_whose_heading_names_another_day_is_the_same_section():
    old = document("Our homes at 1 May 2019:", "All is well.")
    new = document("Our homes at 31 May 2019:", "All is well.")
    (change,) = compare(old, new)
    assert (change.heading, change.fate) == ("Our homes at 31 May 2019", Fate.CHANGED)


def test_two_sections_of_one_heading_stay_in_their_order():
    old = document("Homes:", "One.", "Homes:", "Two.")
    assert told(old, old) == [("Homes", Fate.SAME), ("Homes", Fate.SAME)]


def test_every_part_of_a_section_is_read():
    table = Table("Homes", (Column("Home"),), ((Cell(("Larch", "Good"), header=True),),))
    parts = (
        "Before all.",
        "Homes:",
        Landscape((Heading(3, "Larch", number="2.4"), table)),
        ListBlock(ordered=True, start=1, items=((sentence("First"),),)),
        Recommendation((sentence("The board is asked."),)),
        SignOff("Grace Holt", "Director", "1 May 2019"),
    )
    assert [(each.heading, each.lines) for each in sections(document(*parts))] == [
        ("Before the first heading", ("Before all.",)),
        (
            "Homes",
            (
                "2.4 Larch", "Homes", "Larch Good", "1. First", "The board is asked.",
                "Grace Holt, Director, 1 May 2019",
            ),
        ),
    ]  # fmt: skip


def test_what_stayed_is_cut_in_its_middle():
    words = " ".join(f"word{number}" for number in range(100))
    old, new = (document("Homes:", f"{words} {last}") for last in ("old", "new"))
    (change,) = compare(old, new)
    kept = change.excerpt[0].text
    assert kept.startswith("Homes\nword0 word1 ")
    assert " word19 […] word" in kept
    assert [piece.text for piece in change.excerpt[1:]] == ["old", "new"]


def published(text, held_on, **fields):
    report = make_report(held_on=held_on, **fields)
    make_passage(report, text=text)
    return publish(report)


@pytest.mark.django_db
def test_a_member_compares_with_the_last_board_from_the_papers_page(django_assert_num_queries):
    before = published("All <b>is</b> well.", date(2019, 3, 8))
    report = before.report
    paper = published(
        "All is <i>good</i>.", date(2019, 6, 14), plan=report.plan, author=report.author
    )
    member = signed_in(Role.MEMBER)
    link = url("publication-compare", paper.pk, before.pk)
    assert f'href="{link}"' in member.get(url("publication-detail", paper.pk)).content.decode()
    assert link not in member.get(url("publication-detail", before.pk)).content.decode()
    with django_assert_num_queries(9):
        page = member.get(link)
    html = page.content.decode()
    assert "<b>is</b>" not in html
    assert "Removed: </span>&lt;b&gt;is&lt;/b&gt; well" in html
    assert "Added: </span>is &lt;i&gt;good&lt;/i&gt;" in html


@pytest.mark.django_db
def test_two_papers_of_different_boards_are_not_compared():
    one = published("All is well.", date(2019, 3, 8))
    meeting = make_meeting(body="Another board", held_on=date(2019, 3, 8))
    report = make_report(meeting=meeting, plan=one.report.plan, author=one.report.author)
    make_passage(report)
    other = publish(report)
    member = signed_in(Role.MEMBER)
    assert member.get(url("publication-compare", one.pk, other.pk)).status_code == 404
    assert member.get(url("publication-compare", one.pk, 999)).status_code == 404
    same = member.get(url("publication-compare", one.pk, one.pk))
    assert "Not a word differs." in same.content.decode()
