"""Bring a plan in from the words of a file: all of it or nothing."""

from datetime import date, datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone

from actions.comparison import LABELS, Comparison, RowChange, compare
from actions.imports.proposals import PlanProposal
from actions.lead_names import LeadReading
from actions.models import Action, Agency, Lead, Plan, Priority, Strand, StrandLead, Timescale
from actions.queries.imports import readings_of
from actions.services.progress import record_progress
from actions.timescales import read_timescale
from corporate_parenting.boards import name_today
from corporate_parenting.context import current_council
from corporate_parenting.models import User
from corporate_parenting.versions import IMPORTED, save_changes, sign, wait_for_others


@transaction.atomic
def bring_in_plan(
    *,
    proposal: PlanProposal,
    title: str,
    board: str,
    starts_on: date,
    ends_on: date,
    notes_as_at: date,
    source: str,
    by: User | None,
    at: datetime | None = None,
    digest: str | None = None,
) -> tuple[Plan, Comparison]:
    """The plan of that title, made or brought to what the file says, and what was changed.

    Nothing is ever removed. All of it bears one moment: ``at``, or else that when others were no
    longer waited for. With ``digest`` of the comparison that a person looked at, raises
    ValidationError when the plan was changed by somebody since.
    """
    wait_for_others()
    board = name_today(board)  # it may have been renamed while this waited
    plan = Plan.objects.select_for_update().called(title, board).first()
    if plan is not None:
        _lock_rows(plan)
    comparison = compare(plan, proposal, council=current_council(), starts=starts_on, ends=ends_on)
    if digest is not None and comparison.digest != digest:
        raise ValidationError("The plan was changed since you looked. Check the changes again.")
    if not proposal.actions:
        raise ValidationError("The file holds no action. Check which column holds what.")
    writer = _Writer(source=source, by=by, at=at or timezone.now(), notes_as_at=notes_as_at)
    if plan is None:
        plan = writer.plan(title, board, starts_on, ends_on)
    elif comparison.days:
        writer.change(plan, comparison.days.values)
    try:
        for change in comparison.priorities:
            writer.priority(plan, change)
    except ValidationError as error:
        raise ValidationError(_with_place(error, writer.row)) from error
    return plan, comparison


def _with_place(error: ValidationError, row: RowChange) -> list[str]:
    """Each sentence of the error with the row that could not be saved, and its remedy."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    remedy = "Correct it in the file, and bring that in."
    return [
        f"{row.label} ({row.place}){_said_of(field)}: {sentence} {remedy}"
        for field, sentences in by_field.items()
        for sentence in sentences
    ]


def _said_of(field: str) -> str:
    if field in ("", NON_FIELD_ERRORS):
        return ""
    return f", {LABELS.get(field, field).replace('_', ' ').lower()}"


def _lock_rows(plan: Plan) -> None:
    """Nobody's words come between the comparison and the save."""
    for rows in (
        Priority.objects.filter(plan=plan),
        Action.objects.filter(priority__plan=plan),
        Strand.objects.filter(action__priority__plan=plan),
    ):
        locked = rows.order_by("pk").select_for_update(of=("self",), no_key=True)
        list(locked.values_list("pk"))


class _Writer:
    """Saves the rows of one import, one by one, each signed with where it came from.

    ``row`` is the one that is being saved, for what goes wrong with it.
    """

    row: RowChange

    def __init__(self, *, source: str, by: User | None, at: datetime, notes_as_at: date) -> None:
        self.reason = f"{IMPORTED}{source}"
        self.by = by
        self.at = at
        self.notes_as_at = notes_as_at
        self.agencies = {
            name.casefold(): agency
            for agency in Agency.objects.all()
            for name in (agency.name, agency.short_name)
            if name
        }
        self.leads = {
            (lead.name.casefold(), lead.agency_id, lead.role.casefold()): lead
            for lead in Lead.objects.all()
        }

    def add(self, row):
        """``row``, checked, signed and saved."""
        row.full_clean()
        sign(row, by=self.by, reason=self.reason, at=self.at)
        row.save()
        return row

    def change(self, row, values: dict, *, is_inside: bool = False) -> None:
        """Save ``values``; with ``is_inside`` the row changes by what hangs on it, too."""
        if values or is_inside:
            sign(row, by=self.by, reason=self.reason, at=self.at)
            save_changes(row, **values)

    def plan(self, title: str, board: str, starts: date, ends: date) -> Plan:
        """A new plan; it is current unless the board has a current one."""
        has_current = Plan.objects.filter(board__iexact=board, state=Plan.State.CURRENT).exists()
        state = Plan.State.DRAFT if has_current else Plan.State.CURRENT
        return self.add(Plan(title=title, board=board, starts_on=starts, ends_on=ends, state=state))

    def priority(self, plan: Plan, change: RowChange) -> None:
        self.row = change
        values = dict(change.values)
        if change.row is None:
            priority = self.add(Priority(plan=plan, number=values.pop("key"), **values))
        else:
            priority = change.row
            self.change(priority, values)
        for action in change.inner:
            self.action(plan, priority, action)

    def action(self, plan: Plan, priority: Priority, change: RowChange) -> None:
        self.row = change
        values = dict(change.values)
        if change.row is None:
            action = self.add(Action(priority=priority, reference=values.pop("key"), **values))
        else:
            action = change.row
            self.change(action, values)
        for strand in change.inner:
            self.strand(plan, action, strand)

    def strand(self, plan: Plan, action: Action, change: RowChange) -> None:
        self.row = change
        values = dict(change.values)
        leads, timescales = values.pop("leads", None), values.pop("timescales", None)
        note = values.pop("note", "")
        if change.row is None:
            strand = self.add(Strand(action=action, order=values.pop("key"), **values))
        else:
            strand = change.row
            # Whoever has the strand open must not save over its new leads or timescales.
            self.change(strand, values, is_inside=not (leads is timescales is None))
        if leads is not None:
            self.set_leads(strand, leads)
        if timescales is not None:
            self.set_timescales(plan, strand, timescales)
        if note:
            record_progress(
                action=action, strand=strand, by=self.by, text=note,
                as_at=self.notes_as_at, at=self.at,
            )  # fmt: skip

    def set_leads(self, strand: Strand, lines: tuple[str, ...]) -> None:
        """The leads that the lines name, in their order; others leave the strand."""
        named = list(dict.fromkeys(self.lead(reading) for reading in readings_of(lines)))
        standing = {row.lead_id: row for row in strand.strand_leads.all()}
        for order, lead in enumerate(named, 1):
            row = standing.pop(lead.pk, None)
            if row is None:
                self.add(StrandLead(strand=strand, lead=lead, order=order))
            elif row.order != order:
                row.order = order
                self.add(row)
        for row in standing.values():
            sign(row, by=self.by, reason=self.reason, at=self.at)
            row.delete()

    def lead(self, reading: LeadReading) -> Lead:
        """The lead of that person, agency and post, made if there is none."""
        agency = self.agency(reading) if reading.agency else None
        key = (reading.person.casefold(), agency and agency.pk, reading.role.casefold())
        if key not in self.leads:
            self.leads[key] = self.add(Lead(name=reading.person, agency=agency, role=reading.role))
        return self.leads[key]

    def agency(self, reading: LeadReading) -> Agency:
        key = reading.agency.casefold()
        if key not in self.agencies:
            agency = self.add(Agency(name=reading.agency, short_name=reading.short_name))
            self.agencies[key] = agency
            if agency.short_name:
                self.agencies.setdefault(agency.short_name.casefold(), agency)
        return self.agencies[key]

    def set_timescales(self, plan: Plan, strand: Strand, words: tuple[str, ...]) -> None:
        """The words in their order; a reading that a person confirmed stays with its words."""
        standing = list(strand.timescales.all())
        for order, typed in enumerate(words, 1):
            row = next((row for row in standing if row.words == typed), None)
            if row is None:
                row = Timescale(strand=strand, words=typed, **self.reading(plan, typed))
            else:
                standing.remove(row)
            if row.pk is None or row.order != order:
                row.order = order
                self.add(row)
        for row in standing:
            sign(row, by=self.by, reason=self.reason, at=self.at)
            row.delete()

    def reading(self, plan: Plan, typed: str) -> dict[str, object]:
        found = read_timescale(typed, plan_starts=plan.starts_on, plan_ends=plan.ends_on)
        return {
            "kind": found.kind,
            "starts_on": found.starts_on,
            "ends_on": found.ends_on,
            "every_count": found.every_count,
            "every_unit": found.every_unit,
        }
