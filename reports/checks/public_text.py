"""What a paper that all may read should not say: names of private homes, and who is meant."""

import re
from collections.abc import Iterator

from corporate_parenting.words import listed
from homes.labels import HiddenNames
from reports.checks.facts import Facts
from reports.checks.findings import Check, Finding, finding
from reports.paragraphs import Form, Passage
from scorecard.narrative import counts_in

PEOPLE = (
    r"child(?:ren)?|young (?:people|persons?)|bab(?:y|ies)|siblings?|brothers?|sisters?"
    r"|boys?|girls?|teenagers?|care[- ]leavers?|care experienced|carers?|people|person|persons"
    r"|parents?|mothers?|fathers?|famil(?:y|ies)|pupils?|students?|UASC|CIOC"
)


def private_names(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    hidden = HiddenNames(facts.names)
    for passage in read:
        for name in hidden.all_in(passage.text):
            yield finding(
                Check.PRIVATE,
                passage,
                f"It says “{name}”, which gives a home away that is kept private.",
                "Write “the home”, or the name by which the public may know it.",
            )


def small_numbers(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """Numbers of people up to the council's limit, in digits or in words."""
    for passage in read:
        if not passage.is_prose and passage.form is not Form.HEADING:
            continue  # figures in tables were hidden where they had to be
        named = list(dict.fromkeys(_small(passage.text, facts.hide_up_to)))
        if named:
            yield finding(
                Check.PRIVATE,
                passage,
                f"It says {listed([f'“{each}”' for each in named])}: so few people may be known by "
                "it.",
                "Write “a small number”, or answer why nobody can be known.",
            )


def _small(text: str, limit: int) -> Iterator[str]:
    """Children’s homes are no children.

    A rule that hides 1 hides 2 as well, or it would say which number it is."""
    most = max(2, limit) if limit else 0
    for words, number in dict.fromkeys(counts_in(text)):
        if 1 <= number <= most:
            people = rf"(?<![\w.,/-]){re.escape(words)}(?: [\w’'-]+){{0,2}}? (?:{PEOPLE})\b(?!['’])"
            yield from re.findall(people, text, re.IGNORECASE)[:1]
