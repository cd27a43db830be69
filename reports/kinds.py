"""The kinds of paper as data: what stands in each, in which order, under which fixed headings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One part of a paper; ``section`` names its maker in ``reports.sections``.

    ``heading`` may hold the council's words: ``{children}``, ``{care_leavers}``; its first letter
    is printed as a capital.
    """

    section: str
    heading: str = ""
    level: int = 3


@dataclass(frozen=True)
class Kind:
    code: str
    name: str
    title: str
    cover_heading: str
    parts: tuple[Part, ...]


UPDATE = Kind(
    code="update",
    name="Update report",
    title="Update report",
    cover_heading="Update Report for",
    parts=(
        Part("heading", "Section 1: Items Discussed", level=2),
        Part("first_items"),
        Part("progress", "{children} and {care_leavers} action plan – progress"),
        Part("later_items"),
        Part("recommendation", "Recommendation", level=2),
        Part("numbers", "Numbers of {children}", level=2),
        Part("sign_off"),
    ),
)

KINDS = {kind.code: kind for kind in (UPDATE,)}


def choices() -> list[tuple[str, str]]:
    """For the column of the kind; a function, so that a further kind needs no migration."""
    return [(kind.code, kind.name) for kind in KINDS.values()]
