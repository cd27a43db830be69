"""What inspections of our homes require, with what is still open first."""

from collections.abc import Iterable
from datetime import date

from homes.editions import Edition
from homes.queries.loading import Asked
from homes.queries.register import home_rows
from homes.queries.rows import HomeRow, RequirementRow


def requirements_on(
    day: date, edition: Edition, *, only_open: bool = True
) -> tuple[RequirementRow, ...]:
    """Of our homes on the day: open ones by the day they are due, then those that are met."""
    homes = home_rows(Asked(day, edition))
    ours = (home for home in homes if home.governance.is_ours)
    rows = [row for home in ours for row in home.requirements if row.is_open or not only_open]
    rows.sort(key=lambda row: (not row.is_open, row.due_on or date.max, row.key))
    return tuple(rows)


def due_for_inspection(
    homes: Iterable[HomeRow], day: date, *, days: int = 60
) -> tuple[HomeRow, ...]:
    """Those whose next inspection is due within so many days, the first one first."""
    near = [home for home in homes if home.due and home.due.is_near(day, days=days)]
    return tuple(sorted(near, key=lambda home: (home.due.on, home.key)))
