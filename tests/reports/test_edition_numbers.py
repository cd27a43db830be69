"""Everybody in one meeting means the same by a number, whichever edition they hold."""

import pytest

from corporate_parenting.prose import runs_text
from reports.assemble import assemble
from reports.document import Clause, Heading, from_dict, spread
from reports.kinds import Edition
from reports.models import KindPart, Report
from reports.services import choose_readers
from tests.factories import make_acronym, make_exempt_passage, make_passage, make_report
from tests.reports.test_edition_canaries import quote

pytestmark = pytest.mark.django_db


def numbered(report, edition):
    """``{number: words}`` of the headings and paragraphs that an edition shows."""
    document = from_dict(assemble(Report.objects.get(pk=report.pk), edition=edition))
    found = {}
    for block in spread(document.blocks):
        if isinstance(block, Clause):
            found[block.number] = runs_text(block.runs)
        elif isinstance(block, Heading) and block.number:
            found[block.number] = block.text
    return found


def sentences(report, edition=Edition.PUBLIC):
    document = from_dict(assemble(Report.objects.get(pk=report.pk), edition=edition))
    words = [runs_text(getattr(block, "runs", ())) for block in spread(document.blocks)]
    return [each for each in words if "ithheld" in each]


def decision():
    report = make_report(kind="decision")
    for order, text in enumerate(["One is told.", "Four is told."], 1):
        make_passage(report, part="summary", heading="", text=text, order=order * 2)
    make_passage(report, part="reasons", heading="", text="We must.")
    return report


def withhold(report, code, publicity="exempt"):
    choose_readers(
        report=report, part=report.kind.parts.get(code=code), version=0, by=report.author,
        publicity=publicity, exempt_paragraph="3" if publicity == "exempt" else "",
        withheld_because="It is a tender.",
    )  # fmt: skip


def test_withheld_paragraphs_keep_their_numbers_and_are_said_to_be_missing():
    report = decision()
    two = "A bed is dear.\n\nTwo beds are dearer."
    make_exempt_passage(report, part="summary", heading="", text=two, order=3)
    public, members = (numbered(report, each) for each in (Edition.PUBLIC, Edition.MEMBERS))
    assert {number: members[number] for number in ("1.1.", "1.2.", "1.3.", "1.4.")} == {
        "1.1.": "One is told.", "1.2.": "A bed is dear.", "1.3.": "Two beds are dearer.",
        "1.4.": "Four is told.",
    }  # fmt: skip
    assert sentences(report)[0] == "1.2 and 1.3 are withheld: exempt under paragraph 3."
    closing = [number for number in public if number not in members]
    assert [public[number] for number in closing] == ["What this edition does not show"]
    assert {n: w for n, w in members.items() if n not in ("1.2.", "1.3.")} == {
        n: w for n, w in public.items() if n not in closing
    }


def told(report, edition):
    """What an edition says before words that not everybody may read, with what follows it."""
    document = from_dict(assemble(Report.objects.get(pk=report.pk), edition=edition))
    words = [runs_text(getattr(block, "runs", ())) for block in spread(document.blocks)]
    pairs = zip(words, words[1:], strict=False)
    return [(each, after) for each, after in pairs if "not for publication" in each.lower()]


def test_readers_of_a_fuller_edition_are_told_which_paragraphs_are_not_for_publication():
    report = decision()
    two = "A bed is dear.\n\nTwo beds are dearer."
    make_exempt_passage(report, part="summary", heading="Prices", text=two, order=3)
    make_passage(
        report, part="reasons", heading="", text="One child moved.", order=1,
        publicity="confidential", withheld_because="It is about one child.",
    )  # fmt: skip
    exempt = ("1.2 and 1.3 are not for publication: exempt under paragraph 3.", "A bed is dear.")
    assert told(report, Edition.PUBLIC) == []
    assert told(report, Edition.MEMBERS) == [exempt]
    assert [pair[0][:27] for pair in told(report, Edition.OFFICERS)] == [
        "1.2 and 1.3 are not for pub", "2.2 is not for publication:",
    ]  # fmt: skip


def test_a_whole_part_says_so_too():
    report = decision()
    withhold(report, "summary")
    assert told(report, Edition.MEMBERS) == [
        ("1 is not for publication: exempt under paragraph 3.", "One is told.")
    ]


def test_a_paper_without_numbers_says_so_too():
    update = make_report()
    make_exempt_passage(update, heading="", text="A bed is dear.")
    quote(update, "He never agreed.", is_anonymous=True)
    assert told(update, Edition.OFFICERS)[0] == (
        "Not for publication: exempt under paragraph 3.", "A bed is dear.",
    )  # fmt: skip
    assert any("without consent" in each for each, _ in told(update, Edition.OFFICERS)[1:])


def test_one_paragraph_for_officers_is_missing_from_both_other_editions():
    report = decision()
    make_passage(
        report, part="summary", heading="", text="One child moved.", order=3,
        publicity="confidential", withheld_because="It is about one child.",
    )  # fmt: skip
    for edition in (Edition.PUBLIC, Edition.MEMBERS):
        assert sentences(report, edition)[0] == "1.2 is withheld: confidential."
        assert numbered(report, edition)["1.3."] == "Four is told."


def test_a_whole_part_keeps_its_heading_and_the_numbers_after_it():
    report = decision()
    withhold(report, "summary")
    public = numbered(report, Edition.PUBLIC)
    assert (public["1."], public["2."]) == ("Report summary", "Reasons for recommendations")
    assert "1.1." not in public
    assert sentences(report)[0] == "1.1 and 1.2 are withheld: exempt under paragraph 3."


def test_a_section_whose_heading_the_author_typed_gives_it_away_to_nobody():
    report = decision()
    make_exempt_passage(report, part="pledge_1", heading="Ash House", text="It is sold.", order=1)
    make_passage(report, part="pledge_1", heading="Carers", text="Carers meet.", order=2)
    public, members = (numbered(report, each) for each in (Edition.PUBLIC, Edition.MEMBERS))
    place = next(number for number, words in members.items() if words == "Ash House")
    assert public[place] == "Withheld"
    assert next(n for n, words in public.items() if words == "Carers") == next(
        n for n, words in members.items() if words == "Carers"
    )
    assert "Ash House" not in repr(assemble(report))


def test_withheld_words_are_not_replaced_by_the_standard_ones():
    report = decision()
    make_exempt_passage(report, part="legal", heading="", text="Counsel advises against it.")
    assert "There are no direct legal implications." not in repr(assemble(report))


def lettered():
    """A numbered update with its letters listed before all that is typed."""
    make_acronym(letters="LAC", words="looked after children")
    report = make_report()
    report.kind.numbering = "decimal"
    report.kind.save()
    part = report.kind.parts.get(code="first_items")
    part.section, part.heading, part.level = "glossary", "Letters", 2
    part.save()
    return report


def line_of(report):
    """The lines of the report gain one of the author's words."""
    line = {"code": "why_late", "section": "field", "heading": "Why late", "order": 1}
    return KindPart.objects.create(kind=report.kind, **line)


def same_numbers(report):
    """Whether the headings of the public edition are those of the officers', number by number."""
    public, officers = (numbered(report, each) for each in (Edition.PUBLIC, Edition.OFFICERS))
    shown = {n: w for n, w in public.items() if w != "What this edition does not show"}
    return shown.items() <= officers.items(), "Letters" in officers.values()


def test_letters_of_a_line_that_only_members_read_move_no_number():
    report = lettered()
    line_of(report)
    make_exempt_passage(report, part="why_late", heading="", text="The LAC nurse was away.")
    make_passage(report, heading="Beds", text="A bed is dear.")
    assert same_numbers(report) == (True, True)


def test_letters_of_a_line_that_is_withheld_as_a_whole_move_no_number():
    report = lettered()
    line_of(report)
    make_passage(report, part="why_late", heading="", text="The LAC nurse was away.")
    make_passage(report, heading="Beds", text="A bed is dear.")
    withhold(report, "why_late")
    assert same_numbers(report) == (True, True)


def test_letters_in_a_signature_that_is_withheld_move_no_number():
    report = lettered()
    KindPart.objects.create(kind=report.kind, code="signed", section="signature", order=1)
    make_passage(report, part="signed", heading="", text="Ada Rowe\nLAC nurse")
    make_passage(report, heading="Beds", text="A bed is dear.")
    withhold(report, "signed")
    assert same_numbers(report) == (True, False)


def test_letters_and_quotations_that_only_officers_read_move_no_number():
    report = lettered()
    quote(report, "They listened.", has_consent=True, is_anonymous=True)
    quote(report, "He never agreed.", is_anonymous=True)
    quote(report, "We were heard.", has_consent=True, is_anonymous=True)
    make_exempt_passage(report, heading="Beds", text="A bed of LAC is dear.")
    public, officers = (numbered(report, each) for each in (Edition.PUBLIC, Edition.OFFICERS))
    assert "Letters" in officers.values()
    shown = {n: w for n, w in public.items() if w != "What this edition does not show"}
    assert shown.items() <= officers.items()
    assert [words for words in shown.values() if "young person" in words] != []


def test_more_than_two_numbers_are_said_as_a_span():
    report = decision()
    make_exempt_passage(report, part="summary", heading="", text="A.\n\nB.\n\nC.", order=3)
    assert sentences(report)[0] == "1.2 to 1.4 are withheld: exempt under paragraph 3."


def test_what_is_withheld_in_a_withheld_part_is_counted_among_its_numbers():
    report = decision()
    make_passage(
        report, part="summary", heading="", text="One child moved.", order=9,
        publicity="confidential", withheld_because="It is about one child.",
    )  # fmt: skip
    withhold(report, "summary")
    assert sentences(report)[0] == "1.1 to 1.3 are withheld: exempt under paragraph 3."
    assert sentences(report, Edition.MEMBERS)[0] == "1.3 is withheld: confidential."
