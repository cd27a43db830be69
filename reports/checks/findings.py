"""What a check says of one paragraph."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from reports.paragraphs import Passage


class Check(StrEnum):
    """In the order in which an author meets them."""

    FIGURES = "figures"
    TOTALS = "totals"
    DATES = "dates"
    AGE = "age"
    COMMENTARY = "commentary"
    UNCHANGED = "unchanged"
    PRIVATE = "private"
    ACRONYMS = "acronyms"
    LANGUAGE = "language"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Check.FIGURES: "Figures that differ from the data",
    Check.TOTALS: "Totals and differences",
    Check.DATES: "Dates",
    Check.AGE: "Old figures",
    Check.COMMENTARY: "Red without a commentary",
    Check.UNCHANGED: "Unchanged since the last board",
    Check.PRIVATE: "Names of homes and small numbers",
    Check.ACRONYMS: "Letters that are not explained",
    Check.LANGUAGE: "The council’s language",
}


@dataclass(frozen=True)
class Finding:
    """``words`` is a sentence that says what is odd, ``remedy`` one that says what to do.

    ``text`` is the paragraph's own. ``key`` stays the same until the paragraph, or what is odd
    about it, changes: so long an answer holds. ``editions`` names those in which alone it stands,
    such as "Members’ edition only"; empty where all do.
    """

    check: str
    place: str
    words: str
    remedy: str
    key: str
    text: str
    editions: str = ""


def finding(check: Check, passage: Passage, words: str, remedy: str) -> Finding:
    # Not the place: a paragraph that only gets another number keeps its answer.
    parts = "\x1f".join((check, passage.heading, passage.text, words))
    key = hashlib.sha256(parts.encode()).hexdigest()
    return Finding(check.value, passage.place, words, remedy, key, passage.text)
