"""Figures that a paragraph states, beside those that are recorded."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from corporate_parenting.words import day_words, listed
from reports.checks.days import written_days
from reports.checks.facts import Counted, Facts, Measured
from reports.checks.findings import Check, Finding, finding
from reports.paragraphs import Form, Passage
from scorecard.narrative import counts_in

NUMBER = r"(?P<number>[1-9]\d{0,2}(?:,\d{3}){1,3}|\d{1,7})(?![\d%]|[.,]\d)"
PER_CENT = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:\.\d{1,6})?)\s?(?:%|per ?cent\b)(?!age)", re.I
)
SHORTEST_NAME = 10  # letters; a shorter name of an indicator is a word like any other


def counts_against_data(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """How many children the council has, as each paragraph says it, beside what is recorded.

    Two paragraphs that give different numbers of one day are odd where nothing is recorded, too.
    """
    known = {each.day: each for each in reversed(facts.counted)}
    newest = max(facts.counted, key=lambda each: each.day, default=None)
    for passage in read:
        if not passage.is_prose:
            continue
        days = {each.day for each in written_days(passage.text) if each.day}
        numbers = set(_totals_said(passage.text, facts.children_words))
        if len(days) > 1 or len(numbers) != 1:
            continue  # which number is of which day cannot be told
        (number,), day = numbers, next(iter(days), None)
        there = known.get(day) if day else newest
        if there is None and day:
            known[day] = Counted(number, day, f"said {passage.place}")
        elif there and there.number != number:
            yield _differs(passage, number, there)


def _totals_said(text: str, words: Iterable[str]) -> Iterator[int]:
    """Numbers that are said of all the children, not of some of them."""
    children = "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
    if not children:
        return
    after = r"(?:there (?:are|were)|we (?:have|had|look after|care for|cared for))(?: \w+)?"
    on = r"(?: were)?(?: (?:in|of) \w+)?,? (?:on|as at|as of|at)(?: the)? \d"
    are = r"(?: \w+){0,3}? (?:is|are|was|were|stands? at|stood at|remains? at)"
    for form in (
        rf"\b{after} {NUMBER} (?:{children})\b",
        rf"\b{NUMBER} (?:{children})\b{on}",
        rf"\bnumbers? of (?:{children})\b{are}(?: \w+)? {NUMBER}",
    ):
        for match in re.finditer(form, text, re.IGNORECASE):
            yield int(match["number"].replace(",", ""))


def _differs(passage: Passage, number: int, there: Counted) -> Finding:
    return finding(
        Check.FIGURES,
        passage,
        f"It says {number:,}; the number {there.where} is {there.number:,}, as at "
        f"{day_words(there.day)}.",
        "Give one number, or say why there are two.",
    )


def percentages_against_data(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """Percentages in a paragraph that names one indicator and that its data has nowhere."""
    measured = [each for each in facts.measured if each.values]
    for passage in read:
        if passage.form is not Form.PROSE or passage.text not in facts.typed:
            continue  # what the paper takes from the data itself is the data's
        told = list(_named(passage, measured))
        odd = list(_unknown(passage.text, told[0].values)) if len(told) == 1 else []
        if odd:
            yield finding(
                Check.FIGURES,
                passage,
                f"It says {listed(odd)} of {told[0].code} {told[0].name}; the scorecard has "
                f"{told[0].latest}.",
                "Correct the percentage, or say what it is of.",
            )


def _named(passage: Passage, measured: Iterable[Measured]) -> Iterator[Measured]:
    """Those in the paragraph, or else those that it stands under."""
    found = [each for each in measured if _names(passage.text, each)]
    return iter(found or [each for each in measured if _names(passage.heading, each)])


def _names(text: str, indicator: Measured) -> bool:
    code = rf"(?<![\w.-]){re.escape(indicator.code)}(?![\w-]|\.\d)"
    has_name = len(indicator.name) >= SHORTEST_NAME and indicator.name.casefold() in text.casefold()
    return has_name or bool(re.search(code, text))


def _unknown(text: str, values: Iterable[Decimal]) -> Iterator[str]:
    for match in PER_CENT.finditer(text):
        said = Decimal(match["number"])
        places = Decimal(1).scaleb(said.as_tuple().exponent)
        # Half a step either way: one rounds 0.5 up, the other to the even number.
        if not any(abs(value - said) <= places / 2 for value in values):
            yield match[0]


def counts_of(text: str) -> list[int]:
    """The whole numbers of a text without its years."""
    return [number for _, number in counts_in(text) if not 1900 <= number <= 2100]
