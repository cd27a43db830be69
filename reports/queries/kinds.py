"""The kind of a paper, and which of its words an edition leaves out."""

from collections import defaultdict
from datetime import date
from itertools import chain

from django.db.models import QuerySet

from reports.kinds import HOMES, OF_A_TIME, SCORECARD, TYPED, Edition, Publicity
from reports.models import KindPart, Meeting, PaperKind, Passage, QuotedIn, Report
from reports.models.kinds import CLASS_FIELDS, is_narrower
from reports.queries.board import quotations_of
from scorecard.periods import Period, PeriodKind


def kinds_in_use() -> QuerySet[PaperKind]:
    return PaperKind.objects.filter(is_in_use=True).order_by("name", "pk")


def parts_of_a_time() -> QuerySet[KindPart]:
    """By which a kind of paper tells of a time."""
    return KindPart.objects.filter(section__in=OF_A_TIME, is_in_use=True)


def usual_time(kind: str, meeting: Meeting) -> dict[str, date]:
    """By column, the last financial year before the meeting, if the kind tells of a time."""
    if not parts_of_a_time().filter(kind__code=kind).exists():
        return {}
    year = Period.of(PeriodKind.FINANCIAL_YEAR, meeting.held_on).previous()
    return {"period_from": year.starts_on, "period_to": year.ends_on}


def sections_to_choose(report: Report, subject: tuple[str, ...]) -> list[str]:
    """Those of ``kinds.SCORECARD`` or ``kinds.HOMES`` that the kind has, in its order."""
    return list(dict.fromkeys(part.section for part in report.parts if part.section in subject))


def typed_parts(report: Report) -> list[KindPart]:
    """The parts into which the author types words."""
    return [part for part in report.parts if part.section in TYPED]


def parts_with_words(report: Report) -> list[KindPart]:
    """The parts that take the author's words, each with its ``passage_list``."""
    passages = report.passages.filter(is_removed=False).select_related("repeats__report__meeting")
    by_part = defaultdict(list)
    for passage in passages.order_by("order", "pk"):
        by_part[passage.part].append(passage)
    parts = typed_parts(report)
    for part in parts:
        part.passage_list = by_part[part.code]
    return parts


def is_withheld_from(words: Passage | KindPart, edition: Edition) -> bool:
    return words.publicity not in edition.shows


def class_where_it_stands(passage: Passage) -> dict[str, str]:
    """Who may read the words in their own paper: its author may have withheld the whole part.

    As the fields of ``Classed``.
    """
    part = passage.report.part_classes.filter(part=passage.part).first()
    is_of_part = part is not None and is_narrower(part.publicity, passage.publicity)
    words = part if is_of_part else passage
    return {name: getattr(words, name) for name in CLASS_FIELDS}


def law_of(words: Passage | KindPart) -> str:
    """Why an edition leaves it out, in the few words that stand in its place."""
    if words.publicity == Publicity.EXEMPT:
        return f"exempt under paragraph {words.exempt_paragraph}"
    return "confidential"


def editions_of(report: Report) -> list[Edition]:
    """The editions of the paper that differ: the public one, and those that show more."""
    classes = set(
        report.passages.filter(is_removed=False).values_list("publicity", flat=True).distinct()
    )
    classes |= {part.publicity for part in report.parts if part.section not in (*SCORECARD, *HOMES)}
    classes |= _classes_of_chosen(report)
    editions = [Edition.PUBLIC]
    if Publicity.EXEMPT in classes:
        editions.append(Edition.MEMBERS)
    if Publicity.CONFIDENTIAL in classes or unready_quotations(report):
        editions.append(Edition.OFFICERS)
    return editions


def _classes_of_chosen(report: Report) -> set[str]:
    """Of the parts on the scorecard and the homes that the author chose to have in the paper."""
    classes = {
        part.section: part.publicity
        for part in report.parts
        if part.section in (*SCORECARD, *HOMES) and part.publicity != Publicity.PUBLIC
    }
    if not classes:
        return set()
    rows = (report.sections, report.homes_sections)
    chosen = (row.filter(is_included=True).values_list("section", flat=True) for row in rows)
    return {classes[name] for name in chain(*chosen) if name in classes}


def unready_quotations(report: Report) -> list[QuotedIn]:
    """Quotations without consent, or not checked for names: for officers alone."""
    if not report.has_section("quotations"):
        return []
    return [row for row in quotations_of(report) if not row.quotation.is_public]
