"""What the parts of a paper can be: the sections that a kind of paper names, in its own order.

The kinds themselves are rows (``reports.models.PaperKind``), so that a council has its own forms.
"""

from corporate_parenting.words import WordedEnum

SCORECARD = ("scorecard_table", "exceptions", "comparator_charts")
HOMES = ("home_judgements", "home_changes")
"""Sections that the author of a paper chooses, with their period or day."""
OF_A_TIME = ("meetings_held", "reports_considered")
"""A kind with one of these tells of a time, such as a year: its author names the two days."""

FACTS = ("field", "board_field", "meeting_field", "title_field", "group_field", "author_field")
ALWAYS_TOLD = (
    "heading", "board_field", "meeting_field", "title_field", "group_field", "author_field",
)  # fmt: skip
"""Sections that no edition withholds: covers, file names and lists of papers tell them anyway."""
COVER, GLOSSARY = "cover_line", "glossary"
"""Lines with their words typed that stand on the cover, not in the paper's text."""
TYPED = ("words", "field", COVER, "vision", "signature", "meetings_held", "numbers", "next_plan")
"""Sections whose words are typed for each paper, or are the kind's standard text."""


class Numbering(WordedEnum):
    """Of headings and paragraphs: as members quote them."""

    NONE = "none", "No numbers"
    DECIMAL = "decimal", "1, 1.1, 1.1.1"
    LETTERS = "letters", "A, A1, A1.1"


class Publicity(WordedEnum):
    """Who may read a passage: everyone, members and officers, or officers alone."""

    PUBLIC = "public", "Public"
    EXEMPT = "exempt", "Exempt: members and officers"
    CONFIDENTIAL = "confidential", "Confidential: officers only"


class Edition(WordedEnum):
    """For whom a paper is made, from the fewest words to all of them."""

    PUBLIC = "public", "Public edition"
    MEMBERS = "members", "Members’ edition"
    OFFICERS = "officers", "Officers’ edition"

    @property
    def mark(self) -> str:
        """On each sheet, so that no reader takes an exempt paper for the public one."""
        return "" if self is Edition.PUBLIC else f"{self.label}: not for publication"

    @property
    def shows(self) -> frozenset[str]:
        """The classes of passage that stand in it."""
        order = list(Edition)
        return frozenset(list(Publicity)[: order.index(self) + 1])


EXEMPT_PARAGRAPHS = [
    ("1", "1: information about an individual"),
    ("2", "2: information likely to reveal who an individual is"),
    ("3", "3: financial or business affairs"),
    ("4", "4: labour relations"),
    ("5", "5: legal professional privilege"),
    ("6", "6: notices and orders"),
    ("7", "7: prevention or prosecution of crime"),
]
"""Schedule 12A, Part 1, of the Local Government Act 1972, for England."""

SECTIONS = {
    "heading": "Heading alone",
    "words": "Words of the author",
    "field": "Line with a label, typed",
    "board_field": "Line with a label: the board",
    "meeting_field": "Line with a label: the day of the meeting",
    "title_field": "Line with a label: the title of the paper",
    "group_field": "Line with a label: the group that reports",
    "author_field": "Line with a label: the author",
    "cover_line": "Line on the cover, typed",
    "progress": "Progress on the plan",
    "vision": "Vision of the plan",
    "plan_tables": "The plan as tables",
    "next_plan": "Priorities and actions of the next plan",
    "scorecard_table": "Scorecard table",
    "exceptions": "Commentary on exceptions",
    "comparator_charts": "Charts with other areas",
    "home_judgements": "Judgements of our homes",
    "home_changes": "What changed since the last board",
    "meetings_held": "Meetings held",
    "reports_considered": "Reports considered",
    "quotations": "Quotations",
    "recommendation": "Recommendation",
    "numbers": "Numbers of children",
    "glossary": "Glossary",
    "signature": "Signature of somebody else, typed",
    "sign_off": "Signature of the paper",
}
"""By the name of their maker in ``reports.sections``."""


def section_types() -> list[tuple[str, str]]:
    """For the column of a part; a function, so that a further section needs no migration."""
    return list(SECTIONS.items())


def section_choices() -> list[tuple[str, str]]:
    """Of the column of a chosen section of the scorecard; a function for the same reason."""
    return [(name, SECTIONS[name]) for name in SCORECARD]


def homes_choices() -> list[tuple[str, str]]:
    """As ``section_choices``, of the sections on homes."""
    return [(name, SECTIONS[name]) for name in HOMES]
