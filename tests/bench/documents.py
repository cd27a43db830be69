"""Four papers of a made-up council, of the length and kind that boards read."""

from dataclasses import replace
from itertools import count

from reports.document import (
    Cell,
    Column,
    Cover,
    Document,
    Heading,
    Table,
    arranged,
    prose_blocks,
    to_dict,
)
from tests.reports.figures import make_figure
from tests.reports.papers import CARERS, CULTURE, HOMES, VOICE, make_document, sample_report

PLAN_COLUMNS = (
    Column("Strand", 20),
    Column("Who and where", 20),
    Column("Agency leads", 15),
    Column("Timescales", 10),
    Column("Comments and progress"),
)
PRIORITIES = 7
PROGRESS = (
    "The fostering team met {0} families in Fernmoor this month. Two of them have begun their "
    "training, and one was approved by the panel.",
    "The care council asked for more choice near the schools that young people go to now. We "
    "shall come back to this in spring, with what {0} carers told us about it.",
)
CHARTS = 8


def update() -> dict:
    """A: an update report of six pages."""
    return to_dict(sample_report())


def plan(actions: int, *, changed: bool = False) -> dict:
    """B and D: a plan with a table for each priority; ``changed`` in the words of one action."""
    numbers = count(1)
    blocks = []
    for priority in range(1, PRIORITIES + 1):
        blocks.append(Heading(2, "A settled home near those who matter", f"Promise {priority}."))
        some = [f"{priority}.{n}" for n in range(1, actions // PRIORITIES + 1)]
        rows = [row for reference in some for row in _action(reference, next(numbers), changed)]
        blocks.append(Table(f"Promise {priority}: actions", PLAN_COLUMNS, tuple(rows)))
    return to_dict(arranged(_paper("Action Plan", *blocks, landscape=True)))


def annual() -> dict:
    """C: an annual report of 24 pages with contents, running heads and eight charts."""
    blocks = [Heading(2, "Foreword"), *prose_blocks(VOICE * 30, level=3)]
    for number in range(1, CHARTS + 1):
        blocks.append(Heading(2, f"What we did: part {number}"))
        for name, text in (("Culture", CULTURE), ("Homes", HOMES), ("Carers", CARERS)):
            blocks += [Heading(3, name), *prose_blocks(text, level=4)]
        blocks += [Heading(3, "How we compare"), make_figure(title=f"Children, chart {number}")]
    return to_dict(arranged(_paper("Annual Report", *blocks)))


def _paper(heading: str, *blocks, landscape: bool = False) -> Document:
    cover = Cover("Children in Our Care Strategic Group", heading, "Corporate Parenting Board",
                  "8 April 2027")  # fmt: skip
    return replace(make_document(*blocks, landscape=landscape), cover=cover)


def _action(reference: str, number: int, changed: bool) -> list[tuple[Cell, ...]]:
    wording = f"{reference} Find each child a settled home near the people who matter to them"
    if changed and number == 1:
        wording += ", and ask them twice a year"
    strands = [
        tuple(Cell(lines) for lines in (
            ("More carers near the schools that young people go to",),
            ("Fostering team", "All hubs of the borough"),
            (f"Ada Rowe {number}", "CAMHS – Bo Lund"),
            ("Ongoing", "March 2028"),
            tuple(line.format(number) for line in PROGRESS[:strand]),
        ))
        for strand in (1, 2)
    ]  # fmt: skip
    return [(Cell((wording,), header=True, span=len(PLAN_COLUMNS)),), *strands]
