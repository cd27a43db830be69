"""Who leads, read from a line of the leads column: people, agencies and roles.

A reading is a proposal for a person to check. The words as typed stay with it.
"""

import re
from dataclasses import dataclass

# Words of bodies, not of people. "Ward" and "Staff" are surnames as well and so are missing.
_AGENCY_WORD = re.compile(
    r"academy|admissions?|agenc(?:y|ies)|authority|camhs|care|carers|charity|colleges?"
    r"|commissioners|commissioning|council|department|direction|early|education(?:al)?|forum"
    r"|foundation|groups?|head|health|help|homes|hospital|housing|hubs?|learning|leisure"
    r"|librar(?:y|ies)|network|nhs|nursing|partners?|partnership|placements?|police|probation"
    r"|project|providers?|resources|safeguarding|schools?|sector|send?|services?|settings?"
    r"|social|teams?|trust|unit|university|virtual|voluntary|youth"
)
_ROLE_WORD = re.compile(
    r"advis[eo]rs?|champion|chair|commissioner|consultant|co-?ordinators?|councillor|dentist"
    r"|director|doctor|executive|gp|headteacher|lead|leader|managers?|member|nurses?|officers?"
    r"|participation|practitioners?|principal|psychologist|reviewer|sponsor|supervisor"
    r"|teachers?|workers?"
)
_ROLE_STARTS = ("head of", "director of", "deputy", "assistant", "chief", "cabinet member")
_LINE_LENGTH = 150  # what a lead's columns hold
_NOBODY = frozenset(("tbc", "tbd", "n/a", "na", "none", "-", "–", "to be confirmed", "vacant", "?"))
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "miss", "cllr", "councillor", "prof", "rev", "sir"))
_PARTICLES = frozenset(("de", "da", "van", "von", "der", "den", "la", "le", "el", "al", "bin"))
_DASH = re.compile(r"\s+[-–—]\s+|\s+[–—]|[–—]\s+")
_BRACKETS = re.compile(r"(?P<words>[^()]+?)\s*\((?P<inside>[^()]+)\)")
_BROKEN_HYPHEN = re.compile(r"(?<=\w)-\s+(?=[^\W\d_])|(?<=\w)\s+-(?=[^\W\d_])")


@dataclass(frozen=True)
class LeadReading:
    """A person, an agency, a role, or several of them; ``short_name`` is the agency's."""

    person: str = ""
    agency: str = ""
    role: str = ""
    as_typed: str = ""
    short_name: str = ""


@dataclass(frozen=True)
class LeadLine:
    """The readings of one line, and what a person must settle about it, if anything.

    ``offered`` is a split that the words allow but do not say.
    """

    readings: tuple[LeadReading, ...]
    offered: tuple[LeadReading, ...] = ()
    problem: str = ""
    remedy: str = ""

    @property
    def doubt(self) -> str:
        return f"{self.problem} {self.remedy}".strip()


def read_leads(line: str) -> LeadLine:
    """The leads that a line names. Never raises; a line without words names nobody."""
    typed = line.strip()
    if not typed:
        return LeadLine(())
    if typed.casefold().rstrip(".") in _NOBODY:
        return LeadLine((), (), f"“{typed}” names nobody.", "Enter who leads.")
    if len(typed) > _LINE_LENGTH:
        return LeadLine((), (), f"“{_short(typed)}” is too long for a lead.", "Enter who leads.")
    parts = _parts(typed)
    readings = tuple(_read(part) for part in parts)
    crowded = [found for found in map(_crowded, parts) if found is not None]
    if not crowded:
        return LeadLine(readings)
    offered = crowded[0] if len(parts) == 1 else ()
    if offered:
        readings = (LeadReading(person=typed, as_typed=typed),)
    names = ", ".join(reading.as_typed for reading in offered)
    problem = f"“{_short(typed)}” may name several leads{f': {names}' if names else ''}."
    return LeadLine(readings, offered, problem, "Put / between them, or enter each lead.")


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:77].rstrip()}…"


# Parting a line


def _parts(typed: str) -> list[str]:
    """The leads of a line, as typed, where a sign between them says so."""
    for pattern in (r"\s*;\s*", r"\s*/\s*", r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+"):
        parts = [part for part in re.split(pattern, typed) if part]
        if len(parts) > 1 and _are_apart(parts, needs_people="and" in pattern):
            return [inner for part in parts for inner in _parts(part)]
    return [typed]


def _are_apart(parts: list[str], *, needs_people: bool) -> bool:
    """Whether the parts are leads of their own: "Schools/educational settings" are one body."""
    if needs_people:
        return all(_is_person(part) for part in parts)
    return all(part[0].isupper() for part in parts)


# Reading one lead


def _read(typed: str) -> LeadReading:
    sides = _DASH.split(typed, maxsplit=1)
    if len(sides) == 2 and all(sides):
        return _pair(typed, *sides)
    brackets = _BRACKETS.fullmatch(typed)
    if brackets:
        words, inside = brackets["words"], brackets["inside"].strip()
        if _is_person(words):
            return _pair(typed, words, inside)
        if inside.isupper() and len(inside) <= 10 and not _is_role(words):
            return LeadReading(agency=words, as_typed=typed, short_name=inside)
    name, comma, rest = (side.strip() for side in typed.partition(","))
    if comma and _is_person(name) and rest:
        return _pair(typed, name, rest)
    return LeadReading(as_typed=typed, **_named(typed))


def _pair(typed: str, first: str, second: str) -> LeadReading:
    """Two things said of one lead: agency and person, person and role, agency and role."""
    one, other = _named(first), _named(second)
    if one.keys() == other.keys():
        return LeadReading(agency=typed, as_typed=typed)
    return LeadReading(as_typed=typed, **one, **other)


def _named(words: str) -> dict[str, str]:
    words = words.strip()
    if _is_person(words):
        return {"person": _BROKEN_HYPHEN.sub("-", words)}
    return {"role" if _is_role(words) else "agency": words}


def _words(text: str) -> list[str]:
    return _BROKEN_HYPHEN.sub("-", text).replace("’", "'").split()


def _is_role(text: str) -> bool:
    """Whether the words are a post: "Participation Officer", "Director, Safeguarding"."""
    post = " ".join(_words(text.partition(",")[0])).casefold()
    return post.startswith(_ROLE_STARTS) or bool(_ROLE_WORD.fullmatch(post.rpartition(" ")[2]))


def _is_person(text: str) -> bool:
    """Whether the words are one person's name: two to four, each with a capital."""
    words = [word for word in _words(text) if word.casefold().strip(".") not in _TITLES]
    if not 2 <= len(words) <= 4 or (len(words) == 4 and not _has_particle(words)):
        return len(words) == 1 and len(_words(text)) == 2 and _is_name(words[0])
    return all(_is_name(word) or word in _PARTICLES for word in words)


def _has_particle(words: list[str]) -> bool:
    return any(word in _PARTICLES for word in words)


def _is_name(word: str) -> bool:
    """Whether a word can be part of a name: "Burns", "O'Neil", "Russell-Bond", "J."."""
    plain = word.rstrip(".")
    if not plain[:1].isupper() or not re.fullmatch(r"[^\W\d_]+(?:['-][^\W\d_]+)*", plain):
        return False
    is_shouted = len(plain) > 1 and plain.isupper()
    lowered = plain.casefold()
    is_known = _AGENCY_WORD.fullmatch(lowered) or _ROLE_WORD.fullmatch(lowered)
    return not is_shouted and not is_known


# Several leads parted by blanks only


def _crowded(typed: str) -> tuple[LeadReading, ...] | None:
    """The people that a line of names may hold, () where it mixes people and bodies, or None."""
    if len(_DASH.findall(typed)) > 1:
        return ()
    words = _words(typed)
    if len(words) < 3 or _DASH.search(typed) or _is_person(typed):
        return None
    is_name = [_is_name(word) for word in words]
    if all(is_name):
        if len(words) % 2:
            return ()
        pairs = [" ".join(words[index : index + 2]) for index in range(0, len(words), 2)]
        return tuple(LeadReading(person=pair, as_typed=pair) for pair in pairs)
    begins_with_person = is_name[0] and is_name[1] and "," not in typed
    return () if begins_with_person and not typed.endswith(")") else None
