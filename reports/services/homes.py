"""Sections on homes that the author of a draft chooses."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from reports.kinds import HOMES
from reports.models import HomesSection, Report
from reports.queries import sections_to_choose
from reports.services.drafting import refuse_unless_open

PARTS = ("with_counts", "with_list", "with_places")


@transaction.atomic
def choose_homes(
    *,
    report: Report,
    version: int,
    sections: Collection[str],
    day: date | None,
    by: User,
    on: date,
    parts: Collection[str] = PARTS,
    since: date | None = None,
) -> Report:
    """Have just these sections on homes, as at ``day``; ``on``: today.

    ``parts``: what the judgements tell, by column. ``since``: for what changed; None is the
    board's meeting before. ``day`` may be None only where there is no section. Raises Conflict,
    and ValidationError for a day to come: a paper may not tell what is published later.
    """
    report = lock_current(Report.objects.all(), pk=report.pk, version=version)
    refuse_unless_open(report)
    if sections and day and day > on:
        raise ValidationError({"day": "Enter a day up to today."})
    kept = {row.section: row for row in report.homes_sections.all()}
    for section in sections_to_choose(report, HOMES):
        row = kept.get(section) or HomesSection(report=report, section=section)
        row.is_included = section in sections
        if row.is_included:
            row.day = day
            _put(row, parts, since)
        if row.pk or row.is_included:
            row.full_clean()
            sign(row, by=by)
            row.save()
    sign(report, by=by)
    save_changes(report)
    return report


def _put(row: HomesSection, parts: Collection[str], since: date | None) -> None:
    """What only one of the sections has; a section that is left out keeps its own."""
    if row.section == "home_changes":
        row.since = since
    else:
        for name in PARTS:
            setattr(row, name, name in parts)
