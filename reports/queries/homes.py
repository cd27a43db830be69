"""What papers tell of our homes: always the public edition, whoever draws the paper.

A home without a label is counted and never listed. Words that name a home kept private are left
out, and the author is told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corporate_parenting.boards import last_meeting_on
from corporate_parenting.words import day_words
from homes.editions import Edition
from homes.labels import NO_LABEL
from homes.models import Inspection, Requirement
from homes.queries import (
    HomeChange,
    HomeRow,
    Register,
    RequirementRow,
    settled_changes,
    settled_register,
)
from homes.queries.loading import WITHHELD
from reports.models import HomesSection, Meeting, Report


@dataclass(frozen=True)
class Changes:
    """Of our homes after ``since`` and by ``day``: judgements and states, requirements."""

    since: date
    day: date
    homes: tuple[HomeChange, ...]
    required: tuple[RequirementRow, ...]
    met: tuple[RequirementRow, ...]


def is_listed(label: str) -> bool:
    """Whether the council names the home in public."""
    return label != NO_LABEL


def may_print(words: str) -> bool:
    return bool(words) and words != WITHHELD


def homes_of_paper(day: date) -> Register:
    """As the public knew them on the day: what is published later is not in the paper."""
    return settled_register(day, Edition(on=day))


def changes_of_paper(since: date, day: date) -> Changes:
    """What the page of changes tells the public, without recommendations."""
    found = settled_changes(since, day, Edition(on=day))
    required = [each for each in found.requirements if each.requirement.is_requirement]
    return Changes(
        since=since,
        day=day,
        homes=found.homes,
        required=tuple(
            each.requirement for each in required if each.is_new and each.requirement.is_open
        ),
        met=tuple(each.requirement for each in required if each.is_met),
    )


def since_of(section: HomesSection, report: Report) -> date | None:
    """The day chosen, or that of the board's meeting before the paper's; None without one."""
    return section.since or previous_meeting_on(report.meeting, section.day)


def previous_meeting_on(meeting: Meeting, day: date) -> date | None:
    """When the board met last before this meeting, and before the day that the homes are of."""
    return last_meeting_on(meeting.body, before=min(meeting.held_on, day))


def remarks_on_homes(report: Report, chosen: Iterable[HomesSection]) -> tuple[str, ...]:
    """A sentence for each thing of homes that the paper leaves out, for its author."""
    return tuple(remark for section in chosen for remark in _remarks(report, section))


def _remarks(report: Report, section: HomesSection) -> Iterator[str]:
    if section.section == "home_judgements":
        for home in _printed_homes(section):
            if home.judgement.reason_public == WITHHELD:
                yield (
                    f"The reason for the judgement of {home.label} is left out of the paper: its "
                    "words for all name a home that is kept private. Have the inspection corrected."
                )
    elif since := since_of(section, report):
        for row in _printed_requirements(since, section):
            if row.text == WITHHELD:
                yield (
                    f"The words of a requirement of {row.home_label}, inspected on "
                    f"{day_words(row.visited_from)}, are left out of the paper: they name a home "
                    "that is kept private. Have the requirement corrected."
                )
    else:
        yield (
            "The paper cannot tell what changed in our homes: no earlier meeting of the board is "
            "recorded. Enter the day since when it tells changes."
        )


def has_words_on_homes_in(user, report: Report) -> bool:
    """Whether the paper prints a reason or a requirement that this person wrote or changed."""
    theirs = {
        model: set(model.history.filter(history_user=user).values_list("id", flat=True))
        for model in (Inspection, Requirement)
    }
    if not any(theirs.values()):
        return False
    return any(
        key in theirs[model]
        for section in report.homes_sections.filter(is_included=True)
        for model, key in _printed_words(report, section)
    )


def _printed_words(report: Report, section: HomesSection) -> Iterator[tuple[type, int]]:
    if section.section == "home_judgements":
        for home in _printed_homes(section):
            if may_print(home.judgement.reason_public):
                yield Inspection, home.judgement.key
    elif since := since_of(section, report):
        for row in _printed_requirements(since, section):
            if may_print(row.text):
                yield Requirement, row.key


def _printed_homes(section: HomesSection) -> Iterator[HomeRow]:
    """Those that are listed with their judgement."""
    groups = homes_of_paper(section.day).groups if section.with_list else ()
    for group in groups:
        yield from (home for home in group.running if home.judgement and is_listed(home.label))


def _printed_requirements(since: date, section: HomesSection) -> Iterator[RequirementRow]:
    changes = changes_of_paper(since, section.day)
    return (row for row in (*changes.required, *changes.met) if is_listed(row.home_label))
