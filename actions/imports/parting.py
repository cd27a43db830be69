"""Lines that may name several leads: how the words could be parted, and how a person parted them.

What a person chose stands among the decisions of an import, by the words of the line: so it holds
for every row that says the same.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from actions.imports.proposals import LeadOffer, Lines, StrandProposal
from actions.lead_names import LeadLine, read_leads

_KEY = "lead:"
# "Schools/educational settings" is one body: a stroke right before a small letter parts nothing.
_BETWEEN = re.compile(r"\s*;\s*|\s+/\s*|\s*/\s+|/(?![a-z])")
LONGEST_LEAD = 150  # what a lead's columns hold


def parted(words: str) -> Lines:
    """The leads of words with / or ; between them: "Ada Rowe/Bo Lund" are two."""
    parts = (part.strip() for part in _BETWEEN.split(words))
    return tuple(dict.fromkeys(part for part in parts if part))


def together(leads: Iterable[str]) -> str:
    """The leads in one line, which ``parted`` parts again."""
    return " / ".join(leads)


def parting_problem(leads: Lines) -> str:
    """Why a person's words cannot be leads, as a sentence, or nothing."""
    if not any(read_leads(lead).readings for lead in leads):
        return "Enter at least one lead, with / between several."
    too_long = next((lead for lead in leads if len(lead) > LONGEST_LEAD), "")
    if too_long:
        return f"“{too_long[:40]}…” is too long for a lead. Put / between the leads."
    return ""


def parting_decision(line: str, leads: Lines) -> dict[str, str]:
    """The entry of an import's decisions: this line names these leads, or is one itself."""
    return {f"{_KEY}{line}": line if leads == (line,) else together(leads)}


def lines_to_read(lines: Lines, decided: Mapping[str, Lines]) -> Lines:
    """The lines with those that a person decided about as the leads that they named."""
    return tuple(lead for line in lines for lead in decided.get(line, (line,)))


def partings(decisions: Mapping[str, str]) -> dict[str, Lines]:
    """The leads by the line that a person decided about; ("Ada Rowe Bo Lund",) is one lead."""
    found = {}
    for key, words in decisions.items():
        line = key.removeprefix(_KEY)
        if line != key:
            found[line] = (words != line and parted(words)) or (line,)
    return found


def lead_offers(
    strands: Iterable[StrandProposal], decisions: Mapping[str, str]
) -> tuple[LeadOffer, ...]:
    """Each line that may name several leads or was decided about, once, with all its places."""
    decided = partings(decisions)
    places: dict[str, list] = {}
    for strand in strands:
        for line in strand.leads:
            if line in decided or _is_crowded(line):
                places.setdefault(line, []).append(strand.place_of("leads"))
    return tuple(
        LeadOffer(line, tuple(found), offered_leads(line), decided.get(line, ()))
        for line, found in places.items()
    )


def read_line(line: str) -> LeadLine:
    """The leads of a line. Names before a body in brackets are in doubt as they are without it."""
    read = read_leads(line)
    before, bracket, _ = line.rpartition("(")
    if not bracket or read.problem:
        return read
    inner = read_leads(before)
    if not (inner.problem and inner.readings):
        return read
    return replace(read, problem=f"“{line}” may name several leads.", remedy=inner.remedy)


def _is_crowded(line: str) -> bool:
    read = read_line(line)
    return bool(read.problem and read.readings)


def offered_leads(line: str) -> Lines:
    """The leads that the words of the line allow, or none where that cannot be told."""
    found = []
    for reading in read_leads(line).readings:
        inner = read_line(reading.as_typed)
        if inner.problem and not inner.offered:
            return ()
        found += [each.as_typed for each in inner.offered or inner.readings]
    leads = tuple(dict.fromkeys(found))
    return leads if len(leads) > 1 else ()
