"""What the paper says in its author's words, or else in the standard ones of its kind."""

from corporate_parenting.words import day_words
from reports.document import Block, Fact, Facts, Heading, Quotation, SignOff, prose_blocks
from reports.numbering import WITHHELD
from reports.queries import law_of
from reports.sections.source import Source, one_line
from reports.sections.typed import typed


def words(source: Source) -> tuple[Block, ...]:
    """Nothing at all where the part has neither words nor a standard text."""
    below = source.level + 1 if source.heading else source.level
    blocks = typed(source, below)
    if not blocks:
        blocks = list(prose_blocks(source.standard_text, level=below))
    if blocks and source.heading:
        blocks.insert(0, Heading(source.level, source.heading, counts=source.part.is_numbered))
    return tuple(blocks)


def vision(source: Source) -> tuple[Block, ...]:
    """The plan's own, as it is quoted, and the author's words on it below, such as its source."""
    plan, below = source.report.plan, source.level + 1
    blocks: list[Block] = []
    if plan.vision:
        blocks.append(Quotation(prose_blocks(plan.vision, level=below)))
    blocks += typed(source, below)
    return (Heading(source.level, source.heading), *blocks) if blocks else ()


def field(source: Source) -> tuple[Block, ...]:
    """A label with the words that the author typed, on one line for each passage."""
    typed = [one_line(passage.text) for passage in source.passages]
    left_out = None if typed else next(iter(source.all_passages), None)
    if left_out is not None:
        # The standard text would say the opposite of what may not be told.
        return _line(source, f"{WITHHELD}: {law_of(left_out)}")
    return _line(source, "; ".join(typed) or one_line(source.standard_text))


def board_field(source: Source) -> tuple[Block, ...]:
    return _line(source, source.report.meeting.body)


def meeting_field(source: Source) -> tuple[Block, ...]:
    return _line(source, day_words(source.report.meeting.held_on))


def title_field(source: Source) -> tuple[Block, ...]:
    return _line(source, source.report.title)


def group_field(source: Source) -> tuple[Block, ...]:
    return _line(source, source.report.group_name)


def author_field(source: Source) -> tuple[Block, ...]:
    return _line(source, str(source.report.author))


def _line(source: Source, value: str) -> tuple[Block, ...]:
    return (Facts((Fact(source.heading, value),)),) if value else ()


def signature(source: Source) -> tuple[Block, ...]:
    """Of somebody else than the paper's author: the name on the first line, the posts below."""
    lines = [line.strip() for passage in source.passages for line in passage.text.splitlines()]
    lines = [line for line in lines if line]
    if not source.all_passages:
        lines = source.standard_text.splitlines()
    if not lines:
        return ()
    name, *posts = lines
    return (SignOff(name, "\n".join(posts)),)
