"""A draft: started from the notes, chosen from, put in order and put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import Plan, ProgressNote
from corporate_parenting.context import current_council
from corporate_parenting.models import User
from corporate_parenting.versions import Conflict, lock_current, save_changes, sign
from corporate_parenting.words import day_words
from reports.kinds import COVER, Publicity
from reports.models import Meeting, PaperKind, Passage, Report, ReportEntry
from reports.queries import (
    LEFT_OUT,
    class_where_it_stands,
    entries_in_order,
    notes_not_yet_in,
    notes_to_report,
    outdated_entries,
    previous_report,
    to_put_back,
    usual_time,
)

PlanKey = tuple[int, str, date, int]


REPEATED = ("field", COVER, "signature")
PASSAGE_FIELDS = ("part", "order", "heading", "text")


class ReportError(ValidationError):
    """The state of a paper forbids it; the sentence says why and what to do."""


@dataclass(frozen=True)
class Refreshed:
    """``left_out`` and ``put_back``: as ``outdated_entries`` and ``to_put_back`` give them."""

    added: tuple[ReportEntry, ...]
    left_out: tuple[ReportEntry, ...]
    put_back: tuple[ReportEntry, ...] = ()


@transaction.atomic
def start_report(*, kind: str, meeting: Meeting, plan: Plan, by: User, cut_off_on: date) -> Report:
    """A draft of whoever starts it, with an entry for each note found, if it tells of progress.

    ``kind`` is its code. Group, signature and the lines with labels are those of the paper before.
    One that tells of a time takes the notes of the financial year before the meeting, until its
    author names another time.

    Raises ValidationError where the meeting has a paper of this kind already.
    """
    fields = {"plan": plan, "cut_off_on": cut_off_on, **usual_time(kind, meeting)}
    report = _new_report(kind, meeting, by, state=Report.State.DRAFTING, **fields)
    _take_notes(report, by)
    return report


@transaction.atomic
def plan_report(*, kind: str, meeting: Meeting, plan: Plan, by: User) -> Report:
    """A paper that somebody means to write, without a word of it yet.

    Raises ValidationError where the meeting has a paper of this kind already.
    """
    return _new_report(
        kind, meeting, by, plan=plan, cut_off_on=meeting.held_on, state=Report.State.PLANNED
    )


@transaction.atomic
def start_drafting(*, report: Report, version: int, cut_off_on: date, by: User) -> Report:
    """A planned paper becomes the draft of whoever starts it, with an entry for each note found."""
    report = lock_in(report, version, Report.State.PLANNED)
    sign(report, by=by, reason="The draft was started.")
    fields = {"cut_off_on": cut_off_on, **usual_time(report.kind_id, report.meeting)}
    save_changes(report, state=Report.State.DRAFTING, author=by, **fields)
    _take_notes(report, by)
    return report


def _new_report(kind: str, meeting: Meeting, by: User, **fields: object) -> Report:
    # Two who start the same paper at once: the second is told of the first one's.
    meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    paper, before = PaperKind.objects.get(code=kind), previous_report(kind, meeting)
    signed = before if before and not _is_signature_withheld(before) else None
    report = Report(
        kind=paper,
        meeting=meeting,
        author=by,
        title=paper.title,
        group_name=before.group_name if before else current_council().group_name,
        sign_off_name=signed.sign_off_name if signed else "",
        sign_off_post=signed.sign_off_post if signed else "",
        **fields,
    )
    report.full_clean()
    sign(report, by=by)
    report.save()
    return report


def _is_signature_withheld(report: Report) -> bool:
    """Whether its author kept from somebody who signed it: a next paper would tell everyone."""
    codes = [part.code for part in report.parts if part.section == "sign_off"]
    classes = report.part_classes.exclude(publicity=Publicity.PUBLIC)
    return classes.filter(part__in=codes).exists()


def _take_notes(report: Report, by: User) -> None:
    """What a draft starts with: the notes of the plan, and the lines of the paper before."""
    if report.has_section("progress"):
        for order, note in enumerate(notes_to_report(report), 1):
            _add_entry(report, note, order, by)
    if before := previous_report(report.kind_id, report.meeting):
        _repeat_lines(report, before, by)


def _repeat_lines(report: Report, before: Report, by: User) -> None:
    """What is the same from paper to paper, such as whom to ask: typed once, and changed there.

    Whoever might not read it there may not read it here.
    """
    codes = [part.code for part in report.parts if part.section in REPEATED]
    for passage in before.passages.filter(part__in=codes, is_removed=False).order_by("order", "pk"):
        repeat = Passage(report=report, repeats=passage)
        for name, value in repeated_fields(passage).items():
            setattr(repeat, name, value)
        repeat.full_clean()
        sign(repeat, by=by)
        repeat.save()


def repeated_fields(passage: Passage) -> dict[str, object]:
    """What words of an earlier paper are in a new one: for its readers there, however withheld."""
    kept = {name: getattr(passage, name) for name in PASSAGE_FIELDS}
    return kept | class_where_it_stands(passage)


@transaction.atomic
def change_report(*, report: Report, version: int, by: User, on: date, **changes: object) -> Report:
    """Title, group, cut-off, recommendation, numbers, signature; ``on`` is the day of the change.

    Raises ValidationError for a day of signing that is to come or before the cut-off.
    """
    report = lock_current(Report.objects.all(), pk=report.pk, version=version)
    refuse_unless_open(report)
    _check_signature(
        changes.get("signed_on", report.signed_on), changes.get("cut_off_on", report.cut_off_on), on
    )
    sign(report, by=by)
    save_changes(report, **changes)
    return report


def _check_signature(signed_on: date | None, cut_off_on: date, on: date) -> None:
    """Nobody signs on a day to come, nor for notes that are recorded after the signature."""
    if signed_on is None:
        return
    if signed_on > on:
        raise ValidationError({"signed_on": "Enter a day that has come, or leave it empty."})
    if signed_on < cut_off_on:
        raise ValidationError(
            {
                "signed_on": f"The paper takes notes up to {day_words(cut_off_on)}. Enter that "
                "day or a later one, or take notes up to an earlier day."
            }
        )


@transaction.atomic
def refresh_entries(*, report: Report, by: User) -> Refreshed:
    """Bring a draft up to date with the plan: new notes go to their place in the plan's order.

    No entry disappears: one whose note may not be carried any more is left out of the paper and
    stays on the page with the words that were written for it, and is put back with them once its
    note may be carried again.
    """
    report = lock_open(report)
    left_out, put_back = tuple(outdated_entries(report)), tuple(to_put_back(report))
    for entry in left_out:
        entry.is_included = False
        _save_place(entry, by, LEFT_OUT)
    for entry in put_back:
        entry.is_included = True
        _save_place(entry, by, "Its note is for this paper again.")
    notes = list(notes_not_yet_in(report))
    entries = list(entries_in_order(report))
    added = tuple(_add_entry(report, note, len(entries) + 1, by) for note in notes)
    _renumber(_merged(entries, list(added)), by)
    if added or left_out or put_back:
        sign(report, by=by)
        save_changes(report)
    return Refreshed(added, left_out, put_back)


@transaction.atomic
def change_entry(*, entry: ReportEntry, version: int, by: User, **changes: object) -> ReportEntry:
    """Other words for the board; the note keeps its own."""
    lock_open(entry.report)
    entry = lock_current(ReportEntry.objects.all(), pk=entry.pk, version=version)
    sign(entry, by=by)
    save_changes(entry, **changes)
    return entry


@transaction.atomic
def arrange_entries(
    *, report: Report, version: int, places: Mapping[int, tuple[int, bool]], by: User
) -> Report:
    """Order and choice of every entry at once: ``{entry's key: (place as typed, included)}``.

    Places order the entries of one action; actions stand as in the plan. Entries typed to the
    same place keep their order of before.
    """
    report = lock_current(Report.objects.all(), pk=report.pk, version=version)
    refuse_unless_open(report)
    entries = list(entries_in_order(report))
    changed = {entry.pk for entry in entries if entry.is_included != places[entry.pk][1]}
    for entry in entries:
        entry.is_included = places[entry.pk][1]
    by_action = groupby(entries, lambda entry: entry.note.action_id)
    arranged = [sorted(group, key=lambda entry: places[entry.pk][0]) for _, group in by_action]
    _renumber(list(chain.from_iterable(arranged)), by, changed)
    sign(report, by=by)
    save_changes(report)
    return report


@transaction.atomic
def move_entry(*, entry: ReportEntry, up: bool, by: User) -> ReportEntry:
    """One place up or down within its action; the first and the last of it stay where they are."""
    report = lock_open(entry.report)
    entries = list(entries_in_order(report))
    at = entries.index(entry)
    to = at - 1 if up else at + 1
    if to not in range(len(entries)) or entries[to].note.action_id != entry.note.action_id:
        return entries[at]
    entries.insert(to, entries.pop(at))
    _renumber(entries, by)
    sign(report, by=by)
    save_changes(report)
    return entries[to]


def lock_in(report: Report, version: int, *states: Report.State) -> Report:
    """The report as its reader saw it, locked until the transaction ends.

    Raises ReportError in any other state, and Conflict if it was saved since.
    """
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.state not in states:
        raise ReportError(f"The paper is {_state_words(report)}. Look at its page again.")
    if report.version != version:
        raise Conflict(report)
    return report


def lock_open(report: Report) -> Report:
    """The report, locked until the transaction ends; ReportError once it is handed on."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    refuse_unless_open(report)
    return report


def refuse_unless_open(report: Report) -> None:
    if report.is_open:
        return
    remedy = "Start a correction to change its words."
    if report.state == Report.State.PLANNED:
        remedy = "Start the draft first."
    elif report.is_in_hands:
        remedy = "Ask for it to be returned before you change its words."
    raise ReportError(f"The paper is {_state_words(report)}. {remedy}")


def _state_words(report: Report) -> str:
    return report.get_state_display().lower()


def _add_entry(report: Report, note: ProgressNote, order: int, by: User) -> ReportEntry:
    entry = ReportEntry(report=report, note=note, order=order)
    entry.full_clean()
    sign(entry, by=by)
    entry.save()
    return entry


def _merged(entries: list[ReportEntry], added: list[ReportEntry]) -> list[ReportEntry]:
    """Each added entry behind the last one that stands before it in the plan."""
    for entry in added:
        key = _plan_key(entry.note)
        before = [at for at, other in enumerate(entries, 1) if _plan_key(other.note) <= key]
        entries.insert(before[-1] if before else 0, entry)
    return entries


def _plan_key(note: ProgressNote) -> PlanKey:
    return (note.action.priority.number, note.action.reference_key, note.as_at, note.pk)


def _renumber(
    entries: list[ReportEntry], by: User, changed: set[int] | frozenset[int] = frozenset()
) -> None:
    """Number the places from 1; only entries that move, or are named as changed, are saved."""
    for order, entry in enumerate(entries, 1):
        if entry.order != order or entry.pk in changed:
            entry.order = order
            _save_place(entry, by)


def _save_place(entry: ReportEntry, by: User, reason: str = "") -> None:
    """Without a new version: whoever edits the words meanwhile loses nothing by it."""
    entry.full_clean()
    sign(entry, by=by, reason=reason)
    entry.save(update_fields=["order", "is_included"])
