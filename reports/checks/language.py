"""Letters that readers cannot know, and words that the council would rather not use."""

import re
from collections.abc import Iterator

from reports.checks.facts import Facts
from reports.checks.findings import Check, Finding, finding
from reports.paragraphs import Form, Passage

# Two to eight capitals, with a small letter before them or a plural behind: ePEP, PAs.
LETTERS = re.compile(r"(?<![\w£/.-])[a-z]?[A-Z]{2,8}(?=s?(?![\w-]))")
ROMAN = re.compile(r"[IVXLC]+")
KNOWN_TO_ALL = frozenset(
    ["AM", "BBC", "COVID", "GP", "ID", "NHS", "OFSTED", "OK", "PDF", "PM", "TV", "UK", "USA"]
)
IN_BRACKETS = re.compile(r"\(“?(?P<letters>[a-z]?[A-Z]{2,8})s?”?\)")
BEHIND = re.compile(r"\b(?P<letters>[a-z]?[A-Z]{2,8})s? \((?P<words>[^()]{3,120})\)")
LONGEST_NAME = 150  # letters that are looked at before a bracket
MOST_CAPITALS = 0.6  # a line in capitals says nothing of its words


def acronyms_unexplained(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """Each once, where it stands first."""
    known = {each.casefold() for each in facts.acronyms | KNOWN_TO_ALL}
    for passage in read:
        known |= {each.casefold() for each in _explained(passage.text)}
    for passage in read:
        if _is_shouted(passage.text):
            continue
        for letters in LETTERS.findall(passage.text):
            if letters.casefold() in known or ROMAN.fullmatch(letters):
                continue
            known.add(letters.casefold())
            yield finding(
                Check.ACRONYMS,
                passage,
                f"“{letters}” is explained nowhere in the paper.",
                f"Write it out where it stands first, as “Long Words ({letters})”, or have it put "
                "on the council’s list of acronyms.",
            )


def _explained(text: str) -> Iterator[str]:
    for match in IN_BRACKETS.finditer(text):
        before = text[max(0, match.start() - LONGEST_NAME) : match.start()]
        if _explain(before, match["letters"]):
            yield match["letters"]
    for match in BEHIND.finditer(text):
        if _explain(match["words"], match["letters"]):
            yield match["letters"]


def _explain(words: str, letters: str) -> bool:
    """Whether the words begin with these letters, in this order, with words between or not."""
    told = re.findall(r"[^\W_][\w’']*", words)[-2 * len(letters) :]
    return _stand_in_order(letters.casefold(), "".join(word[0] for word in told).casefold())


def _stand_in_order(letters: str, initials: str) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def _is_shouted(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    capitals = sum(each.isupper() for each in letters)
    return len(letters) > 12 and capitals > MOST_CAPITALS * len(letters)


def words_on_the_list(read: tuple[Passage, ...], facts: Facts) -> Iterator[Finding]:
    """In what people wrote; a quotation is somebody's own words and stays as it is."""
    for each in facts.wordings:
        pattern = re.compile(rf"(?<![\w-]){re.escape(each.word)}s?(?![\w-])", re.IGNORECASE)
        for passage in read:
            if passage.form is not Form.QUOTATION and (found := pattern.search(passage.text)):
                better = f"Write “{each.better}”" if each.better else "Use other words"
                note = f" {each.note}" if each.note else ""
                yield finding(
                    Check.LANGUAGE,
                    passage,
                    f"“{found[0]}” is on the council’s language list.",
                    f"{better}, or answer why the word is right here.{note}",
                )
