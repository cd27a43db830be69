"""A report to one plain document. Nothing after this reads the live tables."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, partial

from corporate_parenting.context import current_council
from corporate_parenting.models import Council
from corporate_parenting.words import capitalised, day_words
from reports.document import Block, Cover, Document, Facts, Heading, arranged, to_dict
from reports.glossary import Glossary
from reports.kinds import HOMES, SCORECARD, Edition
from reports.models import KindPart, Passage, Report
from reports.numbering import numbered
from reports.queries import (
    acronyms,
    chosen_homes,
    chosen_sections,
    is_withheld_from,
    scorecard_of_paper,
)
from reports.sections import SECTIONS
from reports.sections.source import Source, filled
from reports.sections.withheld import withheld

Shown = Mapping[str, tuple[Passage, ...]]


def assemble(
    report: Report,
    *,
    edition: Edition = Edition.PUBLIC,
    concealed: frozenset[int] = frozenset(),
) -> dict:
    """The document of a report as JSON holds it; the same rows give the same document.

    What an edition may not show is not in its document. ``concealed`` are the keys of notes that
    a sentence stands for: never in what is published.
    """
    council, kind = current_council(), report.kind
    day = day_words(report.meeting.held_on)
    glossary = Glossary(acronyms())
    document = Document(
        title=f"{report.title}, {day}",
        cover=_cover(report, day),
        blocks=tuple(_joined(_blocks(report, council, edition, concealed, glossary))),
        council=council.name,
        colour=council.brand_colour,
        edition=edition.value,
        has_contents=kind.has_contents,
        landscape=kind.has_landscape,
    )
    return to_dict(arranged(numbered(document, kind.numbering)))


def _cover(report: Report, day: str) -> Cover:
    """Without what a paper that begins with its heading says in the lines below it."""
    kind = report.kind
    has_its_line = not kind.has_cover and report.has_section("meeting_field")
    return Cover(
        group=report.group_name if kind.has_cover else "",
        heading=kind.cover_heading,
        body=report.meeting.body,
        meeting_on="" if has_its_line else day,
        page=kind.has_cover,
    )


def document_hash(document: dict) -> str:
    """SHA-256 of the document, whatever order a database gives its keys in."""
    words = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def _blocks(
    report: Report,
    council: Council,
    edition: Edition,
    concealed: frozenset[int],
    glossary: Glossary,
) -> Iterator[Block]:
    chosen = chosen_sections(report) | chosen_homes(report)
    scorecard = cache(partial(scorecard_of_paper, council=council))
    shown, left_out = _passages(report, edition)
    parts = [part for part in report.parts if _is_told(part, chosen)]
    made = {}
    for part in parts:
        source = Source(
            report,
            council,
            _heading(part, report, council),
            part.level,
            part,
            shown[part.code],
            edition,
            concealed,
            chosen.get(part.section),
            scorecard,
        )
        if part.section != "glossary":
            made[part.code] = glossary.expanded(SECTIONS[part.section](source))
    for part in parts:
        if part.section == "glossary" and glossary.used:
            heading = _heading(part, report, council)
            yield from (Heading(part.level, heading), glossary.table(heading))
        yield from made.get(part.code, ())
    yield from withheld(report, council, edition, left_out)


def _is_told(part: KindPart, chosen: dict) -> bool:
    """Of the scorecard and the homes a paper tells only what its author chose."""
    return part.section not in (*SCORECARD, *HOMES) or part.section in chosen


def _heading(part: KindPart, report: Report, council: Council) -> str:
    return capitalised(filled(part.heading, report, council))


def _passages(report: Report, edition: Edition) -> tuple[Shown, list[Passage]]:
    """What the edition shows, by the code of its part, and what it leaves out."""
    shown, left_out = defaultdict(tuple), []
    for passage in report.passages.filter(is_removed=False).order_by("order", "pk"):
        if is_withheld_from(passage, edition):
            left_out.append(passage)
        else:
            shown[passage.part] += (passage,)
    return shown, left_out


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Lines with labels that follow each other are one block."""
    lines = ()
    for block in blocks:
        if isinstance(block, Facts):
            lines += block.lines
            continue
        if lines:
            yield Facts(lines)
            lines = ()
        yield block
    if lines:
        yield Facts(lines)
