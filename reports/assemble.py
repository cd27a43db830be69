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
from reports.kinds import COVER, GLOSSARY, HOMES, SCORECARD, Edition
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
from reports.sections.withheld import withheld
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
    return _Edition(report, council, edition, concealed, _scorecard(council)).document()


def every_edition(report: Report) -> dict[Edition, dict]:
    """The documents of all editions in which the paper differs, the public one first."""
    council = current_council()
    scorecard = _scorecard(council)
    return {
        edition: _Edition(report, council, edition, frozenset(), scorecard).document()
        for edition in editions_of(report)
    }


def _scorecard(council: Council) -> Scorecard:
    """Read once for all sections and editions."""
    return cache(partial(scorecard_of_paper, council=council))


def document_hash(document: dict) -> str:
    """SHA-256 of the document, whatever order a database gives its keys in."""
    words = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


class _Edition:
    """One edition of a paper while it is put together; ``left_out`` grows with what it lacks."""

    def __init__(
        self,
        report: Report,
        council: Council,
        edition: Edition,
        concealed: frozenset[int],
        scorecard: Scorecard,
    ) -> None:
        self.report, self.council, self.edition = report, council, edition
        self.concealed, self.scorecard = concealed, scorecard
        self.glossary = Glossary(acronyms())
        self.shown, self.left_out = _passages(report, edition)
        self.chosen = chosen_sections(report) | chosen_homes(report)

    def document(self) -> dict:
        kind, mark = self.report.kind, MARKS[self.edition]
        day = day_words(self.report.meeting.held_on)
        document = Document(
            title=f"{self.report.title}, {day}{f' ({mark})' if mark else ''}",
            cover=self.cover(mark),
            blocks=tuple(_joined(self.blocks())),
            council=self.council.name,
            colour=self.council.brand_colour,
            edition=self.edition.value,
            has_contents=kind.has_contents,
            landscape=kind.has_landscape,
        )
        return to_dict(arranged(numbered(document, kind.numbering)))

    def cover(self, mark: str) -> Cover:
        """Without what a paper that begins with its heading says in the lines below it."""
        kind = self.report.kind
        has_its_line = not kind.has_cover and self.report.has_section("meeting_field")
        lines = tuple(self.cover_lines())
        return Cover(
            group=self.report.group_name if kind.has_cover else "",
            heading=self.filled(kind.cover_heading),
            body=self.filled(kind.cover_title),
            meeting_on="" if has_its_line else self.filled(kind.cover_foot),
            lines=(mark, *lines) if mark else lines,
            page=kind.has_cover,
        )

    def cover_lines(self) -> Iterator[str]:
        """Each line that was typed for the cover, after its label where it has one."""
        for part in self.report.parts:
            if part.section != COVER or is_withheld_from(part, self.edition):
                continue
            label, standard = self.heading(part), self.filled(part.standard_text)
            texts = [passage.text for passage in self.shown[part.code]] or [standard]
            for line in "\n".join(texts).splitlines():
                if words := one_line(line):
                    yield f"{label} – {words}" if label else words

    def blocks(self) -> Iterator[Block]:
        parts = [part for part in self.report.parts if self.is_told(part)]
        # The glossary lists what all other parts use, wherever it stands itself.
        made = {part.code: self.made(part) for part in parts if part.section != GLOSSARY}
        for part in parts:
            yield from made.get(part.code) or self.listed(part)
        yield from withheld(self.report, self.council, self.edition, self.left_out)

    def is_told(self, part: KindPart) -> bool:
        """Of the scorecard and the homes a paper tells only what its author chose."""
        if part.section == COVER:
            return False
        return part.section not in (*SCORECARD, *HOMES) or part.section in self.chosen

    def made(self, part: KindPart) -> tuple[Block, ...]:
        """Nothing of a part that is withheld; what it would have told is noted as left out."""
        blocks = SECTIONS[part.section](self.source(part))
        if not is_withheld_from(part, self.edition):
            return self.glossary.expanded(blocks)
        if blocks:
            self.left_out.append(part)
        return ()

    def source(self, part: KindPart) -> Source:
        return Source(
            self.report,
            self.council,
            self.heading(part),
            part.level,
            part,
            self.shown[part.code],
            self.edition,
            self.concealed,
            self.chosen.get(part.section),
            self.chosen.get("exceptions"),
            self.scorecard,
        )

    def listed(self, part: KindPart) -> tuple[Block, ...]:
        """The glossary, if the part is one and the paper uses any of its letters."""
        is_shown = part.section == GLOSSARY and not is_withheld_from(part, self.edition)
        if not is_shown or not self.glossary.used:
            return ()
        heading = self.heading(part)
        return (Heading(part.level, heading), self.glossary.table(heading))

    def heading(self, part: KindPart) -> str:
        return capitalised(self.filled(part.heading))

    def filled(self, words: str) -> str:
        return filled(words, self.report, self.council)


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
