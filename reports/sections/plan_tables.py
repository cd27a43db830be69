"""The plan itself: a table for each priority, and the plan that comes next as lists."""

from collections.abc import Iterator

from actions.models import Action, Lead, Plan, Priority, ProgressNote, Strand
from actions.queries import load_actions
from corporate_parenting import prose
from corporate_parenting.prose import ListBlock, Paragraph, parse_prose, prose_text
from corporate_parenting.words import capitalised, day_words
from reports.document import Block, Cell, Column, Heading, Landscape, Table, prose_blocks
from reports.sections.source import Source, one_line, sentence
from reports.sections.typed import typed

NO_CHANGE = "No change"


def plan_tables(source: Source) -> tuple[Block, ...]:
    """For each priority its promise and its actions with strands and progress."""
    plan, level = source.report.plan, source.level
    priorities = _with_actions(plan, source)
    blocks: list[Block] = [Heading(level, source.heading)] if source.heading else []
    below = level + 1 if source.heading else level
    for priority in priorities:
        blocks.extend(_priority(source, priority, below))
    if not source.report.kind.has_landscape:
        blocks = [Landscape(tuple(blocks))]
    return tuple(blocks) if priorities else ()


def _with_actions(plan: Plan, source: Source) -> list[Priority]:
    priorities = list(plan.priorities.order_by("number"))
    notes = ProgressNote.objects.for_board().filter(as_at__lte=source.report.cut_off_on)
    if source.concealed:
        notes = notes.exclude(pk__in=source.concealed)
    load_actions(priorities, notes)
    return priorities


def _priority(source: Source, priority: Priority, level: int) -> Iterator[Block]:
    word = capitalised(priority.level_word or source.council.priority_word)
    title = one_line(priority.title or priority.promise)
    yield Heading(level, title, number=f"{word} {priority.number}.")
    if priority.title and priority.promise:
        yield from prose_blocks(priority.promise, level=level + 1)
    if not priority.action_list:
        yield sentence(f"No {source.council.action_word} yet.")
        return
    has_what = any(strand.what for each in priority.action_list for strand in each.strand_list)
    yield Table(
        f"{word} {priority.number}: {source.council.actions_word}",
        tuple(_columns(source, has_what)),
        tuple(row for action in priority.action_list for row in _rows(action, has_what)),
    )


def _columns(source: Source, has_what: bool) -> Iterator[Column]:
    if has_what:
        yield Column(capitalised(source.council.strand_word), 20)
    yield Column("Who/where", 20 if has_what else 25)
    yield Column("Agency leads", 15)
    yield Column("Timescales", 15 if has_what else 20)
    yield Column("Comments/progress")


def _rows(action: Action, has_what: bool) -> Iterator[tuple[Cell, ...]]:
    """The action over the whole width, and a row for each strand; its own note with the first."""
    columns = 5 if has_what else 4
    words = f"{action.reference} {one_line(action.wording)}"
    yield (Cell((words,), header=True, span=columns),)
    own = _note(action.newest_note)
    for strand in action.strand_list:
        yield _strand(strand, has_what, own)
        own = ()
    if own:
        yield (*(Cell(("",)) for _ in range(columns - 1)), Cell(own))


def _strand(strand: Strand, has_what: bool, own: tuple[str, ...]) -> tuple[Cell, ...]:
    lines = [_lines(strand.what)] if has_what else []
    lines += [
        _lines(strand.who_where),
        _leads(strand),
        tuple(each.words for each in strand.timescale_list),
        (*own, *_note(strand.newest_note)),
    ]
    return tuple(Cell(each or ("",)) for each in lines)


def _leads(strand: Strand) -> tuple[str, ...]:
    """In the plan's own words while they name those who lead; after a hand-over by name."""
    typed, leads = strand.leads_as_typed, strand.lead_list
    if typed and all(_is_named_in(typed, lead) for lead in leads):
        return _lines(typed)
    return tuple(str(lead) for lead in leads)


def _is_named_in(typed: str, lead: Lead) -> bool:
    """A person by their name; an agency by any of its own."""
    names = [lead.name or lead.role]
    if not lead.name and lead.agency:
        names += [lead.agency.name, lead.agency.short_name]
    return any(_bare(name) in _bare(typed) for name in names if name)


def _bare(words: str) -> str:
    """For a name that the plan's table broke at a line's end: "Ada Wool- Rowe"."""
    return "".join(words.replace("-", "").split()).casefold()


def _note(note: ProgressNote | None) -> tuple[str, ...]:
    if note is None:
        return ()
    if note.is_unchanged and not note.text:
        return (f"{NO_CHANGE} as at {day_words(note.as_at)}",)
    return _lines(prose_text(note.text))


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def next_plan(source: Source) -> tuple[Block, ...]:
    """The priorities of the plan that comes next, with its actions below each."""
    plan = source.report.next_plan
    if plan is None:
        return ()
    priorities = list(plan.priorities.order_by("number"))
    load_actions(priorities, ProgressNote.objects.none())
    blocks: list[Block] = [Heading(source.level, source.heading), *typed(source, source.level + 1)]
    for priority in priorities:
        words = one_line(priority.title or priority.promise)
        blocks.append(Heading(source.level + 1, words))
        if priority.action_list:
            blocks.append(_listed(priority.action_list))
    return tuple(blocks)


def _listed(actions: list[Action]) -> ListBlock:
    """Each action in its own words; a list typed in it stands below its first line."""
    items = (tuple(map(_in_list, parse_prose(action.wording))) for action in actions)
    return ListBlock(ordered=False, start=1, items=tuple(items))


def _in_list(block: prose.Block) -> prose.Block:
    """A list item has no headings: one that was typed is a line of it."""
    return Paragraph(block.runs) if isinstance(block, prose.Heading) else block
