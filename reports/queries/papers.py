"""What a paper takes from the plan, and how a draft stands against it."""

from datetime import date, datetime
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from actions.models import Action, Priority, ProgressNote
from actions.queries import ROWS_TAKEN_FROM, overdue_on
from corporate_parenting.boards import names_of_board
from corporate_parenting.context import current_council
from corporate_parenting.models import Acronym, Council, User
from homes.queries import REGISTER_TAKEN_FROM
from reports.kinds import HOMES, OF_A_TIME, SCORECARD
from reports.models import (
    CarriedNote,
    HomesSection,
    KindPart,
    Meeting,
    PaperKind,
    PartClass,
    Passage,
    Publication,
    PublicationQuerySet,
    Quotation,
    QuotedIn,
    RegularReport,
    Rendering,
    Report,
    ReportEntry,
    ReportSection,
    WordTemplate,
)
from reports.queries.homes import has_words_on_homes_in
from reports.queries.kinds import parts_of_a_time, sections_to_choose
from scorecard.models import Commentary, Indicator
from scorecard.narrative import warning_about
from scorecard.periods import Period
from scorecard.queries.paper import PaperRow, charted_of, exceptions_of, paper_rows
from scorecard.queries.settled import TAKEN_FROM as SCORECARD_TAKEN_FROM

_PARTS = (ReportEntry, ReportSection, HomesSection, Passage, PartClass, QuotedIn)
_OWN_TABLES = (
    Council, Acronym, PaperKind, KindPart, RegularReport, Quotation, Meeting, WordTemplate,
)  # fmt: skip
_TAKEN_FROM = tuple(
    dict.fromkeys((*_OWN_TABLES, *ROWS_TAKEN_FROM, *SCORECARD_TAKEN_FROM, *REGISTER_TAKEN_FROM))
)


LEFT_OUT = "Its note was corrected or belongs elsewhere."
"""Why an entry was left out by bringing the draft up to date, not by its author."""
# Handed on by the author, and not yet the board's.
IN_HANDS = [Report.State.IN_CLEARANCE, Report.State.CLEARED, Report.State.RELEASED]


def notes_to_report(report: Report) -> QuerySet[ProgressNote]:
    """The notes that a draft is offered: those it may carry, as far as its board has not read them.

    A paper that tells of a time tells all of it, read or not; and what the board read there, such
    as in a year's report, is offered to its other papers all the same. Whoever drafted two papers
    for one meeting need not take out of one what the other told first: see ``notes_to_carry``.
    """
    read = _read_elsewhere(report)
    notes = _not_told_by_the_kind(report, read)
    if report.has_section(*OF_A_TIME):
        return notes
    of_a_time = parts_of_a_time().values("kind__code")
    return notes.filter(~Exists(read.exclude(publication__kind__in=of_a_time)))


def notes_to_carry(report: Report) -> QuerySet[ProgressNote]:
    """The standing notes that no other published paper of the kind carried to the same board.

    What another board read, such as scrutiny, this one has not. Up to the cut-off, and of a paper
    that tells of a time those of that time alone. A note written late is in the next paper, not in
    none; so is one whose paper was withdrawn; a corrected one gives way to its correction. In the
    plan's order: priority, reference, day. Actions and priorities preloaded.
    """
    return _not_told_by_the_kind(report, _read_elsewhere(report))


def _not_told_by_the_kind(report: Report, read: QuerySet[CarriedNote]) -> QuerySet[ProgressNote]:
    return (
        ProgressNote.objects.for_board()
        .standing()
        .filter(
            ~Exists(read.filter(publication__kind=report.kind_id)),
            action__priority__plan=report.plan_id,
            as_at__range=days_of_notes(report),
        )
        .select_related("action__priority")
        .order_by("action__priority__number", "action__reference_key", "as_at", "pk")
    )


def _read_elsewhere(report: Report) -> QuerySet[CarriedNote]:
    """Of a note: where another paper that is not withdrawn told it to the same board."""
    return CarriedNote.objects.filter(
        note=OuterRef("pk"),
        publication__withdrawal=None,
        publication__body__in=names_of_board(report.meeting.body),
    ).exclude(publication__report=report)


def days_of_notes(report: Report) -> tuple[date, date]:
    """The first and the last day of which the paper takes notes."""
    first, last = date.min, report.cut_off_on
    if report.period_to and report.has_section(*OF_A_TIME):
        first, last = report.period_from, min(last, report.period_to)
    return first, last


def notes_not_yet_in(report: Report) -> QuerySet[ProgressNote]:
    """Notes for this paper that were recorded, or came within the cut-off, since it was drafted."""
    if not report.has_section("progress"):
        return ProgressNote.objects.none()
    return notes_to_report(report).exclude(report_entries__report=report)


def notes_to_bring_in(report: Report) -> QuerySet[ProgressNote]:
    """What bringing the draft up to date adds to it or puts back into it."""
    if not report.has_section("progress"):
        return ProgressNote.objects.none()
    staying = report.entries.exclude(pk__in=_left_out_with_their_note(report).values("pk"))
    return notes_to_report(report).exclude(report_entries__in=staying)


def to_put_back(report: Report) -> QuerySet[ReportEntry]:
    """Entries left out because their note was not for this paper, which it is again.

    As when its author named another time, and then the one of before. Note and action preloaded.
    """
    return (
        _left_out_with_their_note(report)
        .filter(note__in=notes_to_report(report).order_by())
        .select_related("note__action")
        .order_by("order", "pk")
    )


def _left_out_with_their_note(report: Report) -> QuerySet[ReportEntry]:
    """Not by their author, who has not put them back since."""
    since = ReportEntry.history.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    left_out = ReportEntry.history.filter(id=OuterRef("pk"), history_change_reason=LEFT_OUT)
    left_out = left_out.filter(~Exists(since.filter(is_included=True)))
    return report.entries.filter(Exists(left_out), is_included=False).order_by()


def outdated_entries(report: Report) -> QuerySet[ReportEntry]:
    """Included entries whose note this paper must not carry any more.

    Corrected since, carried by another paper, made for officers only, or, which each says by its
    ``is_of_other_days``, as at a day whose notes the paper does not take.
    """
    return (
        report.entries.filter(is_included=True)
        .exclude(note__in=notes_to_carry(report).order_by())
        .annotate(is_of_other_days=~Q(note__as_at__range=days_of_notes(report)))
        .select_related("note__action")
        .order_by("order", "pk")
    )


def concealed_notes(report: Report) -> frozenset[int]:
    """Keys of the notes on this paper's actions that are, or were corrected to be, for officers."""
    actions = report.entries.order_by().values("note__action")
    notes = ProgressNote.objects.filter(action__in=actions).order_by()
    corrected, concealed, found = {}, set(), set()
    for pk, corrects, visibility in notes.values_list("pk", "corrects", "visibility"):
        corrected[pk] = corrects
        if visibility == ProgressNote.Visibility.OFFICERS:
            found.add(pk)
    while found:
        concealed |= found
        found = {corrected[pk] for pk in found} - concealed - {None}
    return frozenset(concealed)


def entries_in_order(report: Report) -> QuerySet[ReportEntry]:
    """Every entry, left out or not: actions in the plan's order, within one the author's.

    Note, action and priority preloaded.
    """
    return report.entries.select_related("note__action__priority").order_by(
        "note__action__priority__number",
        "note__action__reference_key",
        "note__action",
        "order",
        "pk",
    )


def overdue_actions(report: Report) -> frozenset[int]:
    """Keys of the actions in the paper that were overdue on the last day of its notes."""
    told = report.entries.filter(is_included=True).order_by().values("note__action")
    overdue = Action.objects.filter(overdue_on(report.cut_off_on), pk__in=told)
    return frozenset(overdue.order_by().values_list("pk", flat=True))


def passages_of(report: Report, part: str) -> QuerySet[Passage]:
    """What the author wrote in a part of the paper, without what was removed."""
    return report.passages.filter(part=part, is_removed=False).order_by("order", "pk")


def passages_to_repeat(report: Report, part: str) -> QuerySet[Passage]:
    """Words of this part in the same board's earlier papers of the kind, the newest first.

    Without those that the paper has already. Report and meeting preloaded.
    """
    had = report.passages.filter(is_removed=False, repeats__isnull=False).values("repeats")
    return (
        Passage.objects.filter(
            part=part,
            is_removed=False,
            report__kind=report.kind_id,
            report__meeting__body__in=names_of_board(report.meeting.body),
            report__meeting__held_on__lt=report.meeting.held_on,
        )
        .exclude(pk__in=had)
        .select_related("report__meeting")
        .order_by("-report__meeting__held_on", "order", "-pk")
    )


def acronyms() -> dict[str, str]:
    """The council's acronyms: the letters, and their words."""
    return dict(Acronym.objects.order_by("letters").values_list("letters", "words"))


def chosen_sections(report: Report) -> dict[str, ReportSection]:
    """What the author chose to have in the paper, by section, in the order of the paper."""
    chosen = {row.section: row for row in report.sections.filter(is_included=True)}
    return _in_order(report, SCORECARD, chosen)


def chosen_homes(report: Report) -> dict[str, HomesSection]:
    """As ``chosen_sections``, of the sections on homes."""
    chosen = {row.section: row for row in report.homes_sections.filter(is_included=True)}
    return _in_order(report, HOMES, chosen)


def _in_order(report: Report, subject: tuple[str, ...], chosen: dict) -> dict:
    return {name: chosen[name] for name in sections_to_choose(report, subject) if name in chosen}


def has_content(report: Report) -> bool:
    """Whether the paper holds a note, words, a section or the plan; a cover is none of these."""
    if report.has_section("plan_tables"):
        return Priority.objects.filter(plan=report.plan_id).exists()
    found = (
        report.entries.filter(is_included=True),
        report.passages.filter(is_removed=False),
        report.sections.filter(is_included=True),
        report.homes_sections.filter(is_included=True),
    )
    return any(rows.exists() for rows in found)


def previous_report(kind: str, meeting: Meeting) -> Report | None:
    """The paper of this kind for the same board's latest earlier meeting, renamed or not."""
    return (
        Report.objects.filter(
            kind=kind,
            meeting__body__in=names_of_board(meeting.body),
            meeting__held_on__lt=meeting.held_on,
        )
        .order_by("-meeting__held_on", "-pk")
        .first()
    )


def latest_publication(report: Report) -> Publication | None:
    return report.publications.order_by("-version").without_bytes().first()


def version_of(report: Report) -> int:
    """The version that the report's words are, or become once they are published."""
    newest = report.publications.order_by("-version").values_list("version", flat=True).first()
    return (newest or 0) + (not report.is_told)


def newest_version_of(paper: Publication) -> Publication:
    """Without its bytes."""
    versions = Publication.objects.filter(report=paper.report_id)
    return versions.order_by("-version").without_bytes().first()


def paper_before(kind: str, body: str, day: date) -> PublicationQuerySet:
    """What the board read of this kind at earlier meetings, the last paper's newest version first.

    Without its bytes, as ``.first()`` gives it: the document is there.
    """
    return (
        Publication.objects.filter(
            kind=kind, body__in=names_of_board(body), meeting_on__lt=day, withdrawal=None
        )
        .defer("html", "pdf", "docx")
        .order_by("-meeting_on", "-version", "-pk")
    )


def has_written(user, report: Report) -> bool:
    """Whether the paper holds words of this person: its author, who edited it, whose notes."""
    if report.author_id == user.pk or has_notes_in(user, report):
        return True
    parts = (part.history.filter(report=report.pk, history_user=user) for part in _PARTS)
    found = (_saves_of_words(report).filter(history_user=user), *parts)
    return (
        any(rows.exists() for rows in found)
        or has_commentary_in(user, report)
        or has_words_on_homes_in(user, report)
    )


def _saves_of_words(report: Report) -> QuerySet:
    """The saves of the draft itself; to return a paper to its author writes nothing in it."""
    saves = report.history.filter(history_id__lt=OuterRef("history_id")).order_by("-history_id")
    before = Coalesce(Subquery(saves.values("state")[:1]), Value(""))
    rows = report.history.filter(state=Report.State.DRAFTING).annotate(state_before=before)
    return rows.exclude(state_before__in=IN_HANDS)


def has_notes_in(user, report: Report) -> bool:
    """Whether the paper carries a note that this person recorded."""
    return report.entries.filter(is_included=True, note__author=user).exists()


def has_commentary_in(user, report: Report) -> bool:
    """Whether the paper carries a commentary that this person wrote or changed."""
    changed = Commentary.history.filter(history_user=user).values("id")
    theirs = set(
        Commentary.objects.filter(Q(author=user) | Q(pk__in=changed)).values_list("pk", flat=True)
    )
    # A scorecard takes a second to put together: only for who wrote any commentary at all.
    return bool(theirs) and any(
        row.commentary.pk in theirs for row in _told_commentary(report) if row.commentary
    )


def codes_out_of_use(codes: str, period: Period) -> list[str]:
    """Those of the codes, separated by commas, that no indicator has in use when it ends."""
    asked = [code for code in codes.split(", ") if code]
    in_use = Indicator.objects.in_use_on(period.ends_on) if asked else Indicator.objects.none()
    known = {code.casefold() for code in in_use.values_list("code", flat=True)}
    return [code for code in asked if code.casefold() not in known]


def commentary_warnings(rendering: Rendering) -> tuple[str, ...]:
    """A sentence for each commentary in the paper that names numbers where counts are hidden."""
    return _warnings_at(rendering, newest_change(rendering.report))


@lru_cache(maxsize=100)
def _warnings_at(rendering: Rendering, newest: datetime) -> tuple[str, ...]:
    """As things stand since ``newest``, so that the page is quick when it is read again."""
    return tuple(
        warning_about(str(row.indicator), row.numbers)
        for row in _told_commentary(rendering.report)
        if row.numbers
    )


_CARRIERS = {"exceptions": exceptions_of, "comparator_charts": charted_of}
"""The sections that print commentary, with the rows that each tells of."""


def _told_commentary(report: Report) -> list[PaperRow]:
    """The indicators whose commentary the paper carries."""
    told = {}
    for name, chosen in chosen_sections(report).items():
        if find := _CARRIERS.get(name):
            rows = scorecard_of_paper(chosen.period, current_council())
            told |= {row.indicator.pk: row for row in find(rows, chosen.code_list)}
    return list(told.values())


def newest_change(report: Report) -> datetime:
    """When anything that the paper takes, or could take, was changed last, in one query."""
    found = Report.objects.filter(pk=report.pk).values_list(*days_of_change(report)).get()
    return max(filter(None, found))


def days_of_change(report: Report) -> list[Subquery]:
    """Columns with the newest change of each table that the paper takes from."""
    rows = [
        Report.history.filter(id=report.pk),
        User.history.filter(id=OuterRef("author")),  # whom some kinds of paper name
        *(model.history.filter(report=report.pk) for model in _PARTS),
        *(model.history.all() for model in _TAKEN_FROM),
    ]
    return [Subquery(each.order_by("-history_date").values("history_date")[:1]) for each in rows]


def scorecard_of_paper(until: Period, council: Council) -> tuple[PaperRow, ...]:
    """Members read papers, and may not see small numbers: every paper is the public edition."""
    return paper_rows(until, council)
