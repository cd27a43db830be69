"""What bringing a file of providers in would change, without changing anything."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError

from corporate_parenting.words import counted, day_words, listed
from homes.imports.proposals import Doubt, EventRow, HomeRow, HomesFile, Scope
from homes.kinds import Governance, Provision, Sector, Subject
from homes.models import Grade, Home, Inspection, Judgement, JudgementArea
from homes.services.import_changes import (
    Comparison,
    RowChange,
    changed_values,
    differences,
    judgement_changes,
)
from homes.services.inspections import USUAL_SCALE, USUAL_SCALES

_MOST_NAMED = 20


@dataclass
class _Kept:
    """The rows of ours that a file may be about."""

    homes: dict[str, Home]
    inspections: list[Inspection]
    judgements: dict[int, dict[str, Judgement]]
    grades: dict[str, dict[str, Grade]]
    labels: dict[str, str]
    by_number: dict[str, Inspection] = field(default_factory=dict)
    by_visit: dict[tuple[int, str, date], Inspection] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.inspections:
            if row.event_number:
                self.by_number[row.event_number] = row
            else:
                self.by_visit[row.home_id, row.kind, row.visited_from] = row


def compare_homes(proposal: HomesFile, *, on: date, lock: bool = False) -> Comparison:
    """``on``: today. ``lock``: the rows that are changed, until the transaction ends."""
    comparison = Comparison(doubts=list(proposal.doubts), notes=list(proposal.notes))
    kept = _kept(proposal, lock)
    for row in proposal.homes:
        _compare_home(comparison, kept, row)
    new = {row.urn for row in proposal.homes if row.urn not in kept.homes}
    former, unknown = set(), []
    for event in proposal.events:
        if event.urn in kept.homes or event.urn in new:
            _compare_event(comparison, kept, event, on)
        elif event.is_registered:
            unknown.append(event)
        else:
            former.add(event.urn)
    comparison.doubts += [_unknown(proposal, event) for event in unknown]
    if former:
        comparison.notes.append(_former(sorted(former)))
    if proposal.has_register:
        comparison.missing = _missing(proposal, kept)
    return comparison


def _kept(proposal: HomesFile, lock: bool) -> _Kept:
    homes = Home.objects.exclude(urn="").order_by("pk")
    inspections = Inspection.objects.not_voided().select_related("scale").order_by("pk")
    if lock:
        homes = homes.select_for_update(of=("self",), no_key=True)
        inspections = inspections.select_for_update(of=("self",), no_key=True)
    urns = {event.urn for event in proposal.events}
    numbers = {event.number for event in proposal.events}
    known = {home.urn: home for home in homes}
    own = [known[urn].pk for urn in urns if urn in known]
    rows = [row for row in inspections if row.home_id in own or row.event_number in numbers]
    judgements: dict[int, dict[str, Judgement]] = {row.pk: {} for row in rows}
    cells = Judgement.objects.filter(inspection__home__in=own).select_related("area", "grade")
    for cell in cells:
        judgements.setdefault(cell.inspection_id, {})[cell.area.code] = cell
    grades: dict[str, dict[str, Grade]] = {}
    for grade in Grade.objects.select_related("scale"):
        grades.setdefault(grade.scale.code, {})[grade.name] = grade
    areas = JudgementArea.objects.filter(subject=Subject.HOME)
    return _Kept(known, rows, judgements, grades, {row.code: row.short_name for row in areas})


# Homes


def unnamed(urn: str) -> str:
    """What a home is called inside the council until somebody gives it its name."""
    return f"URN {urn}"


def _compare_home(comparison: Comparison, kept: _Kept, row: HomeRow) -> None:
    standing = kept.homes.get(row.urn)
    values = changed_values(standing, _home_values(row, standing))
    change = RowChange(
        about="home",
        urn=row.urn,
        standing=standing,
        row=row,
        values=values,
        differences=differences(Home, standing, values),
    )
    comparison.take(comparison.homes, change)
    if standing and values:
        comparison.doubts += _refusals(standing, change)


def _home_values(row: HomeRow, standing: Home | None) -> dict[str, object]:
    """What the file says of the home; what it leaves open, and its names here, stay."""
    values: dict[str, object] = {
        "provision_type": Provision.CHILDRENS_HOME.value,
        "is_short_break_only": row.is_short_break_only,
        "sector": row.sector.value,
        "registered_on": row.registered_on,
    }
    if row.places is not None:
        values["places"] = row.places
    if row.provider:
        values["provider"] = row.provider[:200]
    if standing is None:
        own = row.sector is Sector.LOCAL_AUTHORITY
        values["urn"] = row.urn
        values["governance"] = (Governance.OWN if own else Governance.AREA).value
        values["internal_name"] = row.name[:150] or unnamed(row.urn)
    elif row.name and standing.internal_name == unnamed(row.urn):
        values["internal_name"] = row.name[:150]
    return values


def _refusals(standing: Home, change: RowChange) -> Iterable[Doubt]:
    """Why the home could not be saved so, such as that it opened before the day in the file."""
    changed = copy(standing)
    for name, value in change.values.items():
        setattr(changed, name, value)
    try:
        changed.full_clean()
    except ValidationError as error:
        for words in error.messages:
            yield Doubt(change.row.place, "", change.urn, words, "Correct it here or in the file.")


# Inspections


def _compare_event(comparison: Comparison, kept: _Kept, event: EventRow, on: date) -> None:
    home = kept.homes.get(event.urn)
    standing = kept.by_number.get(event.number)
    if standing is None and home:
        standing = kept.by_visit.get((home.pk, event.kind.value, event.visited_on))
    code = USUAL_SCALES.get(event.kind, USUAL_SCALE)
    doubt = _stands_otherwise(standing, home, code) or _lies_outside(event, home, on)
    if doubt:
        sentence, remedy = doubt
        comparison.doubts.append(Doubt(event.place, "", event.number, sentence, remedy))
        return
    values = changed_values(standing, _event_values(event, standing))
    change = RowChange(
        about=f"{event.kind.label} of {day_words(event.visited_on)}",
        urn=event.urn,
        standing=standing,
        row=event,
        values=values,
        differences=differences(Inspection, standing, values),
        judgements=judgement_changes(
            event.judgements,
            kept.judgements.get(standing.pk, {}) if standing else {},
            kept.grades[code],
            kept.labels,
        ),
    )
    comparison.take(comparison.inspections, change)


def _event_values(event: EventRow, standing: Inspection | None) -> dict[str, object]:
    values: dict[str, object] = {
        "kind": event.kind.value,
        "event_number": event.number,
        "visited_from": event.visited_on,
        "published_on": event.published_on,
    }
    # The file has one day of a visit; the last one that was recorded here stays.
    if standing is None or standing.visited_to < event.visited_on:
        values["visited_to"] = event.visited_on
    return values


def _stands_otherwise(
    standing: Inspection | None, home: Home | None, scale: str
) -> tuple[str, str] | None:
    if standing is None:
        return None
    if home is None or standing.home_id != home.pk:
        return "This event is recorded here for another home.", "Correct the URN or the number."
    if standing.scale.code != scale:
        return (
            f"This event is recorded here on another scale ({standing.scale}).",
            "Correct the inspection here first.",
        )
    return None


def _lies_outside(event: EventRow, home: Home | None, on: date) -> tuple[str, str] | None:
    if event.visited_on > on:
        return f"The visit on {day_words(event.visited_on)} lies in the future.", "Correct the day."
    if home and home.closed_on and event.visited_on > home.closed_on:
        day = day_words(home.closed_on)
        return f"The home closed here on {day}, before the visit.", "Correct one of the two days."
    return None


# What does not meet


def _unknown(proposal: HomesFile, event: EventRow) -> Doubt:
    where = "in the register of the file" if proposal.has_register else "among the homes here"
    return Doubt(
        event.place,
        "URN",
        event.urn,
        f"This event is of a home that is not {where}.",
        "Correct the URN, or bring the register in with it.",
    )


def _former(urns: list[str]) -> str:
    named = listed(urns[:_MOST_NAMED])
    return (
        f"Events of {counted(len(urns), 'home')} left out, since the home is no longer registered"
        f" and not kept here: {named}."
    )


def _missing(proposal: HomesFile, kept: _Kept) -> list[str]:
    """Homes here that should be in the file: of its scope, registered and not closed by its day."""
    urns, day = {row.urn for row in proposal.homes}, proposal.as_at
    return [
        f"{home.urn} ({home.internal_name})"
        for home in kept.homes.values()
        if home.urn not in urns
        and home.provision_type == Provision.CHILDRENS_HOME
        and (proposal.scope is Scope.AREA or _is_council_run(home))
        and home.registered_on
        and home.registered_on <= day
        and not (home.closed_on and home.closed_on <= day)
    ]


def _is_council_run(home: Home) -> bool:
    """A joint venture is private at Ofsted, and not among a council's own homes there."""
    if home.sector:
        return home.sector == Sector.LOCAL_AUTHORITY
    return home.governance == Governance.OWN
