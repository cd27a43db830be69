"""What became of our homes since the board met last: judgements, states, requirements."""

from collections import Counter
from collections.abc import Iterable, Iterator

from corporate_parenting.words import counted, day_words
from homes.judgements import ChangeKind
from homes.kinds import Governance
from homes.queries import HomeChange, RequirementRow
from reports.document import Block, Heading
from reports.queries.homes import Changes, changes_of_paper, is_listed, may_print, since_of
from reports.sections.source import Source, bullets, one_line, sentence

NO_MEETING = "No earlier meeting of the board is recorded to tell changes since."
NOTHING = "Nothing changed in our homes."
NOT_PRINTED = "the words are not printed here"


def home_changes(source: Source) -> tuple[Block, ...]:
    since = since_of(source.chosen, source.report)
    heading = Heading(source.level, source.heading)
    if since is None:
        return (heading, sentence(NO_MEETING))
    changes = changes_of_paper(since, source.chosen.day)
    span = f"This tells of changes after {day_words(since)} and up to {day_words(changes.day)}."
    return (heading, sentence(span), *(tuple(_told(changes, source.level + 1)) or _nothing()))


def _nothing() -> tuple[Block, ...]:
    return (sentence(NOTHING),)


def _told(changes: Changes, level: int) -> Iterator[Block]:
    parts = (
        ("Judgements and registrations", list(_changed(changes.homes))),
        ("New requirements", list(_required(changes.required))),
        ("Requirements that were met", list(_met(changes.met))),
    )
    for heading, lines in parts:
        if lines:
            yield Heading(level, heading)
            yield bullets(lines)


def _changed(found: Iterable[HomeChange]) -> Iterator[str]:
    unnamed = Counter()
    for each in found:
        if is_listed(each.home.label):
            yield f"{_called(each)}: {_words(each)}"
        else:
            unnamed[_words(each)] += 1
    count = unnamed.total()
    if count:
        told = "; ".join(f"{number} {words}" for words, number in sorted(unnamed.items()))
        yield f"{counted(count, 'home')} not listed by name: {told}"


def _called(change: HomeChange) -> str:
    label, whose = one_line(change.home.label), change.home.governance
    return label if whose is Governance.OWN else f"{label} ({whose.label.lower()})"


def _words(change: HomeChange) -> str:
    """With the judgement itself where the words of its change do not hold it."""
    found = change.change
    if found is None or found.kind in (ChangeKind.GONE, ChangeKind.AGAIN):
        return change.words
    return f"{found.after.short_name}, {found.words}"


def _required(rows: Iterable[RequirementRow]) -> Iterator[str]:
    rows = tuple(rows)
    for row in rows:
        if is_listed(row.home_label):
            due = f" (due by {day_words(row.due_on)})" if row.due_on else ""
            yield f"{_required_words(row)}{due}"
    yield from _of_unnamed(rows)


def _met(rows: Iterable[RequirementRow]) -> Iterator[str]:
    rows = tuple(rows)
    for row in rows:
        if is_listed(row.home_label):
            yield f"{_required_words(row)} (met on {day_words(row.closed_on)})"
    yield from _of_unnamed(rows)


def _required_words(row: RequirementRow) -> str:
    words = one_line(row.text) if may_print(row.text) else NOT_PRINTED
    return f"{one_line(row.home_label)}: {words}"


def _of_unnamed(rows: Iterable[RequirementRow]) -> Iterator[str]:
    count = sum(not is_listed(row.home_label) for row in rows)
    if count:
        yield f"{count} of homes that are not listed by name"
