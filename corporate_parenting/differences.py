"""What changed between two texts, word by word, for people to read."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one fate, its blanks included."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class _Run:
    """``size`` words from ``old`` in the old text that stand from ``new`` in the new one."""

    old: int
    new: int
    size: int


# A word keeps its inner points: 2.4, don't, on-going, 3,000, a.burns@example.org.
_MARK = r"!-/:-@\[-`{-~“”‘’«»–—…¬£€"
_WORD = re.compile(rf"(\s*)([^\s{_MARK}]+(?:[-.,:/'’@&_][^\s{_MARK}]+)*|[{_MARK}])")

# Both bound the work: rounds of looking for words that occur once, and edits between them.
_ROUNDS = 12
_EDITS = 128


def word_differences(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order, what was removed before what was added.

    Same and removed pieces joined give ``old``; same and added pieces joined give ``new``.
    Text that was rewritten as a whole is shown so, not as scattered words that happen to agree.
    """
    old_gaps, old_words = _split(old)
    new_gaps, new_words = _split(new)
    runs = _readable(_runs(old_words, new_words), old_words, new_words)
    return tuple(_pieces(runs, (old_gaps, old_words), (new_gaps, new_words)))


def _split(text: str) -> tuple[list[str], list[str]]:
    """The blanks before each word and the words; the last word is empty, after the last blank."""
    body = text.rstrip()
    found = _WORD.findall(body)
    return [*(gap for gap, _ in found), text[len(body) :]], [*(word for _, word in found), ""]


def _runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    """Runs of equal words, in order and not overlapping."""
    pairs = sorted(_pairs(old, new))
    runs, start = [], 0
    for at in range(1, len(pairs) + 1):
        (i, j), ahead = pairs[start], at - start
        if at == len(pairs) or pairs[at] != (i + ahead, j + ahead):
            runs.append(_Run(i, j, ahead))
            start = at
    return runs


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of equal words: first around words that occur once in both, then by fewest edits."""
    todo = [(0, len(old), 0, len(new), _ROUNDS)]
    while todo:
        i, i_end, j, j_end, rounds = todo.pop()
        while i < i_end and j < j_end and old[i] == new[j]:
            yield i, j
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            yield i_end, j_end
        if i == i_end or j == j_end:
            continue
        anchors = _anchors(old[i:i_end], new[j:j_end]) if rounds else []
        if not anchors:
            edits = _fewest_edits(old[i:i_end], new[j:j_end])
            yield from ((i + x, j + y) for x, y in edits)
            continue
        places = [(i, j), *((i + x, j + y) for x, y in anchors), (i_end, j_end)]
        todo += ((a, b, c, d, rounds - 1) for (a, c), (b, d) in pairwise(places))


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising row of places of words that occur once in each text."""
    new_counts = Counter(new)
    place = {word: at for at, word in enumerate(new) if new_counts[word] == 1}
    old_counts = Counter(old)
    both = [(i, place[w]) for i, w in enumerate(old) if old_counts[w] == 1 and w in place]
    tails, ends, before = [], [], []
    for at, (_, j) in enumerate(both):
        length = bisect_left(tails, j)
        tails[length : length + 1] = [j]
        ends[length : length + 1] = [at]
        before.append(ends[length - 1] if length else None)
    row, at = [], ends[-1] if ends else None
    while at is not None:
        row.append(both[at])
        at = before[at]
    return row[::-1]


def _fewest_edits(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of equal words by Myers' way; none where the texts are too far apart."""
    furthest, history = {1: 0}, []
    for edits in range(min(len(old) + len(new), _EDITS) + 1):
        history.append(dict(furthest))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            while x < len(old) and 0 <= x - k < len(new) and old[x] == new[x - k]:
                x += 1
            furthest[k] = x
            if x >= len(old) and x - k >= len(new):
                yield from _way_back(history, len(old), len(new))
                return


def _way_back(history: list[dict[int, int]], x: int, y: int) -> Iterator[tuple[int, int]]:
    for edits in range(len(history) - 1, -1, -1):
        furthest, k = history[edits], x - y
        down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
        before = k + 1 if down else k - 1
        start = furthest[before] if down else furthest[before] + 1
        while x > max(start, 0):
            x, y = x - 1, y - 1
            yield x, y
        x = furthest[before]
        y = x - before


def _readable(runs: list[_Run], old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    """Without the short runs that stand between longer changes: they hinder the reader."""
    kept = [_Run(0, 0, 0)]
    for at, run in enumerate(runs):
        after = runs[at + 1] if at + 1 < len(runs) else _Run(len(old), len(new), 0)
        last = kept[-1]
        before = (run.old - last.old - last.size, run.new - last.new - last.size)
        behind = (after.old - run.old - run.size, after.new - run.new - run.size)
        weight = _weight(old[run.old : run.old + run.size])
        ends_text = run.old + run.size == len(old) and run.new + run.size == len(new)
        if not ends_text and 2 * weight < max(before) and 2 * weight < max(behind):
            continue
        kept.append(run)
    return [run for run in kept if run.size]


def _weight(words: Sequence[str]) -> int:
    """How much a run tells: its words, not its punctuation."""
    return sum(1 for word in words if word[:1].isalnum())


def _pieces(
    runs: list[_Run], old: tuple[list[str], list[str]], new: tuple[list[str], list[str]]
) -> Iterator[Piece]:
    parts = []
    old_at = new_at = 0
    for run in [*runs, _Run(len(old[1]), len(new[1]), 0)]:
        parts += _changed(_text(old, old_at, run.old), _text(new, new_at, run.new))
        for i, j in zip(
            range(run.old, run.old + run.size), range(run.new, run.new + run.size), strict=True
        ):
            parts += _changed(old[0][i], new[0][j])
            parts.append(("same", old[1][i]))
        old_at, new_at = run.old + run.size, run.new + run.size
    return _joined(parts)


def _text(side: tuple[list[str], list[str]], start: int, end: int) -> str:
    gaps, words = side
    return "".join(gap + word for gap, word in zip(gaps[start:end], words[start:end], strict=True))


def _changed(old: str, new: str) -> list[tuple[Kind, str]]:
    """Removed and added text, with the blanks that both begin with kept as they are."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same] and old[same].isspace():
        same += 1
    return [("same", old[:same]), ("removed", old[same:]), ("added", new[same:])]


def _joined(parts: list[tuple[Kind, str]]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece; between two same pieces, removed before added."""
    waiting = {"same": "", "removed": "", "added": ""}
    for kind, text in [part for part in parts if part[1]]:
        changing = waiting["removed"] or waiting["added"]
        if kind == "same" and changing:
            yield from (Piece(k, waiting[k]) for k in ("same", "removed", "added") if waiting[k])
            waiting = {"same": "", "removed": "", "added": ""}
        waiting[kind] += text
    yield from (Piece(k, waiting[k]) for k in ("same", "removed", "added") if waiting[k])
