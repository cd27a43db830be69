"""A report to one plain document. Nothing after this reads the live tables."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

from corporate_parenting.context import current_council
from corporate_parenting.models import Council
from corporate_parenting.words import capitalised, day_words
from reports.document import Block, Cover, Document, Facts, Heading, arranged, to_dict
from reports.glossary import Glossary
from reports.kinds import COVER, HOMES, SCORECARD, Edition
from reports.models import KindPart, Passage, Report
from reports.numbering import numbered
from reports.queries import (
    acronyms,
    chosen_homes,
    chosen_sections,
    editions_of,
    is_withheld_from,
    scorecard_of_paper,
)
from reports.sections import SECTIONS
from reports.sections.source import Source, filled, one_line
from scorecard.periods import Period
from scorecard.queries.paper import PaperRow

Shown = Mapping[str, tuple[Passage, ...]]
Scorecard = Callable[[Period], tuple[PaperRow, ...]]
# On each sheet, so that no reader takes an exempt paper for the public one.
MARKS = {
    Edition.PUBLIC: "",
    Edition.MEMBERS: "Members’ edition: not for publication",
    Edition.OFFICERS: "Officers’ edition: not for publication",
}


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
    council = current_council()
    return _assembled(report, council, edition, concealed, _scorecard(council))


def every_edition(report: Report) -> dict[Edition, dict]:
    """The documents of all editions in which the paper differs, the public one first."""
    council = current_council()
    scorecard = _scorecard(council)
    return {
        edition: _assembled(report, council, edition, frozenset(), scorecard)
        for edition in editions_of(report)
    }


def _scorecard(council: Council) -> Scorecard:
    """Read once for all sections and editions."""
    return cache(partial(scorecard_of_paper, council=council))


def _assembled(
    report: Report,
    council: Council,
    edition: Edition,
    concealed: frozenset[int],
    scorecard: Scorecard,
) -> dict:
    kind = report.kind
    day, mark = day_words(report.meeting.held_on), MARKS[edition]
    glossary, (shown, left_out) = Glossary(acronyms()), _passages(report, edition)
    blocks = _blocks(report, council, edition, concealed, glossary, scorecard, shown, left_out)
    document = Document(
        title=f"{report.title}, {day}{f' ({mark})' if mark else ''}",
        cover=_cover(report, council, shown, mark),
        blocks=tuple(_joined(blocks)),
        council=council.name,
        colour=council.brand_colour,
        edition=edition.value,
        has_contents=kind.has_contents,
        landscape=kind.has_landscape,
    )
    return to_dict(arranged(numbered(document, kind.numbering)))


def _cover(report: Report, council: Council, shown: Shown, mark: str) -> Cover:
    """Without what a paper that begins with its heading says in the lines below it."""
    kind = report.kind
    has_its_line = not kind.has_cover and report.has_section("meeting_field")
    lines = tuple(_cover_lines(report, council, shown))
    return Cover(
        group=report.group_name if kind.has_cover else "",
        heading=filled(kind.cover_heading, report, council),
        body=filled(kind.cover_title, report, council),
        meeting_on="" if has_its_line else filled(kind.cover_foot, report, council),
        lines=(mark, *lines) if mark else lines,
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
    scorecard: Scorecard,
    shown: Shown,
    left_out: list,
) -> Iterator[Block]:
    chosen = chosen_sections(report) | chosen_homes(report)
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
            chosen.get("exceptions"),
            scorecard,
        )
        if part.section == "glossary":
            continue
        blocks = SECTIONS[part.section](source)
        if not is_withheld_from(part, edition):
            made[part.code] = glossary.expanded(blocks)
        elif blocks:
            left_out.append(part)
    for part in parts:
        is_shown = not is_withheld_from(part, edition)
        if part.section == "glossary" and glossary.used and is_shown:
            heading = _heading(part, report, council)
            yield from (Heading(part.level, heading), glossary.table(heading))
        yield from made.get(part.code, ())


def _is_told(part: KindPart, chosen: dict) -> bool:
    """Of the scorecard and the homes a paper tells only what its author chose."""
    if part.section == COVER:
        return False
    return part.section not in (*SCORECARD, *HOMES) or part.section in chosen


def _heading(part: KindPart, report: Report, council: Council) -> str:
    return capitalised(filled(part.heading, report, council))


def _cover_lines(report: Report, council: Council, shown: Shown) -> Iterator[str]:
    """Each line that was typed for the cover, after its label where it has one."""
    for part in report.parts:
        if part.section != COVER:
            continue
        label, standard = (
            _heading(part, report, council),
            filled(part.standard_text, report, council),
        )
        texts = [passage.text for passage in shown[part.code]] or [standard]
        for line in "\n".join(texts).splitlines():
            if words := one_line(line):
                yield f"{label} – {words}" if label else words


def _passages(report: Report, edition: Edition) -> tuple[Shown, list[Passage]]:
    """What the edition shows, by the code of its part, and what it leaves out."""
    shown, left_out = defaultdict(tuple), []
    for passage in report.passages.filter(is_removed=False).order_by("order", "pk"):
        if is_withheld_from(passage, edition):
            left_out.append(passage)
        else:
            shown[passage.part] += (passage,)
    return shown, left_out


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
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
