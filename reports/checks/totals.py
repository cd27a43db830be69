"""Sums that do not come out: parts of a whole, totals with their parts, rises and falls."""

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.checks.facts import Facts
from reports.checks.figures import counts_of
from reports.checks.findings import Check, Finding, finding
from reports.paragraphs import Passage

_NUMBER = r"[1-9]\d{0,2}(?:,\d{3}){1,3}(?!\d)|\d{1,9}(?:\.\d{1,6})?"
_PART = r"(?P<part>\d{1,3}(?:,\d{3}){1,3}|\d{1,7})"
_WHOLE = r"(?P<whole>\d{1,3}(?:,\d{3}){1,3}|\d{1,7})"
_SHARE = r"(?P<share{0}>\d{{1,3}}(?:\.\d{{1,6}})?)\s?(?:%|per ?cent)"
PART_OF = re.compile(
    rf"(?:{_SHARE.format(1)},? \(?)?(?<![\d.,/£-])(?<!\d ){_PART} (?:out )?of (?:the |our |all )*"
    rf"{_WHOLE}(?![\d%]|[.,]\d|-)(?:[^.;()]{{0,40}}? ?\(?{_SHARE.format(2)})?",
    re.I,
)
TOTAL = re.compile(
    rf"\btotal of (?P<total>{_NUMBER})(?![\d%])[^.:;(]{{0,60}}?"
    r"(?::|\(|,? (?:made up of|comprising|consisting of|which is|being|of which|namely))"
    r"(?P<parts>[^.;)]*)",
    re.I,
)
_UP = r"increas\w+|ris(?:e|es|en|ing)|rose|grew|grow\w*|up|gone up|went up|higher"
_DOWN = r"decreas\w+|fall\w*|fell|drop\w*|reduc\w+|declin\w+|down|gone down|went down|lower"
_WAY = rf"(?P<up>{_UP})|(?P<down>{_DOWN})"
_FROM_TO = (
    rf"from (?P<from>{_NUMBER})(?P<unit>\s?%)?(?: [^\d.,;()]{{0,40}})? to (?P<to>{_NUMBER})\s?%?"
)
_BY = rf"(?P<by>{_NUMBER})(?P<by_unit>\s?%| per ?cent(?:age points?)?| points?)?"
_BETWEEN = rf"[^.;\d]{{0,40}}?(?:\b(?:by|of) {_BY}[^.;\d]{{0,40}}?)?"
FROM_TO = re.compile(rf"\b(?:{_WAY})\b{_BETWEEN}\b{_FROM_TO}", re.I)
BY_AFTER = re.compile(
    rf"^[^.;\d]{{0,30}}?\b(?:an? )?(?:{_UP}|{_DOWN}|difference|change)\b (?:of|by) {_BY}", re.I
)


def parts_of(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """ "12 of 10", and "12 of 40 (25%)"."""
    for passage in read:
        for match in PART_OF.finditer(passage.text) if passage.is_prose else ():
            part, whole = _number(match["part"]), _number(match["whole"])
            share = match["share1"] or match["share2"]
            if not whole or 1900 <= whole <= 2100:
                continue
            if part > whole:
                words = f"“{match['part']} of {match['whole']}”: the part is more than the whole."
                yield _odd(passage, words)
            elif share and not _is_share(part, whole, Decimal(share)):
                right = (100 * part / whole).quantize(Decimal("0.1"))
                words = f"{match['part']} of {match['whole']} are {right}%, and it says {share}%."
                yield _odd(passage, words)


def _is_share(part: Decimal, whole: Decimal, share: Decimal) -> bool:
    step = Decimal(1).scaleb(share.as_tuple().exponent)
    return abs(100 * part / whole - share) <= step / 2


def totals(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """ "a total of 9: 4 in foster care and 6 in our homes"."""
    for passage in read:
        for match in TOTAL.finditer(passage.text) if passage.is_prose else ():
            parts, total = counts_of(match["parts"]), _number(match["total"])
            if len(parts) > 1 and sum(parts) != total:
                told = " + ".join(f"{part:,}" for part in parts)
                yield _odd(passage, f"{told} make {sum(parts):,}, and the total is {total:,}.")


def differences(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """ "increased from 570 to 577, a rise of 8", and "increased from 577 to 570"."""
    for passage in read:
        for match in FROM_TO.finditer(passage.text) if passage.is_prose else ():
            first, last = _number(match["from"]), _number(match["to"])
            if first == last or (last > first) != bool(match["up"]):
                way = "no change" if first == last else "a rise" if last > first else "a fall"
                words = f"From {match['from']} to {match['to']} is {way}, and it says otherwise."
                yield _odd(passage, words)
            elif by := _said_by(passage.text, match):
                yield from _difference(passage, match, by)


def _said_by(text: str, match: re.Match) -> re.Match | None:
    """In "by 8, from 570 to 577" it stands before, in "from 570 to 577, a rise of 8" after."""
    return match if match["by"] else BY_AFTER.search(text[match.end() :])


def _difference(passage: Passage, match: re.Match, by: re.Match) -> Iterator[Finding]:
    first, last, said = _number(match["from"]), _number(match["to"]), _number(by["by"])
    right = abs(last - first)
    as_share = bool(by["by_unit"]) and first and "point" not in by["by_unit"]
    step = Decimal(1).scaleb(said.as_tuple().exponent)
    share = 100 * right / first if as_share else right
    # Of two percentages "by 5%" is said for points as well as for a share.
    is_points = bool(match["unit"]) or not as_share
    if abs(share - said) > step / 2 and not (is_points and right == said):
        is_told = f"{share.quantize(Decimal('0.1'))}%" if as_share else f"{right:,}"
        yield _odd(
            passage,
            f"From {match['from']} to {match['to']} is a difference of {is_told}, and it says "
            f"{by['by']}{by['by_unit'] or ''}.",
        )


def _number(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))


def _odd(passage: Passage, words: str) -> Finding:
    return finding(Check.TOTALS, passage, words, "Correct the numbers that do not agree.")
