"""The leads that the lines of a file name, and which of them are known here."""

from collections.abc import Iterable
from dataclasses import dataclass

from actions.lead_names import LeadReading, read_leads
from actions.models import Lead

LeadKey = tuple[str, ...]


@dataclass(frozen=True)
class NamedLead:
    """``kind`` is what the words name: "agency and person"; ``count`` how often they do."""

    words: str
    kind: str
    count: int
    is_new: bool


def named_leads(lines: Iterable[str]) -> list[NamedLead]:
    """Each lead that the lines name, once, those whom nobody knows here first; in one query."""
    found: dict[LeadKey, list[LeadReading]] = {}
    for read in readings_of(lines):
        found.setdefault(reading_key(read), []).append(read)
    everybody = Lead.objects.select_related("agency")
    known = {key for lead in everybody for key in lead_keys(lead)} if found else set()
    named = [
        NamedLead(*named_by(alike[0]), len(alike), is_new=key not in known)
        for key, alike in found.items()
    ]
    return sorted(named, key=lambda lead: not lead.is_new)


def readings_of(lines: Iterable[str]) -> list[LeadReading]:
    """The leads that the lines name, in their order."""
    return [reading for line in lines for reading in read_leads(line).readings]


def reading_key(reading: LeadReading) -> LeadKey:
    said = (reading.person, reading.agency, reading.role)
    return tuple(words.casefold() for words in said)


def lead_keys(lead: Lead) -> set[LeadKey]:
    """What readings of this lead look like: an agency has a short name, too."""
    agency = lead.agency
    names = {agency.name, agency.short_name or agency.name} if agency else {""}
    return {tuple(words.casefold() for words in (lead.name, name, lead.role)) for name in names}


def named_by(reading: LeadReading) -> tuple[str, str]:
    """What the lead is called, and what the words name: "agency and person"."""
    parts = {"agency": reading.agency, "person": reading.person, "post": reading.role}
    named = {kind: words for kind, words in parts.items() if words}
    return " – ".join(named.values()), " and ".join(named)
