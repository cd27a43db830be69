"""What a home is called wherever the public may read it; nothing else may name one.

A home without a label of its own is one of many. Its internal name is never taken in its place.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from corporate_parenting.words import WordedEnum

NO_LABEL = "A children’s home"
_LEAST_OF_ADDRESS = 5  # a number alone may stand in any text
_APOSTROPHES = "'’‘ʼ`´"
_NO_APOSTROPHES = dict.fromkeys(map(ord, _APOSTROPHES))
_WORD = re.compile(rf"[^\W_{_APOSTROPHES}]+")
# With what an apostrophe parts: "St Mary’s" is written "St Marys" as often.
_TOGETHER = re.compile(rf"{_WORD.pattern}(?:[{_APOSTROPHES}]{_WORD.pattern})*")
_OURS = re.compile(r"(?:a children[’']?s )?home(?: *[0-9]+)?", re.I)


class LabelKind(WordedEnum):
    """By what a council names a home in public."""

    NAME = "name", "Its own name"
    ALIAS = "alias", "Another name"
    NUMBER = "number", "A number"
    NONE = "none", "No name at all"


def public_label(kind: str, *, name: str, alias: str, number: int | None) -> str:
    """Such as "Larch House", "Home 4" or "A children’s home"; never empty."""
    if kind == LabelKind.NAME:
        return name or NO_LABEL
    if kind == LabelKind.ALIAS:
        return alias or NO_LABEL
    if kind == LabelKind.NUMBER and number is not None:
        return f"Home {number}"
    return NO_LABEL


def label_key(label: str) -> str:
    """The same for labels that people would take for one."""
    return " ".join(label.split()).casefold()


def is_kept_for_us(words: str) -> bool:
    """Whether the words are such as only a number, or no label at all, gives: "Home 4"."""
    return bool(_OURS.fullmatch(" ".join(words.split())))


def gives_away(alias: str, name: str) -> bool:
    """Whether whoever reads the alias reads the name too."""
    return bool(name) and label_key(name) in label_key(alias)


class HiddenNames:
    """Names that may not stand in what all may read, found as words of their own in any text.

    Letters may be of either case; spaces and apostrophes of any sort.
    """

    def __init__(self, names: Iterable[str]) -> None:
        # By the first word: a text of a hundred words is looked up a hundred times, however
        # many names there are.
        self._by_first = defaultdict(list)
        for name in names:
            for pattern in _readings(name.casefold()):
                if words := _words(pattern, name.casefold()):
                    self._by_first[words[0]].append((words, name))

    def found_in(self, text: str) -> str:
        """The first of the names that stands in the text, or nothing."""
        return next(self._found(text), "")

    def all_in(self, text: str) -> list[str]:
        """Each of the names that stands in the text, once, in the order of the text."""
        return list(dict.fromkeys(self._found(text)))

    def _found(self, text: str) -> Iterator[str]:
        text = text.casefold() if self._by_first else ""
        hits = [hit for pattern in _readings(text) for hit in self._hits(pattern, text)]
        return (name for _, name in sorted(hits, key=lambda hit: hit[0]))

    def _hits(self, pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
        """Where in the text each name begins that stands in it."""
        words = _words(pattern, text)
        for place, word in enumerate(words):
            for name_words, name in self._by_first.get(word, ()):
                if words[place : place + len(name_words)] == name_words:
                    yield next(islice(pattern.finditer(text), place, None)).start(), name


class Named(Protocol):
    """What of a Home tells where it is and what it is called."""

    internal_name: str
    label_kind: str
    alias: str
    location: str


def private_names_of(home: Named) -> list[str]:
    """What gives away, in any text, a home that is not called by its own name in public.

    Its name, an alias that is not shown, and its address, as they are kept; of one that bears its
    own name in public the address.
    """
    exact = _exact_parts(home.location)
    whole = " ".join(home.location.split())
    is_vague = whole and not exact and home.label_kind != LabelKind.NAME
    return [*hidden_words_of(home), *([whole] if is_vague else [])]


def hidden_words_of(home: Named) -> list[str]:
    """What stands in no words for all: as ``private_names_of``, but for what may be a town."""
    exact = _exact_parts(home.location)
    if home.label_kind == LabelKind.NAME:
        return exact
    aliases = [home.alias] if home.alias and home.label_kind != LabelKind.ALIAS else []
    return [home.internal_name, *aliases, *exact]


def _exact_parts(location: str) -> list[str]:
    """Parts of an address with a figure, such as "3 Mill Lane" and a postcode.

    A part without one may be a town, which any paper names.
    """
    parts = [part.strip() for part in re.split(r"[,;\n]", location) if part.strip()]
    return [part for part in parts if re.search("[0-9]", part) and len(part) >= _LEAST_OF_ADDRESS]


def _readings(text: str) -> list[re.Pattern[str]]:
    """How its words are told apart: in two ways where an apostrophe may part some of them."""
    return [_WORD, _TOGETHER] if any(mark in text for mark in _APOSTROPHES) else [_WORD]


def _words(pattern: re.Pattern[str], text: str) -> list[str]:
    found = pattern.findall(text)
    if pattern is _WORD:
        return found
    return [word if word.isalnum() else word.translate(_NO_APOSTROPHES) for word in found]
