"""What a draft tells where nobody has chosen yet: a start that its author changes.

Of which time it tells is known before this: its notes are taken by it.
"""

from datetime import date

from django.db import transaction

from actions.models import Plan
from corporate_parenting.models import User
from corporate_parenting.versions import save_changes, sign
from homes.models import Home
from reports.kinds import HOMES, SCORECARD
from reports.models import Report
from reports.queries import previous_meeting_on, sections_to_choose
from reports.services.drafting import lock_open
from reports.services.homes import choose_homes
from reports.services.sections import choose_sections
from scorecard.queries.paper import periods_with_figures


@transaction.atomic
def choose_usual(*, report: Report, by: User, on: date) -> Report:
    """The newest figures up to the meeting, the homes as at the cut-off, the plan that comes next.

    ``on``: today. What the kind does not tell of, and what nothing is recorded for, is left out.
    """
    report = _with_scorecard(lock_open(report), by)
    report = _with_homes(report, by, on)
    if plan := _next_plan(report):
        sign(report, by=by)
        save_changes(report, next_plan=plan)
    return report


def _with_scorecard(report: Report, by: User) -> Report:
    sections = sections_to_choose(report, SCORECARD)
    found = periods_with_figures() if sections else ()
    period = next((each for each in found if each.ends_on <= report.meeting.held_on), None)
    if period is None:
        return report
    codes = dict.fromkeys(sections, "")
    return choose_sections(report=report, version=report.version, codes=codes, period=period, by=by)


def _with_homes(report: Report, by: User, on: date) -> Report:
    sections, day = sections_to_choose(report, HOMES), min(report.cut_off_on, on)
    if "home_changes" in sections and previous_meeting_on(report.meeting, day) is None:
        sections.remove("home_changes")
    if not sections or not Home.objects.exists():
        return report
    return choose_homes(
        report=report, version=report.version, sections=sections, day=day, by=by, on=on
    )


def _next_plan(report: Report) -> Plan | None:
    """The one plan that comes next; none where there are several."""
    if not report.has_section("next_plan"):
        return None
    plans = Plan.objects.filter(board=report.plan.board, starts_on__gt=report.plan.starts_on)
    return plans.get() if plans.count() == 1 else None
