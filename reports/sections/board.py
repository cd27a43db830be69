"""What the board did in the time that the paper tells of: its meetings, what it considered."""

from itertools import groupby

from corporate_parenting.prose import ListBlock
from corporate_parenting.words import counted, day_words
from reports.document import Block
from reports.models import Meeting, Report
from reports.queries import meetings_held_in, reports_considered_in
from reports.sections.headings import heading_if_any
from reports.sections.source import Source, bullets, sentence
from reports.sections.typed import passage_blocks

MODES = {
    Meeting.Mode.IN_PERSON: "In person",
    Meeting.Mode.REMOTE: "Remotely",
    Meeting.Mode.HYBRID: "In person and remotely",
}
NO_PERIOD = "Nobody has said yet of which time the paper tells."


def meetings_held(source: Source) -> tuple[Block, ...]:
    """How often the board met, and when, in groups of how it met.

    The author's passages introduce the groups, the first one the first, and what is left follows.
    """
    report = source.report
    if report.period_from is None:
        return _under(source, sentence(NO_PERIOD))
    meetings = list(meetings_held_in(report))
    blocks: list[Block] = [sentence(f"{the(report.meeting.body)} {_met(report, len(meetings))}.")]
    passages = iter(source.all_passages)
    for mode, of_mode in groupby(meetings, key=lambda meeting: meeting.mode):
        days = (day_words(meeting.held_on) for meeting in of_mode)
        how = [sentence(f"{MODES[Meeting.Mode(mode)]}:")]
        passage = next(passages, None)
        lead_in = passage_blocks(source, passage, source.level + 1) if passage else how
        blocks += [*lead_in, bullets(days)]
    for passage in passages:
        blocks.extend(passage_blocks(source, passage, source.level + 1))
    return _under(source, *blocks)


def the(board: str) -> str:
    """A board's name at the start of a sentence."""
    return board if board.casefold().startswith("the ") else f"The {board}"


def _met(report: Report, count: int) -> str:
    between = f"between {day_words(report.period_from)} and {day_words(report.period_to)}"
    return f"met {counted(count, 'time')} {between}" if count else f"did not meet {between}"


def reports_considered(source: Source) -> tuple[Block, ...]:
    """The reports that the board took at its meetings, each with how often it takes it."""
    if source.report.period_from is None:
        return ()
    found = list(reports_considered_in(source.report))
    if not found:
        return ()
    lines = (f"{row.title} ({row.frequency})" if row.frequency else row.title for row in found)
    lead_in = sentence(f"{the(source.report.meeting.body)} considered the following reports:")
    items = tuple((sentence(line),) for line in lines)
    return _under(source, lead_in, ListBlock(ordered=True, start=1, items=items))


def _under(source: Source, *blocks: Block) -> tuple[Block, ...]:
    return (*heading_if_any(source), *blocks)
