"""Indicators that are red with nothing said about them."""

from collections.abc import Iterator

from reports.checks.facts import Facts
from reports.checks.findings import Check, Finding, finding
from reports.paragraphs import Passage


def red_without_commentary(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """Of those that the paper tells of."""
    for each in facts.measured:
        if each.is_red and not each.has_commentary and each.code in facts.told:
            words = f"{each.code} {each.name} is red, and no commentary is recorded"
            yield finding(
                Check.COMMENTARY,
                _place_of(read, each.code, f"{each.code} {each.name}"),
                f"{words} ({each.latest}).",
                "Have its owner write the commentary, or answer why there is none.",
            )


def _place_of(read: tuple[Passage, ...], code: str, name: str) -> Passage:
    """Where the paper tells of it; by its name where nothing but a table does."""
    headings = (each for each in read if each.heading.split(" ")[0] == code)
    return next(headings, Passage(name, "Scorecard"))
