"""The council's acronyms in a paper: told in full where they are first used, and listed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace

from corporate_parenting.prose import Quotation, Run
from reports.document import Block, Cell, Column, Fact, Facts, Heading, Table
from reports.numbering import Gap


@dataclass
class Glossary:
    """``acronyms``: the letters, and their words. ``used`` grows while a paper is read.

    ``is_elsewhere``: what this edition leaves out uses some, so that others have a glossary.
    """

    acronyms: Mapping[str, str]
    used: set[str] = field(default_factory=set)
    is_elsewhere: bool = False

    def expanded(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The blocks with each acronym in full where it is first used.

        People's own words, headings and tables stay as they are; they count as used.
        """
        return tuple(self._part(block) for block in blocks) if self.acronyms else tuple(blocks)

    def leave_out(self, blocks: Iterable[Block]) -> None:
        """Read what this edition does not tell: the same words count as where it is told."""
        other = Glossary(self.acronyms)
        other.expanded(blocks)
        self.is_elsewhere |= bool(other.used) or other.is_elsewhere

    def table(self, caption: str) -> Table:
        """The acronyms that are used, in the order of their letters."""
        rows = tuple(
            (Cell((letters,), header=True), Cell((self.acronyms[letters],)))
            for letters in sorted(self.used, key=str.casefold)
        )
        return Table(caption, (Column("Letters", 20), Column("What they stand for")), rows)

    def _part(self, part: object) -> object:
        match part:
            case Run():
                return replace(part, text=self._pattern().sub(self._first, part.text))
            case Quotation() | Heading() | Table() | Fact() | Facts():
                self.used |= self._found_in(part)
                return part
            case Gap():
                self.leave_out(part.blocks)
                return part
            case tuple():
                return tuple(self._part(each) for each in part)
            case _ if is_dataclass(part):
                changed = {each.name: self._part(getattr(part, each.name)) for each in fields(part)}
                return replace(part, **changed)
            case _:
                return part

    def _first(self, found: re.Match) -> str:
        letters = found[0]
        if letters in self.used:
            return letters
        words = self.acronyms[letters]
        before = found.string[: found.start()].rstrip(" (").casefold()
        after = found.string[found.end() :].lstrip(" ").casefold()
        self.used.add(letters)
        if before.endswith(words.casefold()) or after.startswith(f"({words.casefold()}"):
            return letters
        return f"{words} ({letters})"

    def _found_in(self, part: object) -> set[str]:
        return set(self._pattern().findall("\n".join(_words_in(part))))

    def _pattern(self) -> re.Pattern:
        longest_first = sorted(self.acronyms, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _words_in(part: object) -> Iterable[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _words_in(each)
    elif is_dataclass(part):
        for each in fields(part):
            yield from _words_in(getattr(part, each.name))
