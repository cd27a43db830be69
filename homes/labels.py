"""What a home is called wherever the public may read it; nothing else may name one.

A home without a label of its own is one of many. Its internal name is never taken in its place.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from corporate_parenting.words import WordedEnum

NO_LABEL = "A children’s home"
_LEAST_OF_ADDRESS = 5  # a number alone may stand in any text
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
    """Names that may not stand in what all may read, found as words of their own in any text."""

    def __init__(self, names: Iterable[str]) -> None:
        # By the first word: a text of a hundred words is looked up a hundred times, however
        # many names there are.
        self._by_first = defaultdict(list)
        for name in names:
            if words := _words(name):
                self._by_first[words[0]].append((words, name))

    def found_in(self, text: str) -> str:
        """The first of the names that stands in the text, or nothing."""
        return next(self._found(text), "")

    def all_in(self, text: str) -> list[str]:
        """Each of the names that stands in the text, once, in the order of the text."""
        return list(dict.fromkeys(self._found(text)))

    def _found(self, text: str) -> Iterator[str]:
        words = _words(text) if text and self._by_first else []
        for place, word in enumerate(words):
            for name_words, name in self._by_first.get(word, ()):
                if words[place : place + len(name_words)] == name_words:
                    yield name


class Named(Protocol):
    """What of a Home tells where it is and what it is called."""

    internal_name: str
    label_kind: str
    alias: str
    location: str


def private_names_in(text: str, homes: Iterable[Named]) -> list[str]:
    """What in the text gives a home away that is not called by its own name in public.

    Its name, an alias that is not shown, and its address, as they are kept; the first in the text
    first. Letters may be of either case; spaces and apostrophes of any sort.
    """
    return HiddenNames(name for home in homes for name in private_names_of(home)).all_in(text)


def private_names_of(home: Named) -> list[str]:
    """For ``HiddenNames`` of many texts. Empty for a home that bears its own name in public."""
    if home.label_kind == LabelKind.NAME:
        return []
    aliases = [home.alias] if home.alias and home.label_kind != LabelKind.ALIAS else []
    return [home.internal_name, *aliases, *_addresses(home.location)]


def _addresses(location: str) -> list[str]:
    """Its parts with a figure, such as "3 Mill Lane" and a postcode; else all of it.

    A part without one may be a town, which any paper names.
    """
    parts = [part.strip() for part in re.split(r"[,;\n]", location) if part.strip()]
    exact = [part for part in parts if re.search("[0-9]", part) and len(part) >= _LEAST_OF_ADDRESS]
    whole = " ".join(location.split())
    return exact or ([whole] if whole else [])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
