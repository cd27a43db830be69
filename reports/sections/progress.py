"""Progress by priority and action in the plan's order; within an action the author's."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from django.utils import timezone

from actions.models import Action, Priority, Status
from actions.models.plans import REASON_NEEDED
from corporate_parenting.words import capitalised, day_words
from reports.document import Block, Heading, prose_blocks
from reports.models import ReportEntry
from reports.queries import entries_in_order, overdue_actions
from reports.sections.source import Source, one_line, sentence

CONCEALED = "This note is for officers only now. Bring the draft up to date."


def progress(source: Source) -> tuple[Block, ...]:
    """Nothing at all where the paper takes no note; else its heading and every entry."""
    entries = list(entries_in_order(source.report).filter(is_included=True))
    if not entries:
        return ()
    overdue = overdue_actions(source.report)
    return (Heading(source.level, source.heading), *_by_priority(source, entries, overdue))


def _by_priority(
    source: Source, entries: list[ReportEntry], overdue: frozenset[int]
) -> Iterator[Block]:
    for priority, of_priority in groupby(entries, lambda entry: entry.note.action.priority):
        by_action = groupby(of_priority, lambda entry: entry.note.action)
        told = [(action, list(of_action)) for action, of_action in by_action]
        heading = _priority_heading(source, priority)
        is_whole = [one_line(action.wording) for action, _ in told] == [heading.text]
        if not is_whole:
            yield heading
        for action, of_action in told:
            is_overdue = action.pk in overdue
            own = _action_heading(source, action, is_overdue)
            # An action that is the whole priority is not named a second time.
            yield replace(heading, about=own.about, mark=own.mark) if is_whole else own
            yield from _status(action)
            if is_overdue:
                yield sentence(f"Overdue on {day_words(source.report.cut_off_on)}.")
            for entry in of_action:
                yield from _entry(source, entry)


def _priority_heading(source: Source, priority: Priority) -> Heading:
    word = capitalised(priority.level_word or source.council.priority_word)
    words = one_line(priority.title or priority.promise)
    return Heading(source.level + 1, words, number=f"{word} {priority.number}.")


def _action_heading(source: Source, action: Action, is_overdue: bool) -> Heading:
    return Heading(
        source.level + 2,
        one_line(action.wording),
        number=action.reference,
        about=f"action:{action.pk}",
        mark="overdue" if is_overdue else "",
    )


def _status(action: Action) -> Iterator[Block]:
    """How the action stands and since when, with the reason where one is due.

    The day tells readers a status that was set after the notes below it were written. Nothing
    unless a person set one.
    """
    if action.status == Status.NOT_GIVEN:
        return
    set_at = action.status_set_at
    since = f" since {day_words(timezone.localtime(set_at))}" if set_at else ""
    words = f"Status: {action.get_status_display()}{since}."
    if action.status in REASON_NEEDED:
        words = f"{words} {one_line(action.status_reason)}"
    yield sentence(words)


def _entry(source: Source, entry: ReportEntry) -> Iterator[Block]:
    level = source.level + 3
    if entry.note_id in source.concealed:
        yield sentence(CONCEALED)
        return
    if entry.heading:
        yield Heading(level, entry.heading)
    if entry.text:
        yield from prose_blocks(entry.text, level=level)
        return
    if entry.note.is_unchanged:
        yield sentence(f"No change as at {day_words(entry.note.as_at)}.")
    yield from prose_blocks(entry.note.text, level=level)
