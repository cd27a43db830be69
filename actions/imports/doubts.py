"""Doubts about what strands say: timescales that are not read, leads that may be several."""

from collections.abc import Container, Iterable, Iterator
from datetime import date

from actions.imports.grids import Doubt
from actions.imports.parting import read_line
from actions.imports.proposals import StrandProposal
from actions.timescales import read_timescale

_DATE_LENGTH = 40  # longer words that are no timescale are a run of names, not an odd date


def reading_doubts(
    strands: Iterable[StrandProposal],
    decided: Container[str],
    plan_starts: date | None,
    plan_ends: date | None,
) -> tuple[Doubt, ...]:
    """A doubt for each line that a person should look at; timescales need the plan's days.

    Lines of leads that are ``decided`` about are no longer in doubt.
    """
    doubts: list[Doubt] = []
    for strand in strands:
        doubts += _lead_doubts(strand, decided)
        if plan_starts and plan_ends:
            doubts += _misplaced_doubts(strand, plan_starts, plan_ends)
            doubts += _timescale_doubts(strand, plan_starts, plan_ends)
    return tuple(doubts)


def _lead_doubts(strand: StrandProposal, decided: Container[str]) -> Iterator[Doubt]:
    for line in strand.leads:
        read = read_line(line)
        if read.problem and line not in decided:
            yield Doubt(strand.place_of("leads"), "Lead", line, read.problem, read.remedy, "lead")


def _misplaced_doubts(strand: StrandProposal, starts: date, ends: date) -> Iterator[Doubt]:
    """Days among the leads, as where a cell slipped into the column beside its own."""
    for line in strand.leads:
        read = read_timescale(line, plan_starts=starts, plan_ends=ends)
        if read.kind or (read.problem and len(line) <= _DATE_LENGTH):
            yield Doubt(
                strand.place_of("leads"),
                "Lead",
                line,
                f"“{line}” looks like a timescale rather than a lead.",
                "Correct the cell in the file, or which column holds what.",
                "lead",
            )


def _timescale_doubts(strand: StrandProposal, starts: date, ends: date) -> Iterator[Doubt]:
    for line in strand.timescales:
        read = read_timescale(line, plan_starts=starts, plan_ends=ends)
        if read.problem:
            place = strand.place_of("timescale")
            yield Doubt(place, "Timescale", line, read.problem, read.remedy, "timescale")
