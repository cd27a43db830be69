"""A report to one plain document. Nothing after this reads the live tables."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache, partial

from corporate_parenting.context import current_council
from corporate_parenting.models import Council
from corporate_parenting.words import capitalised, day_words
from reports.document import Block, Cover, Document, arranged, to_dict
from reports.kinds import KINDS, Kind
from reports.models import Report
from reports.queries import chosen_homes, chosen_sections, scorecard_of_paper
from reports.sections import SECTIONS
from reports.sections.source import Source


def assemble(report: Report, *, concealed: frozenset[int] = frozenset()) -> dict:
    """The document of a report as JSON holds it; the same rows give the same document.

    ``concealed`` are the keys of notes that a sentence stands for: never in what is published.
    """
    council, kind = current_council(), KINDS[report.kind]
    day = day_words(report.meeting.held_on)
    document = Document(
        title=f"{report.title}, {day}",
        cover=Cover(
            group=report.group_name,
            heading=kind.cover_heading,
            body=report.meeting.body,
            meeting_on=day,
        ),
        blocks=tuple(_blocks(report, kind, council, concealed)),
        council=council.name,
        colour=council.brand_colour,
    )
    return to_dict(arranged(document))


def document_hash(document: dict) -> str:
    """SHA-256 of the document, whatever order a database gives its keys in."""
    words = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def _blocks(
    report: Report, kind: Kind, council: Council, concealed: frozenset[int]
) -> Iterator[Block]:
    words = {
        "children": council.children_word,
        "care_leavers": council.care_leavers_word,
    }
    chosen = chosen_sections(report) | chosen_homes(report)
    scorecard = cache(partial(scorecard_of_paper, council=council))
    for part in kind.parts:
        if part.name and part.section not in chosen:
            continue
        heading = capitalised(part.heading.format(**words))
        section = chosen.get(part.section)
        source = Source(report, council, heading, part.level, concealed, section, scorecard)
        yield from SECTIONS[part.section](source)
