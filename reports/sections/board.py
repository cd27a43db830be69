"""What the board did in the time that the paper tells of: its meetings, what it considered."""

from itertools import groupby

from corporate_parenting.prose import ListBlock
from corporate_parenting.words import counted, day_words
from reports.document import Block, Heading
from reports.models import Meeting, Report
from reports.queries import meetings_held_in, reports_considered_in
from reports.sections.source import Source, sentence

MODES = {
    Meeting.Mode.IN_PERSON: "In person",
    Meeting.Mode.REMOTE: "Remotely",
    Meeting.Mode.HYBRID: "In person and remotely",
}
NO_PERIOD = "Nobody has said yet of which time the paper tells."


def meetings_held(source: Source) -> tuple[Block, ...]:
    """How often the board met, and when, in groups of how it met."""
    report = source.report
    if report.period_from is None:
        return _under(source, sentence(NO_PERIOD))
    meetings = list(meetings_held_in(report))
    blocks: list[Block] = [sentence(f"{report.meeting.body} {_met(report, len(meetings))}.")]
    for mode, of_mode in groupby(meetings, key=lambda meeting: meeting.mode):
        days = (day_words(meeting.held_on) for meeting in of_mode)
        blocks += [sentence(f"{MODES[Meeting.Mode(mode)]}:"), _bullets(days)]
    return _under(source, *blocks)


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
    lead_in = sentence(f"{source.report.meeting.body} considered these reports:")
    items = tuple((sentence(line),) for line in lines)
    return _under(source, lead_in, ListBlock(ordered=True, start=1, items=items))


def _under(source: Source, *blocks: Block) -> tuple[Block, ...]:
    heading = (Heading(source.level, source.heading, counts=source.part.is_numbered),)
    return (*(heading if source.heading else ()), *blocks)


def _bullets(lines) -> ListBlock:
    return ListBlock(ordered=False, start=1, items=tuple((sentence(line),) for line in lines))
