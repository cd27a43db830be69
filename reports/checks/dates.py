"""Dates that cannot be, futures that are past, and figures that are old when the board meets."""

import re
from collections.abc import Iterator
from datetime import timedelta

from corporate_parenting.words import counted, day_words
from reports.checks.days import written_days, written_ends
from reports.checks.facts import Facts
from reports.checks.findings import Check, Finding, finding
from reports.paragraphs import Form, Passage

SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z“\"'‘(])")
# What is spoken of as still to come; the date must follow.
FUTURE = re.compile(
    r"\b(?:will|shall|is|are|remains?)\b(?: \w+){0,3}? (?:due|planned|scheduled|expected|going)\b"
    r"|\b(?:will|shall|plans? to|aims? to|intends? to|hopes? to)\b",
    re.I,
)
AS_AT = re.compile(r"\b(?:as (?:at|of|on)|at the end of|position (?:at|on))(?: the)? $", re.I)
THERE_WERE = re.compile(r"\b(?:there (?:were|was)|we had)\b[^.]*\bon(?: the)? $", re.I)
AT_THE_START = re.compile(r"^at the $", re.I)


def odd_dates(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    for passage in read:
        yield from _impossible(passage)
        if passage.form is Form.PROSE:
            yield from _gone_by(passage, facts)


def _impossible(passage: Passage) -> Iterator[Finding]:
    for written in written_days(passage.text):
        if written.why:
            yield finding(
                Check.DATES,
                passage,
                f"“{written.words}” is no date: {written.why}.",
                "Write the date that is meant.",
            )


def _gone_by(passage: Passage, facts: Facts) -> Iterator[Finding]:
    for sentence in SENTENCE.split(passage.text):
        future = FUTURE.search(sentence)
        if future is None:
            continue
        for written in written_ends(sentence):
            if written.start > future.end() and written.day < facts.meeting_on:
                yield finding(
                    Check.DATES,
                    passage,
                    f"“{written.words}” is spoken of as still to come (“{future[0]}”), and is over "
                    f"when the board meets on {day_words(facts.meeting_on)}.",
                    "Say what came of it, or give the new date.",
                )


def old_figures(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """Of what is taken from the data once for each day: its tables repeat it in every row."""
    oldest = facts.meeting_on - timedelta(weeks=facts.stale_weeks)
    told = set()
    for passage in read:
        for written in written_days(passage.text):
            before = passage.text[: written.start]
            if written.day is None or written.day >= oldest or not _is_as_at(before):
                continue
            where = (passage.heading if passage.text in facts.typed else "", written.day)
            if where not in told:
                told.add(where)
                yield _old(passage, written.words, (facts.meeting_on - written.day).days, facts)


def _is_as_at(before: str) -> bool:
    return any(form.search(before) for form in (AS_AT, THERE_WERE, AT_THE_START))


def _old(passage: Passage, words: str, days: int, facts: Facts) -> Finding:
    return finding(
        Check.AGE,
        passage,
        f"What is said as at {words} is {counted(days // 7, 'week')} old when the board meets on "
        f"{day_words(facts.meeting_on)}; the council’s limit is {facts.stale_weeks}.",
        "Bring the figures up to date, or answer why there are none later.",
    )
