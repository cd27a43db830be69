"""The kinds of paper as data: what stands in each, in which order, under which fixed headings."""

from dataclasses import dataclass

SCORECARD, HOMES = "scorecard", "homes"


@dataclass(frozen=True)
class Part:
    """One part of a paper; ``section`` names its maker in ``reports.sections``.

    ``heading`` may hold the council's words: ``{children}``, ``{care_leavers}``; its first letter
    is printed as a capital. A part with a ``name`` stands only in the papers whose author chose it
    under that name, among those of its ``subject``.
    """

    section: str
    heading: str = ""
    level: int = 3
    name: str = ""
    subject: str = SCORECARD


@dataclass(frozen=True)
class Kind:
    code: str
    name: str
    title: str
    cover_heading: str
    parts: tuple[Part, ...]

    def to_choose(self, subject: str) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.name and part.subject == subject)


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
        Part("scorecard_table", "Scorecard", level=2, name="Scorecard table"),
        Part("exceptions", "Scorecard: commentary", level=2, name="Commentary on exceptions"),
        Part("comparator_charts", "How we compare", level=2, name="Charts with other areas"),
        Part(
            "home_judgements", "Our homes", level=2, name="Judgements of our homes", subject=HOMES
        ),
        Part(
            "home_changes",
            "Our homes: what changed since the last board",
            level=2,
            name="What changed since the last board",
            subject=HOMES,
        ),
        Part("recommendation", "Recommendation", level=2),
        Part("numbers", "Numbers of {children}", level=2),
        Part("sign_off"),
    ),
)

KINDS = {kind.code: kind for kind in (UPDATE,)}


def section_choices() -> list[tuple[str, str]]:
    """Of the column of a chosen section, for all kinds; a function for the same reason."""
    return _names(SCORECARD)


def homes_choices() -> list[tuple[str, str]]:
    """As ``section_choices``, of the sections on homes."""
    return _names(HOMES)


def choices() -> list[tuple[str, str]]:
    """For the column of the kind; a function, so that a further kind needs no migration."""
    return [(kind.code, kind.name) for kind in KINDS.values()]


def _names(subject: str) -> list[tuple[str, str]]:
    parts = (part for kind in KINDS.values() for part in kind.to_choose(subject))
    return list({part.section: part.name for part in parts}.items())
