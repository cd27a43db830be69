"""Sections that the author of a draft chooses."""

from collections.abc import Mapping

from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from reports.kinds import SCORECARD
from reports.models import Report, ReportSection
from reports.queries import sections_to_choose
from reports.services.drafting import refuse_unless_open
from scorecard.periods import Period


@transaction.atomic
def choose_sections(
    *, report: Report, version: int, codes: Mapping[str, str], period: Period | None, by: User
) -> Report:
    """Have just these sections: ``{section: codes of its indicators}``, up to one period.

    Those that are not named are left out and keep their rows. ``period`` may be None only where
    there is none of them.
    """
    report = lock_current(Report.objects.all(), pk=report.pk, version=version)
    refuse_unless_open(report)
    kept = {row.section: row for row in report.sections.all()}
    for section in sections_to_choose(report, SCORECARD):
        row = kept.get(section) or ReportSection(report=report, section=section)
        row.is_included = section in codes
        if row.is_included:
            row.period_kind, row.period_starts_on = period.kind, period.starts_on
            row.codes = codes[section]
        if row.pk or row.is_included:
            row.full_clean()
            sign(row, by=by)
            row.save()
    sign(report, by=by)
    save_changes(report)
    return report
