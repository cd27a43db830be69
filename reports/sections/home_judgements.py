"""What our homes are judged as at a day: how many, each with its reason, and with its places."""

from collections.abc import Iterable, Iterator

from corporate_parenting.words import counted, day_words
from homes.judgements import count_words, counts
from homes.kinds import Governance, HomeState
from homes.queries import Group, HomeRow, InspectionRow
from reports.document import Block, Cell, Column, Heading, Table
from reports.highlights import JUDGEMENT
from reports.queries import homes_of_paper, is_listed, may_print
from reports.sections.source import Source, bullets, one_line, sentence

NOT_JUDGED = "Not judged yet"
NO_REASON = "None recorded"
NO_HOMES = "No home was registered or planned."
JUDGED = (
    Column("Home", 15),
    Column(JUDGEMENT, 20),
    Column("Inspection", 30),
    Column("Reason"),
)
PLACES = (Column("Home", 35), Column("State"), Column("Places", 15))
OURS = {
    Governance.OWN: "Our own homes",
    Governance.TRUST: "Homes run by our trust",
    Governance.JOINT_VENTURE: "Joint venture homes",
    Governance.COMMISSIONED: "Commissioned homes",
}


def home_judgements(source: Source) -> tuple[Block, ...]:
    chosen = source.chosen
    day = day_words(chosen.day)
    groups = homes_of_paper(chosen.day).groups
    blocks: list[Block] = []
    if source.heading:
        blocks.append(Heading(source.level, f"{source.heading} at {day}"))
    if not groups:
        blocks.append(sentence(NO_HOMES))
    if groups and chosen.with_counts:
        lines = (_counted(each, with_reasons=not chosen.with_list) for each in groups)
        blocks += [sentence(f"At {day} the judgements were:"), bullets(lines)]
    if chosen.with_list:
        blocks += [block for each in groups for block in _list(each, day)]
    if chosen.with_places:
        blocks += [block for each in groups for block in _places(each, day)]
    return tuple(blocks)


def _counted(group: Group, *, with_reasons: bool) -> str:
    """``with_reasons``: where no table has them beside each home."""
    told = _count_words(group.running)
    reasons = sorted(set(map(_reason_words, group.running)) - {""}) if with_reasons else []
    return ". ".join([f"{OURS[group.governance]}: {told}", *reasons])


def _reason_words(home: HomeRow) -> str:
    reason = home.judgement.reason_public if home.judgement and home.grade else ""
    return f"{home.grade.short_name}: {one_line(reason)}" if may_print(reason) else ""


def _count_words(homes: Iterable[HomeRow]) -> str:
    homes = tuple(homes)
    found = count_words(counts(home.grade for home in homes))
    without = sum(home.grade is None for home in homes)
    parts = [found, f"{without} not judged yet" if without else ""]
    return ", ".join(filter(None, parts)) or "none is registered yet"


def _list(group: Group, day: str) -> Iterator[Block]:
    homes = sorted(group.running, key=_best_first)
    listed = [home for home in homes if is_listed(home.label)]
    if listed:
        caption = f"{OURS[group.governance]}: judgements at {day}"
        yield Table(caption, JUDGED, tuple(_judged(home) for home in listed))
    unnamed = [home for home in homes if not is_listed(home.label)]
    if unnamed:
        yield sentence(f"{_not_named(group, unnamed)}: {_count_words(unnamed)}.")


def _not_named(group: Group, homes: list[HomeRow]) -> str:
    kept = "is not listed by name" if len(homes) == 1 else "are not listed by name"
    return f"{OURS[group.governance]}: {counted(len(homes), 'home')} {kept}"


def _best_first(home: HomeRow) -> tuple:
    grade = home.grade
    rank = (1, 0, 0) if grade is None else (0, grade.scale, grade.order)
    return (*rank, home.label.casefold(), home.key)


def _judged(home: HomeRow) -> tuple[Cell, ...]:
    standing = home.judgement
    reason = standing.reason_public if standing else ""
    return (
        Cell((one_line(home.label),), header=True, about=f"home:{home.key}"),
        Cell((home.grade.short_name if home.grade else NOT_JUDGED,)),
        Cell(tuple(_inspected(home)) or (NO_REASON,)),
        Cell((one_line(reason) if may_print(reason) else NO_REASON,)),
    )


def _inspected(home: HomeRow) -> Iterator[str]:
    """When its judgement was made and told, and what was told since that gives none."""
    if home.judgement:
        yield f"Inspected {_days(home.judgement)}"
        yield f"published {day_words(home.judgement.published_on)}"
    for each in home.beside:
        grade = f": {each.overall.short_name}" if each.overall else ""
        yield f"{each.kind.label}, {_days(each)}{grade}"


def _days(inspection: InspectionRow) -> str:
    """Such as "9 to 10 March 2021"; with both months where they are two."""
    first, last = inspection.visited_from, inspection.visited_to
    if first == last:
        return day_words(first)
    is_one_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day if is_one_month else day_words(first)} to {day_words(last)}"


def _places(group: Group, day: str) -> Iterator[Block]:
    homes = (*group.running, *group.planned)
    if not homes:
        return
    yield sentence(f"{OURS[group.governance]} at {day}: {_places_words(group)}.")
    rows = tuple(_placed(home) for home in homes if is_listed(home.label))
    if rows:
        caption = f"{OURS[group.governance]}: places at {day}"
        yield Table(caption, PLACES, rows)


def _places_words(group: Group) -> str:
    states = (("registered", group.running), ("planned", group.planned))
    parts = [f"{len(homes)} {state}{_room(homes)}" for state, homes in states if homes]
    if len(parts) > 1:
        homes = (*group.running, *group.planned)
        parts.append(f"{counted(len(homes), 'home')}{_room(homes)} in all")
    unnamed = sum(not is_listed(home.label) for home in (*group.running, *group.planned))
    if unnamed:
        parts.append(f"{unnamed} of them not listed by name")
    return "; ".join(parts)


def _room(homes: tuple[HomeRow, ...]) -> str:
    """Homes whose places nobody recorded are told, not taken for none."""
    known = [home.places for home in homes if home.places is not None]
    if not known:
        return ", places not known"
    words = f" with {counted(sum(known), 'place')}"
    unknown = len(homes) - len(known)
    return f"{words} (not known of {unknown})" if unknown else words


def _placed(home: HomeRow) -> tuple[Cell, ...]:
    places = "Not known" if home.places is None else f"{home.places}"
    return (
        Cell((one_line(home.label),), header=True, about=f"home:{home.key}"),
        Cell((_state(home),)),
        Cell((places,)),
    )


def _state(home: HomeRow) -> str:
    """Without the days of a registration, by which a home is found in other lists."""
    if home.state is HomeState.PLANNED and home.expected_on:
        return f"Planned, expected to open on {day_words(home.expected_on)}"
    return home.state.label
