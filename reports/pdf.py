"""A document to PDF: printed part by part, by one process or by two, and bound."""

import hashlib
import unicodedata
from collections.abc import Iterable, MutableMapping, Sequence
from itertools import chain, islice

from corporate_parenting.words import listed
from reports import press
from reports.document import Block, Document, Figure, spread
from reports.kept_parts import packed, unpacked
from reports.markup import RenderError, picture_address
from reports.paragraphs import passages
from reports.pdf_binding import BindingError
from reports.press_team import print_all
from reports.printed import Printed
from reports.sheets import (
    Paper,
    Sheets,
    front_pages,
    front_sheets,
    has_front,
    paper_sheets,
    parts_of,
)

MOST_PLACES = 3
MOST_TRIES = 3


def pdf_bytes(
    document: Document,
    *,
    processes: int = 1,
    attached: Sequence[press.Attached] = (),
    kept: MutableMapping[str, Printed] | None = None,
) -> bytes:
    """The PDF of a document, as ``rendering`` tells.

    ``kept``: what was printed before, by its key. It holds what this paper is made of afterwards.
    """
    return print_paper(paper_sheets(document), processes=processes, attached=attached, kept=kept)


def print_paper(
    paper: Paper,
    *,
    processes: int = 1,
    attached: Sequence[press.Attached] = (),
    kept: MutableMapping[str, Printed] | None = None,
) -> bytes:
    """As ``pdf_bytes``, of a document whose pages are made."""
    kept = {} if kept is None else kept
    try:
        return _printed(_Run(paper, processes, attached, kept))
    except BindingError:
        if not kept:
            raise
        # A font of the machine was replaced since.
        kept.clear()
        return _printed(_Run(paper, processes, attached, kept))


def print_again(
    document: Document, *, before: bytes, now: bytes, processes: int
) -> tuple[bytes, bytes]:
    """The PDF of a draft, and what is kept of it for the next time.

    ``before`` is what was kept the last time, ``now`` of other editions of the same paper.
    """
    others = unpacked(now)
    kept = unpacked(before) | others
    pdf = pdf_bytes(document, processes=processes, kept=kept)
    return pdf, packed(others | kept)


def _printed(run: "_Run") -> bytes:
    missing, document = run.draw(), run.document
    if letters := {character for character in missing if not _is_symbol(character)}:
        raise RenderError(_unprintable(letters, document))
    if missing:
        run.described = missing
        missing = run.draw()
    if missing:
        raise RenderError(_unprintable(missing, document))
    run.forget()
    return run.pdf


class _Run:
    """One paper in print; ``described`` are the symbols that are printed as their names."""

    def __init__(
        self,
        paper: Paper,
        processes: int,
        attached: Sequence[press.Attached],
        kept: MutableMapping[str, Printed],
    ) -> None:
        self.paper, self.document = paper, paper.document
        self.processes, self.attached, self.kept = processes, attached, kept
        self.described, self.used, self.pdf = set(), set(), b""

    def draw(self) -> set[str]:
        """Print what is not printed yet and bind it; characters that no font here holds."""
        sheets = [each.described(self.described) for each in self.paper.parts]
        parts = self.printed(sheets)
        for part, chapters in zip(parts, parts_of(self.document), strict=True):
            refuse_unfit(part, chain.from_iterable(chapters))
        if has_front(self.document):
            parts.insert(0, self.front(parts))
        missing = set().union(*(part.missing for part in parts))
        return missing or self.bind(parts, sheets)

    def forget(self) -> None:
        """Keep no part that the paper has no more."""
        for key in set(self.kept) - self.used:
            del self.kept[key]

    def printed(self, sheets: Sequence[Sheets]) -> list[Printed]:
        new = {each.key: each for each in sheets if each.key not in self.kept}
        fresh = print_all(list(new.values()), self.processes)
        self.kept.update(zip(new, fresh, strict=True))
        self.used.update(each.key for each in sheets)
        return [self.kept[each.key] for each in sheets]

    def front(self, parts: Sequence[Printed]) -> Printed:
        """Cover and contents: the numbers in it hang on how many pages it takes itself."""
        count = front_pages(self.document)
        for _ in range(MOST_TRIES):
            numbers = _page_numbers(parts, count + 1)
            sheets = front_sheets(self.document, numbers).described(self.described)
            (front,) = self.printed([sheets])
            if len(front.pages) == count:
                return front
            count = len(front.pages)
        raise RenderError("The list of contents cannot be printed.")

    def bind(self, parts: Sequence[Printed], sheets: Sequence[Sheets]) -> set[str]:
        around = self.paper.frames.described(self.described)
        words = "\0".join([around.key, *(each.key for each in sheets), self.document.title])
        count = sum(len(part.pages) for part in parts)
        self.pdf, missing = press.bind(
            parts,
            frames=press.frames(
                around.html, stylesheet=around.style, assets=around.assets, count=count
            ),
            title=self.document.title,
            author=self.document.council,
            language=self.document.language,
            identifier=hashlib.sha256(words.encode()).digest()[:16],
            attached=self.attached,
        )
        return missing


def refuse_unfit(part: Printed, blocks: Iterable[Block]) -> None:
    """Raises RenderError for a part that would fetch something, or that lacks one of its charts."""
    if part.refused:
        raise RenderError(f"The paper asks for {part.refused[0]}, which no paper may fetch.")
    if part.broken:
        raise RenderError(_broken(part.broken[0], blocks))


def _page_numbers(parts: Sequence[Printed], first: int) -> dict[str, int]:
    """The page of each anchor, where the first page of the parts has the number ``first``."""
    pages = (page for part in parts for page in part.pages)
    numbers = {}
    for number, page in enumerate(pages, first):
        for name in page.anchors:
            numbers.setdefault(name, number)
    return numbers


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sk", "Sm", "Cf", "Mn", "Me", "Co", "Cn")


def _unprintable(characters: set[str], document: Document) -> str:
    """Where the characters stand, so that the author finds them among many pages."""
    some = " ".join(sorted(characters)[:10])
    found = (each.place for each in passages(document) if characters.intersection(each.text))
    places = [f"“{place}”" for place in islice(dict.fromkeys(found), MOST_PLACES)]
    where = f" They stand in {listed(places)}." if places else ""
    return (
        f"The paper's fonts hold no letters for: {some}.{where} "
        "Write these words in Latin letters, or ask for a font that has them."
    )


def _broken(address: str, blocks: Iterable[Block]) -> str:
    """Pictures are charts, and their addresses count those of a part."""
    figures = (block for block in spread(blocks) if isinstance(block, Figure))
    titles = {picture_address(number): figure.title for number, figure in enumerate(figures, 1)}
    return f"The chart “{titles.get(address, address)}” cannot be drawn."
