"""A made-up plan of any size, written past the services: a hundred thousand notes take a minute."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from actions.models import (
    Action,
    Agency,
    Lead,
    Plan,
    Priority,
    ProgressNote,
    Status,
    Strand,
    StrandLead,
    Timescale,
)
from actions.references import sort_key
from corporate_parenting.models import Council, User
from tests.bench.texts import LISTED, PLAIN, SEARCHED, WORDING

BATCH = 2_000
NOTES_ON_FIRST = 100  # the action page with a hundred notes
STATUSES = (Status.GREEN, Status.GREEN, Status.AMBER, Status.COMPLETE, Status.NOT_STARTED)
FIRST_DAY = date(2024, 1, 1)
WRITTEN = datetime(2024, 1, 1, 9, tzinfo=UTC)  # long ago, as most of what people look at


def make_plan(actions: int, notes: int, author: User) -> Plan:
    """A current plan with so many actions and notes, two strands an action; nothing is random."""
    council = Council(pk=1, name="Fernmoor Council")
    council._history_date = WRITTEN
    council.save()
    plan = Plan(
        title="Our promise to you",
        board="Corporate Parenting Board",
        starts_on=FIRST_DAY,
        ends_on=date(2029, 12, 31),
        state=Plan.State.CURRENT,
    )
    plan.save()
    leads = keep(Lead, _leads(max(20, actions // 25)))
    priorities = keep(Priority, _priorities(plan))
    rows = keep(Action, _actions(priorities, actions))
    strands = keep(Strand, _strands(rows))
    keep(StrandLead, _strand_leads(strands, leads))
    keep(Timescale, _timescales(strands))
    keep(ProgressNote, _notes(rows, strands, notes, author))
    return plan


def keep(model: type[Model], rows: Iterable[Model]) -> list[Model]:
    return bulk_create_with_history(list(rows), model, batch_size=BATCH, default_date=WRITTEN)


def _leads(count: int) -> Iterator[Lead]:
    """Half of them of the first agency."""
    names = ("Children's Social Care", "Housing", "Virtual School", "Health", "Leisure", "Police")
    agencies = keep(Agency, (Agency(name=name) for name in names))
    for number in range(count):
        agency = agencies[0] if number % 2 else agencies[number // 2 % len(agencies)]
        yield Lead(name=f"Ada Rowe {number + 1}", agency=agency)


def _priorities(plan: Plan) -> Iterator[Priority]:
    for number in range(1, 7):
        yield Priority(plan=plan, number=number, title=f"A settled home, part {number}")


def _actions(priorities: list[Priority], count: int) -> Iterator[Action]:
    for number in range(count):
        place, row = divmod(number, -(-count // len(priorities)))
        status = STATUSES[number % len(STATUSES)]
        reference = f"{place + 1}.{row + 1}"
        yield Action(
            priority=priorities[place],
            reference=reference,
            reference_key=sort_key(reference),
            wording=WORDING.format(number + 1),
            status=status,
            status_reason="Two posts are vacant." if status == Status.AMBER else "",
        )


def _strands(actions: list[Action]) -> Iterator[Strand]:
    for action in actions:
        for order, who in enumerate(("Fostering team", "Care leavers' team"), 1):
            yield Strand(action=action, order=order, who_where=who, leads_as_typed="Ada Rowe")


def _strand_leads(strands: list[Strand], leads: list[Lead]) -> Iterator[StrandLead]:
    for number, strand in enumerate(strands):
        for order in (1, 2):
            lead = leads[(number + order) % len(leads)]
            yield StrandLead(strand=strand, lead=lead, order=order)


def _timescales(strands: list[Strand]) -> Iterator[Timescale]:
    for number, strand in enumerate(strands):
        if number % 3:
            yield Timescale(strand=strand, order=1, words="Ongoing", kind="ongoing")
        else:
            day = FIRST_DAY + timedelta(365 + number % 1_500)
            words = f"By {day.day} {day:%B} {day.year}"
            yield Timescale(strand=strand, order=1, words=words, kind="by", ends_on=day)


def _notes(
    actions: list[Action], strands: list[Strand], count: int, author: User
) -> Iterator[ProgressNote]:
    """The first action gets a hundred, the others share the rest; a third are on a strand."""
    texts = [PLAIN] * 130 + [LISTED] * 69 + [SEARCHED]
    for number in range(count):
        others = number - NOTES_ON_FIRST
        place = 0 if others < 0 else 1 + others % (len(actions) - 1)
        as_at = FIRST_DAY + timedelta(number % 700)
        yield ProgressNote(
            action=actions[place],
            strand=strands[2 * place] if number % 3 == 0 else None,
            author=author,
            text=texts[number % len(texts)].format(number + 2),
            as_at=as_at,
            recorded_at=datetime(as_at.year, as_at.month, as_at.day, 9, tzinfo=UTC),
        )
