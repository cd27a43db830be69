"""The tables of homes read once each, cut to an edition.

What a reader may not know of is dropped here, before anything is worked out from it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from homes.editions import Edition, is_out
from homes.grades import GradeFacts
from homes.judgements import Event, newest_first
from homes.kinds import InspectionKind, NoticeKind, VisitKind
from homes.labels import HiddenNames, LabelKind, hidden_words_of
from homes.models import (
    Grade,
    Home,
    Inspection,
    Judgement,
    JudgementArea,
    Notice,
    Requirement,
    Visit,
)
from homes.queries.rows import AreaGrade, InspectionRow, NoticeRow, RequirementRow, VisitRow

WITHHELD = "Not shown here: these words name a home."
Words = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A day as a reader asks for it, and what that reader may see."""

    day: date
    edition: Edition

    @property
    def known_on(self) -> date:
        return self.edition.known_on(self.day)


def load_homes(asked: Asked) -> list[Home]:
    """Homes in one query, with their leads for those who may know them."""
    homes = Home.objects.order_by("id")
    return list(homes.select_related("lead__agency") if asked.edition.names else homes)


def public_words(homes: Iterable[Home]) -> Words:
    """Hands a text on that all may read, unless it gives away a home that is kept private."""
    hidden = HiddenNames(words for home in homes for words in hidden_words_of(home))
    return lambda text: WITHHELD if hidden.found_in(text) else text


def load_inspections(
    asked: Asked, shown: Words, homes: Mapping[int, Home]
) -> dict[int, list[InspectionRow]]:
    """Inspections that the reader may know of by the day, by home, in four queries."""
    found = Inspection.objects.not_voided().filter(
        home_id__in=list(homes), visited_from__lte=asked.day
    )
    if not asked.edition.embargoed:
        found = found.filter(published_on__lte=asked.known_on)
    rows = list(found.order_by("id"))
    grades = _grades_by_inspection({row.pk for row in rows})
    by_home = defaultdict(list)
    for row, event in zip(rows, _events(rows, grades), strict=True):
        cells, home = grades.get(row.pk, ()), homes[row.home_id]
        by_home[row.home_id].append(_inspection(row, event, cells, asked, shown, home))
    return by_home


def _events(rows: list[Inspection], grades: Mapping[int, tuple[AreaGrade, ...]]) -> Iterator[Event]:
    """For the arithmetic, with places in place of event numbers: those lead to URNs."""
    events = []
    for row in rows:
        cells = grades.get(row.pk, ())
        overall = next((each.grade for each in cells if each.is_overall), None)
        kind = InspectionKind(row.kind)
        events.append(
            Event(row.pk, kind, row.visited_from, row.published_on, row.event_number, overall)
        )
    oldest_first = reversed(newest_first(events))
    places = {event.key: place for place, event in enumerate(oldest_first, 1)}
    return (replace(event, event_number=str(places[event.key])) for event in events)


def _grades_by_inspection(keys: set[int]) -> dict[int, tuple[AreaGrade, ...]]:
    grades = {row.pk: row.facts for row in Grade.objects.order_by()}
    areas = {row.pk: row for row in JudgementArea.objects.all()}
    found = defaultdict(list)
    cells = Judgement.objects.order_by("id")
    for key, area, grade, words in cells.values_list(
        "inspection_id", "area_id", "grade_id", "words"
    ):
        if key in keys and area in areas and grade in grades:
            found[key].append((areas[area], grades[grade], words))
    return {key: _in_order(cells) for key, cells in found.items()}


def _in_order(cells: list[tuple[JudgementArea, GradeFacts, str]]) -> tuple[AreaGrade, ...]:
    cells.sort(key=lambda cell: (cell[0].order, cell[0].pk))
    return tuple(
        AreaGrade(area.code, area.short_name, grade, words, area.is_overall)
        for area, grade, words in cells
    )


def _inspection(
    row: Inspection,
    event: Event,
    grades: tuple[AreaGrade, ...],
    asked: Asked,
    shown: Words,
    home: Home,
) -> InspectionRow:
    edition = asked.edition
    return InspectionRow(
        key=row.pk,
        home=row.home_id,
        kind=event.kind,
        visited_from=row.visited_from,
        visited_to=row.visited_to,
        published_on=row.published_on,
        is_embargoed=not is_out(row.published_on, asked.known_on),
        version=row.version,
        event_number=row.event_number if sees_urn(home, edition) else "",
        grades=grades,
        reason_public=row.reason_public if edition.names else shown(row.reason_public),
        reason_exempt=row.reason_exempt if edition.exempt else "",
        event=event,
    )


def sees_urn(home: Home, edition: Edition) -> bool:
    return edition.names or home.label_kind == LabelKind.NAME


def load_requirements(
    asked: Asked, shown: Words, homes: Mapping[int, Home], inspections: Iterable[InspectionRow]
) -> dict[int, list[RequirementRow]]:
    """What those inspections require, as far as the reader may know, by home; one query."""
    edition, day = asked.edition, asked.known_on
    known = {row.key: row for row in inspections}
    found = Requirement.objects.all()
    if not edition.exempt:
        found = found.filter(is_public=True)
    by_home = defaultdict(list)
    for row in found.order_by("id"):
        inspection = known.get(row.inspection_id)
        if inspection is None:
            continue
        by_home[inspection.home].append(
            RequirementRow(
                key=row.pk,
                home=inspection.home,
                home_label=homes[inspection.home].public_label,
                inspection=inspection.key,
                visited_from=inspection.visited_from,
                is_requirement=row.kind == Requirement.Kind.REQUIREMENT,
                text=row.text if edition.names else shown(row.text),
                regulation=row.regulation if edition.names else shown(row.regulation),
                due_on=row.due_on,
                closed_on=None if row.is_open_on(day) else row.closed_on,
                evidence=row.evidence if edition.exempt and not row.is_open_on(day) else "",
                is_public=row.is_public,
                is_open=row.is_open_on(day),
                is_overdue=row.is_overdue_on(day),
                version=row.version,
            )
        )
    return by_home


def load_notices(
    asked: Asked, shown: Words, homes: Mapping[int, Home]
) -> dict[int, list[NoticeRow]]:
    """Notices that the reader may know of by the day, by home; one query."""
    edition, day = asked.edition, asked.known_on
    found = Notice.objects.filter(home_id__in=list(homes), issued_on__lte=asked.day)
    if not edition.embargoed:
        found = found.filter(published_on__lte=day)
    by_home = defaultdict(list)
    for row in found.order_by("-issued_on", "-id"):
        home = homes[row.home_id]
        by_home[row.home_id].append(
            NoticeRow(
                key=row.pk,
                home=row.home_id,
                kind=NoticeKind(row.kind),
                reference=row.reference if sees_urn(home, edition) else "",
                issued_on=row.issued_on,
                due_on=row.due_on,
                ended_on=row.ended_on if row.ended_on and row.ended_on <= day else None,
                published_on=row.published_on,
                is_embargoed=not is_out(row.published_on, day),
                is_standing=row.is_standing_on(day),
                words_public=row.words_public if edition.names else shown(row.words_public),
                words_exempt=row.words_exempt if edition.exempt else "",
                version=row.version,
            )
        )
    return by_home


def load_visits(asked: Asked, shown: Words, homes: Mapping[int, Home]) -> dict[int, list[VisitRow]]:
    """Our own visits by the day, by home; one query. All may read those with words for all."""
    edition = asked.edition
    found = Visit.objects.filter(home_id__in=list(homes), visited_on__lte=asked.known_on)
    if not edition.exempt:
        found = found.exclude(summary_public="")
    by_home = defaultdict(list)
    for row in found.order_by("-visited_on", "-id"):
        received = row.report_received_on
        by_home[row.home_id].append(
            VisitRow(
                key=row.pk,
                home=row.home_id,
                kind=VisitKind(row.kind),
                visited_on=row.visited_on,
                visitor=row.visitor if edition.names else "",
                report_received_on=received if received and received <= asked.known_on else None,
                summary_public=row.summary_public if edition.names else shown(row.summary_public),
                summary_exempt=row.summary_exempt if edition.exempt else "",
                version=row.version,
            )
        )
    return by_home
