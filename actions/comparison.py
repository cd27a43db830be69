"""What an import would change in a plan, worked out without changing anything."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import Model, Prefetch

from actions.imports.grids import Place
from actions.imports.proposals import ActionProposal, PlanProposal, StrandProposal
from actions.lead_names import LeadReading
from actions.models import Action, Plan, ProgressNote, Strand, StrandLead
from actions.queries.imports import lead_keys, named_by, reading_key, readings_of
from actions.readings import reading
from actions.timescales import read_timescale
from corporate_parenting.models import Council
from corporate_parenting.words import capitalised, day_words

Days = tuple[date, date] | None
COLUMNS = {
    "starts_on": "First day",
    "ends_on": "Last day",
    "level_word": "Called",
    "title": "Title",
    "promise": "Promise",
    "wording": "Wording",
    "what": "What",
    "who_where": "Who and where",
    "leads_as_typed": "Leads as typed",
}
LABELS = COLUMNS | {
    "leads": "Leads",
    "timescales": "Timescales",
    "note": "Progress note added",
}

LEADS = "leads_as_typed"
KEPT = "kept as words"
ROLE_OF = {"what": "what", "who_where": "who", LEADS: "leads"}


@dataclass(frozen=True)
class FieldChange:
    """A field of ``LABELS``, with the words that stand there and those that would.

    ``reading`` is how the new words are understood: people, agencies and posts, or days.
    """

    name: str
    old: str
    new: str
    reading: str = ""

    @property
    def label(self) -> str:
        return LABELS[self.name]


@dataclass(frozen=True)
class RowChange:
    """``row`` is the row of the plan, or None where it would be added; ``place`` is the file's.

    ``key`` tells the row from all others of the plan, whatever the council calls it: "priority 1",
    "action 1.1", "strand 1.1 2".
    """

    key: str
    label: str
    row: Model | None
    fields: tuple[FieldChange, ...]
    values: dict[str, object]
    inner: tuple["RowChange", ...] = ()
    place: Place | None = None

    @property
    def is_added(self) -> bool:
        return self.row is None

    @property
    def shown(self) -> list[FieldChange]:
        """Each field with words, as the review page shows them."""
        if not self.is_added:
            return list(self.fields)
        own = [
            FieldChange(name, "", words, self._reading(name))
            for name, words in self.values.items()
            if name in COLUMNS
        ]
        return [field for field in (*own, *self.fields) if field.new]

    def _reading(self, name: str) -> str:
        return _leads_read(self.values["leads"]) if name == LEADS else ""

    def flat(self) -> Iterator["RowChange"]:
        """This row and all below it that would be added or changed, in the plan's order."""
        if self.is_added or self.fields:
            yield self
        for row in self.inner:
            yield from row.flat()

    @property
    def rows(self) -> list["RowChange"]:
        return list(self.flat())


@dataclass(frozen=True)
class Comparison:
    """``missing`` names rows of the plan that the file lacks: they stay as they are.

    ``days`` is the plan itself where its first or last day would change, else None.
    """

    priorities: tuple[RowChange, ...]
    missing: tuple[str, ...] = ()
    days: RowChange | None = None

    @property
    def rows(self) -> tuple[RowChange, ...]:
        inner = (row for priority in self.priorities for row in priority.flat())
        return (*([self.days] if self.days else []), *inner)

    @property
    def added_count(self) -> int:
        return sum(row.is_added for row in self.rows)

    @property
    def changed_count(self) -> int:
        return len(self.rows) - self.added_count

    @property
    def digest(self) -> str:
        """Equal for equal changes: what a person looked at is what is saved."""
        shown = repr(
            [
                (
                    row.key,
                    row.is_added,
                    [(field.name, field.old, field.new) for field in row.fields],
                )
                for row in self.rows
            ]
        )
        return hashlib.sha256(shown.encode()).hexdigest()


def compare(
    plan: Plan | None,
    proposal: PlanProposal,
    *,
    council: Council,
    starts: date | None = None,
    ends: date | None = None,
) -> Comparison:
    """The changes that bring ``plan`` to what the file says; all is new where there is none.

    The rows are called as the ``council`` calls them. With the first and last day of the plan the
    timescales are shown with their readings, and other days of a plan that is there already are a
    change.
    """
    days = (starts, ends) if starts and ends else None
    how = _How(council, proposal.columns, days)
    standing = _standing(plan) if plan else {}
    missing = []
    priorities = []
    for found in proposal.priorities:
        row = standing.pop(found.number, None)
        own = {action.reference: action for action in row.actions.all()} if row else {}
        actions = tuple(
            _action(action, own.pop(action.reference, None), missing, how)
            for action in found.actions
        )
        missing += [how.action(reference) for reference in own]
        values = {
            "level_word": found.level_word,
            "title": found.title,
            "promise": found.promise,
        }
        if row:  # a file without the promise does not take it back
            values = {name: words for name, words in values.items() if words}
        elif not (found.title or found.promise):
            values["title"] = found.name
        name = _Name(f"priority {found.number}", how.priority(found.number), found.number)
        priorities.append(replace(_row(name, row, values, actions), place=found.place))
    missing += [how.priority(number) for number in standing]
    return Comparison(tuple(priorities), tuple(missing), _days(plan, days))


@dataclass(frozen=True)
class _How:
    """What the council calls its rows, the columns that the file has, and the plan's days."""

    council: Council
    columns: frozenset[str]
    days: Days

    def priority(self, number: int) -> str:
        return f"{capitalised(self.council.priority_word)} {number}"

    def action(self, reference: str) -> str:
        return f"{capitalised(self.council.action_word)} {reference}"

    def strand(self, reference: str, order: int) -> str:
        return f"{self.action(reference)}, {self.council.strand_word} {order}"


class _Name(NamedTuple):
    """The key and label of a row, and what numbers it if it is added."""

    key: str
    label: str
    number: int | str


def _standing(plan: Plan) -> dict[int, Model]:
    notes = Prefetch("notes", ProgressNote.objects.only("strand", "text"))
    leads = Prefetch("strand_leads", StrandLead.objects.select_related("lead__agency"))
    strands = Strand.objects.order_by("order").prefetch_related("timescales", notes, leads)
    actions = Action.objects.prefetch_related(Prefetch("strands", strands))
    priorities = plan.priorities.prefetch_related(Prefetch("actions", actions))
    return {priority.number: priority for priority in priorities}


def _days(plan: Plan | None, days: Days) -> RowChange | None:
    if plan is None or days is None:
        return None
    wanted = dict(zip(("starts_on", "ends_on"), days, strict=True))
    values = {name: day for name, day in wanted.items() if getattr(plan, name) != day}
    fields = tuple(
        FieldChange(name, day_words(getattr(plan, name)), day_words(day))
        for name, day in values.items()
    )
    return RowChange("plan", "The plan", plan, fields, values) if values else None


def _row(name: _Name, row: Model | None, values: dict, inner: tuple[RowChange, ...]) -> RowChange:
    """The row with those of ``values`` that differ."""
    if row is None:
        return RowChange(name.key, name.label, None, (), {**values, "key": name.number}, inner)
    changed = {name: new for name, new in values.items() if getattr(row, name) != new}
    fields = tuple(FieldChange(name, getattr(row, name), new) for name, new in changed.items())
    return RowChange(name.key, name.label, row, fields, changed, inner)


def _action(
    found: ActionProposal,
    row: Action | None,
    missing: list[str],
    how: _How,
) -> RowChange:
    pairs, absent = _pair(found.strands, list(row.strands.all()) if row else [])
    missing += [how.strand(found.reference, strand.order) for strand in absent]
    used = max((strand.order for strand in row.strands.all()), default=0) if row else 0
    strands = []
    for proposal, strand in pairs:
        if strand is None:
            used += 1
        order = strand.order if strand else used
        key = f"strand {found.reference} {order}"
        name = _Name(key, how.strand(found.reference, order), order)
        strands.append(_strand(name, proposal, strand, how))
    name = _Name(f"action {found.reference}", how.action(found.reference), found.reference)
    change = _row(name, row, {"wording": found.wording}, tuple(strands))
    return replace(change, place=found.place)


def _pair(
    found: Sequence[StrandProposal], rows: list[Strand]
) -> tuple[list[tuple[StrandProposal, Strand | None]], list[Strand]]:
    """Each proposed strand with the one it updates: by its words, else by its place."""
    by_words = {}
    for row in rows:
        by_words.setdefault((row.what, row.who_where), row)
    paired = {}
    for index, proposal in enumerate(found):
        row = by_words.pop((_lines(proposal.what), _lines(proposal.who_where)), None)
        if row is not None:
            paired[index] = row
    left = [row for row in rows if row not in paired.values()]
    for index in range(len(found)):
        if index not in paired and left:
            paired[index] = left.pop(0)
    return [(proposal, paired.get(index)) for index, proposal in enumerate(found)], left


def _strand(name: _Name, found: StrandProposal, row: Strand | None, how: _How) -> RowChange:
    """What a strand lacks because the file has no such column stays as it is."""
    words = {"what": found.what, "who_where": found.who_where, "leads_as_typed": found.leads}
    change = _row(
        name,
        row,
        {name: _lines(lines) for name, lines in words.items() if ROLE_OF[name] in how.columns},
        (),
    )
    fields, values = list(change.fields), dict(change.values)
    if LEADS in values:
        values["leads"] = found.lead_lines
        read = _leads_read(found.lead_lines)
        fields = [replace(f, reading=read) if f.name == LEADS else f for f in fields]
    elif row and found.is_lead_decided and not _leads_stand(row, found.lead_lines):
        values["leads"] = found.lead_lines
        standing = "; ".join(str(one.lead) for one in row.strand_leads.all())
        fields.append(FieldChange("leads", standing, _leads_read(found.lead_lines)))
    typed = [timescale.words for timescale in row.timescales.all()] if row else []
    if "timescale" in how.columns and typed != list(found.timescales):
        values["timescales"] = found.timescales
        read = _timescales_read(found.timescales, how.days)
        fields.append(FieldChange("timescales", _lines(typed), _lines(found.timescales), read))
    text = note_text(found)
    if text and not (row and any(note.text == text for note in row.notes.all())):
        values["note"] = text
        fields.append(FieldChange("note", "", text))
    return replace(change, fields=tuple(fields), values=values, place=found.place)


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(lines)


def _leads_read(lines: Sequence[str]) -> str:
    """Such as "Ada Rowe (person); CAMHS – Ruth Okoro (agency and person)"."""
    return "; ".join(map(_lead_read, readings_of(lines)))


def _lead_read(reading: LeadReading) -> str:
    words, kinds = named_by(reading)
    return f"{words} ({kinds})"


def _leads_stand(row: Strand, lines: Sequence[str]) -> bool:
    """Whether the strand has just the leads that the lines name, in their order."""
    standing = [lead_keys(one.lead) for one in row.strand_leads.all()]
    named = list(dict.fromkeys(map(reading_key, readings_of(lines))))
    return len(standing) == len(named) and all(
        key in keys for key, keys in zip(named, standing, strict=True)
    )


def _timescales_read(typed: Sequence[str], days: Days) -> str:
    """The readings in their order; words that were not read are left as words."""
    if days is None:
        return ""
    found = (read_timescale(words, plan_starts=days[0], plan_ends=days[1]) for words in typed)
    return "; ".join(reading(each) or KEPT for each in found)


def note_text(found: StrandProposal) -> str:
    """The lines of the comments column, each a paragraph of its own."""
    return "\n\n".join(found.notes)
