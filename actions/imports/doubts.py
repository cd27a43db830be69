"""Doubts about what strands say: timescales that are not read, leads that may be several."""

from collections.abc import Iterable, Iterator
from datetime import date

from actions.imports.grids import Doubt
from actions.imports.proposals import StrandProposal
from actions.lead_names import read_leads
from actions.timescales import read_timescale


def reading_doubts(
    strands: Iterable[StrandProposal], plan_starts: date | None, plan_ends: date | None
) -> tuple[Doubt, ...]:
    """A doubt for each line that a person should look at; timescales need the plan's days."""
    doubts: list[Doubt] = []
    for strand in strands:
        doubts += _lead_doubts(strand)
        if plan_starts and plan_ends:
            doubts += _timescale_doubts(strand, plan_starts, plan_ends)
    return tuple(doubts)


def _lead_doubts(strand: StrandProposal) -> Iterator[Doubt]:
    for line in strand.leads:
        read = read_leads(line)
        if read.problem:
            yield Doubt(strand.place_of("leads"), "Lead", line, read.problem, read.remedy, "lead")


def _timescale_doubts(strand: StrandProposal, starts: date, ends: date) -> Iterator[Doubt]:
    for line in strand.timescales:
        read = read_timescale(line, plan_starts=starts, plan_ends=ends)
        if read.problem:
            place = strand.place_of("timescale")
            yield Doubt(place, "Timescale", line, read.problem, read.remedy, "timescale")
