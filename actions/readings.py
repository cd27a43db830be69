"""A timescale's reading in words: how the application understood what was typed."""

from datetime import date
from typing import Protocol

from corporate_parenting.words import day_words


class Reading(Protocol):
    """What a Timescale holds beside its words."""

    kind: str
    starts_on: date | None
    ends_on: date | None
    every_count: int | None
    every_unit: str


PLURALS = {
    "week": "weeks",
    "month": "months",
    "half_term": "half terms",
    "term": "terms",
    "year": "years",
}


def reading(timescale: Reading) -> str:
    """Such as "by 31 March 2019" or "every 3 months"; empty if it was not read."""
    if timescale.kind == "ongoing":
        return "ongoing" + _span(timescale)
    if timescale.kind == "recurring":
        return _every(timescale) + _span(timescale)
    if timescale.kind in ("by", "until") and timescale.ends_on:
        return f"{timescale.kind} {day_words(timescale.ends_on)}"
    if timescale.kind == "during":
        return f"during{_span(timescale)}"
    return ""


def _every(timescale: Reading) -> str:
    unit = timescale.every_unit
    if not unit:
        return "recurring"
    count = timescale.every_count or 1
    return f"every {unit.replace('_', ' ')}" if count == 1 else f"every {count} {PLURALS[unit]}"


def _span(timescale: Reading) -> str:
    start = f" from {day_words(timescale.starts_on)}" if timescale.starts_on else ""
    end = f" to {day_words(timescale.ends_on)}" if timescale.ends_on else ""
    return start + end
