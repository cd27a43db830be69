"""The register of homes as at a day: what each is judged, and the counts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from homes.due import NEAR_DAYS, next_due
from homes.editions import Edition
from homes.judgements import beside, count_words, counts, current, embargoed, newest_first
from homes.kinds import OF_OURS, Governance, HomeState, Provision, Sector
from homes.models import Home
from homes.queries.loading import (
    Asked,
    Words,
    load_homes,
    load_inspections,
    load_notices,
    load_requirements,
    public_words,
    sees_urn,
)
from homes.queries.rows import (
    Group,
    HomeRow,
    InspectionRow,
    NoticeRow,
    Register,
    RequirementRow,
)


def register(
    day: date,
    edition: Edition,
    *,
    governance: Iterable[Governance] = OF_OURS,
    with_closed: bool = False,
) -> Register:
    """The homes as at the end of ``day``, in seven queries.

    What was entered later counts if it is of that day or before.
    """
    asked = Asked(day, edition)
    wanted = set(governance)
    rows = [home for home in home_rows(asked) if home.governance in wanted]
    if not with_closed:
        rows = [home for home in rows if home.state is not HomeState.CLOSED]
    return register_of(day, rows)


def register_of(day: date, rows: Iterable[HomeRow]) -> Register:
    """These homes of the day, in the order given, apart by governance and counted."""
    rows = list(rows)
    groups = tuple(
        _group(each, homes)
        for each in Governance
        if (homes := tuple(home for home in rows if home.governance is each))
    )
    running = [home for group in groups for home in group.running]
    found = counts(home.grade for home in running)
    return Register(day, groups, found, count_words(found), _not_judged(running))


def due_for_inspection(
    homes: Iterable[HomeRow], day: date, *, days: int = NEAR_DAYS
) -> tuple[HomeRow, ...]:
    """Those whose next inspection is due within so many days, the first one first."""
    near = [home for home in homes if home.due and home.due.is_near(day, days=days)]
    return tuple(sorted(near, key=lambda home: (home.due.on, home.key)))


class Loaded(NamedTuple):
    """``every``: home by key; ``shown``: hands on words for all; ``rows``: what is told."""

    every: dict[int, Home]
    shown: Words
    rows: list[HomeRow]


def home_rows(asked: Asked) -> list[HomeRow]:
    """All homes told of on the day, closed ones too, in the order of what readers call them."""
    return load(asked).rows


def load(asked: Asked) -> Loaded:
    """As ``home_rows``, with the homes themselves; in seven queries."""
    every = load_homes(asked)
    shown = public_words(every)
    homes = {home.pk: home for home in every if is_told(home, asked)}
    inspections = load_inspections(asked, shown, homes)
    told = [row for rows in inspections.values() for row in rows]
    requirements = load_requirements(asked, shown, homes, told)
    notices = load_notices(asked, shown, homes)
    after = {home.transferred_from_id: home.pk for home in homes.values()}
    rows = [
        _home_row(
            home,
            asked,
            inspections.get(pk, []),
            requirements.get(pk, []),
            notices.get(pk, []),
            after,
        )
        for pk, home in homes.items()
    ]
    rows.sort(key=lambda row: (row.called.casefold(), row.key))
    return Loaded({home.pk: home for home in every}, shown, rows)


def is_told(home: Home, asked: Asked) -> bool:
    """Whether it began by the day, or was planned then as far as anybody knows."""
    began = home.began_on
    return began is None or began <= asked.known_on or home.expected_on is not None


def _group(governance: Governance, homes: tuple[HomeRow, ...]) -> Group:
    running = [home for home in homes if home.is_running]
    found = counts(home.grade for home in running)
    return Group(
        governance=governance,
        homes=homes,
        counts=found,
        words=count_words(found),
        not_judged=_not_judged(running),
        places=sum(home.places or 0 for home in running),
    )


def _not_judged(homes: Iterable[HomeRow]) -> int:
    return sum(home.grade is None for home in homes)


def _home_row(
    home: Home,
    asked: Asked,
    inspections: list[InspectionRow],
    requirements: list[RequirementRow],
    notices: list[NoticeRow],
    after: Mapping[int | None, int],
) -> HomeRow:
    edition, day = asked.edition, asked.known_on
    rows = {row.key: row for row in inspections}
    events = [row.event for row in inspections]
    standing = current(events, day)
    state = home.state_on(day)
    return HomeRow(
        key=home.pk,
        label=home.public_label,
        **_inside(home, edition),
        urn=home.urn if sees_urn(home, edition) else "",
        provision=Provision(home.provision_type),
        is_short_break_only=home.is_short_break_only,
        sector=Sector(home.sector) if home.sector else None,
        governance=Governance(home.governance),
        places=home.places,
        state=state,
        expected_on=home.expected_on,
        registered_on=_by(home.registered_on, day),
        opened_on=_by(home.opened_on, day),
        closed_on=_by(home.closed_on, day),
        transferred_from=home.transferred_from_id,
        transferred_to=after.get(home.pk),
        version=home.version,
        judgement=rows[standing.key] if standing else None,
        beside=tuple(rows[each.key] for each in beside(events, day)),
        embargoed=tuple(rows[each.key] for each in embargoed(events, day)),
        inspections=tuple(rows[each.key] for each in newest_first(events)),
        requirements=tuple(requirements),
        notices=tuple(notices),
        due=next_due(events, home.began_on, day) if state.is_running else None,
    )


def _inside(home: Home, edition: Edition) -> dict[str, str]:
    """What only those read who may see names."""
    told = {
        "name": home.internal_name,
        "location": home.location,
        "provider": home.provider,
        "purpose": home.purpose,
        "lead": str(home.lead) if edition.names and home.lead else "",
    }
    return told if edition.names else dict.fromkeys(told, "")


def _by(day: date | None, known_on: date) -> date | None:
    return day if day and day <= known_on else None
