"""What the checks of a paper compare its words with, in a fixed number of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Subquery

from corporate_parenting.models import Acronym, Council, LanguageWord
from homes.labels import private_names_of
from homes.models import Home
from reports.checks.facts import Counted, Facts, Measured, Wording
from reports.document import from_dict, prose_blocks
from reports.models import Publication, Report
from reports.paragraphs import passages, passages_of
from reports.queries.papers import (
    chosen_sections,
    days_of_change,
    entries_in_order,
    paper_before,
    scorecard_of_paper,
)
from scorecard.figures import Unit
from scorecard.periods import Period
from scorecard.queries.paper import PaperRow, exceptions_of, periods_with_figures
from scorecard.rating import Rating

CHILDREN_WORDS = (
    "children in our care", "children in care", "cared for children", "looked after children",
    "children looked after", "CIOC", "CLA", "LAC",
)  # fmt: skip
ENTRY, ITEM, REPORT, COMMENTARY = "entry", "item", "report", "commentary"


@dataclass(frozen=True)
class Typed:
    """Where words of the paper are kept: the kind of row, and its key."""

    kind: str
    key: int


@dataclass(frozen=True)
class Told:
    """The scorecard as a paper takes it: its rows, and the codes of those that it tells of."""

    rows: tuple[PaperRow, ...] = ()
    codes: frozenset[str] = frozenset()


def facts_of(report: Report, council: Council) -> tuple[Facts, dict[str, Typed]]:
    """With them where each paragraph that people typed can be changed, by its words."""
    told = _told(report, council)
    typed = _typed_words(report, told.rows)
    meeting = report.meeting
    before = paper_before(report.kind_id, meeting.body, meeting.held_on).first()
    words = LanguageWord.objects.order_by("word", "pk").values_list("word", "better", "note")
    facts = Facts(
        meeting_on=report.meeting.held_on,
        children_words=(council.children_word, *CHILDREN_WORDS),
        counted=tuple(_counted(report, told.rows, council)),
        measured=tuple(_measured(row) for row in told.rows),
        told=told.codes,
        stale_weeks=council.stale_weeks,
        hide_up_to=council.hide_up_to,
        names=frozenset(_private_names()),
        acronyms=frozenset(Acronym.objects.order_by().values_list("letters", flat=True)),
        wordings=tuple(Wording(*each) for each in words),
        typed={text: at for text, at in typed.items() if at.kind != REPORT},
        before=frozenset(_texts(before)) if before else frozenset(),
        before_on=before.meeting_on if before else None,
    )
    return facts, typed


def newest_fact(report: Report) -> tuple[datetime | None, ...]:
    """Changes whenever a finding of the paper may; first what ``newest_change`` gives.

    In one query.
    """
    words = (model.history.order_by("-history_date") for model in (Acronym, LanguageWord))
    newest = [Subquery(each.values("history_date")[:1]) for each in words]
    published = Publication.objects.order_by("-published_at").values("published_at")[:1]
    changes = days_of_change(report)
    columns = (*changes, *newest, Subquery(published))
    found = Report.objects.filter(pk=report.pk).values_list(*columns).get()
    return (max(filter(None, found[: len(changes)])), *found[len(changes) :])


def _told(report: Report, council: Council) -> Told:
    """Up to the period that the author chose, or else the newest that is over by the meeting."""
    chosen = chosen_sections(report)
    until = next((row.period for row in chosen.values()), None) or _newest_period(report)
    rows = scorecard_of_paper(until, council) if until else ()
    told = set()
    if "scorecard_table" in chosen:
        told |= {row.indicator.code for row in rows}
    if "exceptions" in chosen:
        listed = exceptions_of(rows, chosen["exceptions"].code_list)
        told |= {row.indicator.code for row in listed}
    return Told(rows, frozenset(told))


def _newest_period(report: Report) -> Period | None:
    held_on = report.meeting.held_on
    return next((each for each in periods_with_figures() if each.ends_on < held_on), None)


def _counted(report: Report, rows: Iterable[PaperRow], council: Council) -> Iterator[Counted]:
    """The scorecard's first: where the paper's own number differs, that is what is odd."""
    names = {each.casefold() for each in (council.children_word, *CHILDREN_WORDS)}
    names |= {f"number of {each}" for each in names}
    for row in rows:
        at = row.position
        is_count = row.indicator.unit == Unit.NUMBER and row.indicator.name.casefold() in names
        if is_count and isinstance(at.figure, Decimal):
            day = at.current.as_at or at.period.ends_on
            yield Counted(int(at.figure), day, f"in the scorecard ({row.indicator.code})")
    if report.children_count is not None:
        yield Counted(report.children_count, report.children_as_at, "recorded for this paper")


def _measured(row: PaperRow) -> Measured:
    at = row.position
    is_share = row.indicator.unit == Unit.PERCENT and not row.has_hidden
    points = (point for series in row.chart.series for point in series.points)
    values = frozenset(point for point in points if isinstance(point, Decimal))
    return Measured(
        code=row.indicator.code,
        name=row.indicator.name,
        latest=f"{at.words}, {at.period}",
        values=values if is_share else frozenset(),
        is_red=at.rated.rating is Rating.RED,
        has_commentary=row.commentary is not None,
    )


def _private_names() -> Iterable[str]:
    """The names, aliases and addresses of homes that the public does not know by them."""
    homes = Home.objects.order_by()
    return (name for home in homes for name in private_names_of(home) if name)


def _texts(publication: Publication) -> Iterator[str]:
    """In each of its editions: exempt words may be repeated as well."""
    others = publication.editions.order_by("pk").values_list("document", flat=True)
    for document in (publication.document, *others):
        yield from (passage.text for passage in passages(from_dict(document)))


def _typed_words(report: Report, rows: Iterable[PaperRow]) -> dict[str, Typed]:
    typed = {}
    for words, at in _parts(report, rows):
        for text in _paragraphs(words):
            typed.setdefault(text, at)
    return typed


def _parts(report: Report, rows: Iterable[PaperRow]) -> Iterator[tuple[str, Typed]]:
    for entry in entries_in_order(report).filter(is_included=True):
        yield entry.text or entry.note.text, Typed(ENTRY, entry.pk)
    for item in report.passages.filter(is_removed=False).order_by("order", "pk"):
        yield f"{item.heading}\n\n{item.text}", Typed(ITEM, item.pk)
    yield report.recommendation, Typed(REPORT, report.pk)
    for row in rows:
        if row.commentary:
            yield row.commentary.text, Typed(COMMENTARY, row.indicator.pk)


def _paragraphs(words: str) -> Iterator[str]:
    return (passage.text for passage in passages_of(prose_blocks(words, level=3)))
