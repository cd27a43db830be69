"""A report to one plain document. Nothing after this reads the live tables."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import chain

from corporate_parenting.context import current_council
from corporate_parenting.models import Council
from corporate_parenting.words import capitalised, day_words
from reports.document import (
    Block,
    Cover,
    Document,
    Fact,
    Facts,
    Heading,
    arranged,
    spread,
    to_dict,
)
from reports.glossary import Glossary
from reports.kinds import COVER, FACTS, GLOSSARY, HOMES, SCORECARD, Edition
from reports.models import KindPart, Passage, Report
from reports.numbering import WITHHELD, Gap, Kept, numbered
from reports.queries import (
    acronyms,
    chosen_homes,
    chosen_sections,
    editions_of,
    is_withheld_from,
    law_of,
    scorecard_of_paper,
    version_of,
)
from reports.sections import SECTIONS
from reports.sections.source import Source, filled, one_line
from reports.sections.withheld import withheld
from scorecard.periods import Period
from scorecard.queries.paper import PaperRow

Passages = Mapping[str, tuple[Passage, ...]]
Scorecard = Callable[[Period], tuple[PaperRow, ...]]
NO_LETTERS = Facts((Fact("Letters", "none that this edition uses"),))


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


def every_edition(
    report: Report,
    *,
    among: Iterable[Edition] = tuple(Edition),
    concealed: frozenset[int] = frozenset(),
) -> dict[Edition, dict]:
    """The documents of all editions in which the paper differs, the public one first.

    Of those ``among`` them; ``concealed`` as in ``assemble``.
    """
    council = current_council()
    scorecard = _scorecard(council)
    return {
        edition: _Edition(report, council, edition, concealed, scorecard).document()
        for edition in editions_of(report)
        if edition in among
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
        self.passages, self.left_out = _passages(report, edition)
        self.chosen = chosen_sections(report) | chosen_homes(report)

    def document(self) -> dict:
        kind, mark = self.report.kind, self.edition.mark
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
        marks = filter(None, (mark, self.version()))
        return Cover(
            group=self.report.group_name if kind.has_cover else "",
            heading=self.filled(kind.cover_heading),
            body=self.filled(kind.cover_title),
            meeting_on="" if has_its_line else self.filled(kind.cover_foot),
            lines=(*marks, *self.cover_lines()),
            page=kind.has_cover,
        )

    def version(self) -> str:
        """Of a correction which it is and why, so that nobody takes it for the one before."""
        if not self.report.correction_reason:
            return ""
        reason = " ".join(self.report.correction_reason.split())
        return f"Version {version_of(self.report)}, corrected: {reason}"

    def cover_lines(self) -> Iterator[str]:
        """Each line that was typed for the cover, after its label where it has one."""
        for part in self.report.parts:
            if part.section != COVER:
                continue
            label, standard = self.heading(part), self.filled(part.standard_text)
            texts = [passage.text for passage in self.shown(part)]
            # The standard text would say the opposite of what may not be told.
            texts = texts if self.passages[part.code] else [standard]
            lines = [words for line in "\n".join(texts).splitlines() if (words := one_line(line))]
            if not is_withheld_from(part, self.edition):
                yield from (f"{label} – {words}" if label else words for words in lines)
            elif lines:
                self.left_out.append(part)

    def shown(self, part: KindPart) -> tuple[Passage, ...]:
        passages = self.passages[part.code]
        return tuple(each for each in passages if not is_withheld_from(each, self.edition))

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
        """Of a part that is withheld only the gap; what it would have told is left out.

        Where it is shown to some, they are told that it is not for publication.
        """
        blocks = SECTIONS[part.section](self.source(part))
        if part.section in FACTS:
            self.glossary.leave_out(self.lines_left_out(part, blocks))
        if blocks and is_withheld_from(part, self.edition):
            blocks = (self.gap(part, blocks),)
        elif blocks and is_withheld_from(part, Edition.PUBLIC) and part.section not in FACTS:
            blocks = (Kept(blocks, law_of(part)),)
        return self.glossary.expanded(blocks)

    def gap(self, part: KindPart, blocks: tuple[Block, ...]) -> Gap | Facts:
        """In the place of a whole part; its heading and label are the kind's, never typed."""
        self.left_out.append(part)
        heading, law = self.heading(part), law_of(part)
        if part.section in FACTS:
            return Facts((Fact(heading, f"{WITHHELD}: {law}"),))
        has_heading = heading and isinstance(next(spread(blocks), None), Heading)
        return Gap(blocks, law, Heading(part.level, heading) if has_heading else None)

    def lines_left_out(self, part: KindPart, blocks: tuple[Block, ...]) -> Iterator[Block]:
        """What only fuller editions say in a line with a label, which has no gap for it."""
        if is_withheld_from(part, self.edition):
            yield from blocks
        for passage in self.passages[part.code]:
            if is_withheld_from(passage, self.edition):
                yield Facts((Fact("", one_line(passage.text)),))

    def source(self, part: KindPart) -> Source:
        return Source(
            self.report,
            self.council,
            self.heading(part),
            part.level,
            part,
            self.shown(part),
            self.passages[part.code],
            self.edition,
            self.concealed,
            self.chosen.get(part.section),
            self.chosen.get("exceptions"),
            self.scorecard,
        )

    def listed(self, part: KindPart) -> tuple[Block, ...]:
        """The glossary, if the part is one and the paper uses any of its letters.

        Where only another edition does, this one says so: its headings keep their numbers.
        """
        is_used = self.glossary.used or self.glossary.is_elsewhere
        if part.section != GLOSSARY or not is_used:
            return ()
        heading = Heading(part.level, self.heading(part))
        if is_withheld_from(part, self.edition):
            return (self.gap(part, (heading,)),)
        table = self.glossary.table(heading.text)
        return (heading, table if self.glossary.used else NO_LETTERS)

    def heading(self, part: KindPart) -> str:
        return capitalised(self.filled(part.heading))

    def filled(self, words: str) -> str:
        return filled(words, self.report, self.council)


def _passages(report: Report, edition: Edition) -> tuple[Passages, list[Passage | KindPart]]:
    """All by the code of their part, and what the edition leaves out of them."""
    found = defaultdict(tuple)
    for passage in report.passages.filter(is_removed=False).order_by("order", "pk"):
        found[passage.part] += (passage,)
    of_paper = (found[part.code] for part in report.parts)
    left_out = [each for each in chain(*of_paper) if is_withheld_from(each, edition)]
    return found, left_out


def _joined(blocks: Iterable[Block | Gap]) -> Iterator[Block | Gap]:
    """Lines with labels that follow each other are one block, and gaps are one gap."""
    last = None
    for block in blocks:
        both = None
        if isinstance(last, Facts) and isinstance(block, Facts):
            both = Facts(last.lines + block.lines)
        elif isinstance(last, Gap):
            both = last.joined(block)
        if both is None and last is not None:
            yield last
        last = both or block
    if last is not None:
        yield last
