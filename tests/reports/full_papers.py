"""A paper of any kind with something in each of its parts."""

from datetime import date

from reports.kinds import HOMES, SCORECARD, TYPED
from reports.models import PaperKind, Quotation, QuotedIn, RegularReport
from scorecard.models import Area
from scorecard.periods import Period, PeriodKind
from tests.factories import (
    make_acronym,
    make_action,
    make_area,
    make_commentary,
    make_council,
    make_entry,
    make_indicator,
    make_kinds,
    make_lead,
    make_measurement,
    make_note,
    make_passage,
    make_plan,
    make_priority,
    make_report,
    make_section,
    make_strand,
    make_target,
    make_timescale,
)
from tests.home_factories import make_inspection
from tests.reports.homes import choose

PROSE = """Our **virtual school** wrote to all carers about each PEP.

### What we are doing

- two evenings at [the Tannery](https://tannery.fernmoor.example/programme)
  - Mondays for children under eleven
- a film that young people made

1. Ask them.
2. Tell them what became of it.

> He asked to go again before I had found my keys.
"""
LAST, FIRST_QUARTER = date(2019, 5, 31), Period(PeriodKind.QUARTER, date(2018, 10, 1))
QUARTER = Period(PeriodKind.QUARTER, date(2019, 1, 1))
COUNTED = "number_as_at", date(2019, 3, 31)


def codes():
    """Of the kinds that the application comes with."""
    make_kinds()
    return list(PaperKind.objects.order_by("code").values_list("code", flat=True))


def make_full_report(code):
    make_council()
    make_acronym()
    plan = make_plan(vision="Every child a **home**.")
    note = _plan(plan)
    upcoming = make_plan(title="The next plan", starts_on=date(2022, 1, 1),
                         ends_on=date(2024, 12, 31), state="draft")  # fmt: skip
    _plan(upcoming)
    report = make_report(
        kind=code, plan=plan, title=f"The {code}", next_plan=upcoming,
        recommendation="The board is asked to:\n\n- note it\n- agree the hub",
        sign_off_name="Nia Fellside", sign_off_post="Head of Service",
    )  # fmt: skip
    make_entry(report, note)
    _scorecard(report)
    _homes(report)
    _board(report)
    for order, part in enumerate(report.parts, 1):
        if part.section in TYPED:
            text = "Nia Fellside" if part.section in ("field", "signature") else PROSE
            heading = "" if part.heading or part.section != "words" else "Further words"
            make_passage(report, part=part.code, heading=heading, text=text, order=order)
    return report


def _plan(plan):
    """A priority with an action, two strands and a note, which is returned."""
    action = make_action(priority=make_priority(plan=plan, title="A settled home"))
    for order in (1, 2):
        strand = make_strand(make_lead(name=f"Ada Rowe {order}"), action=action, order=order)
        make_timescale(strand)
    return make_note(action, text=PROSE)


def _scorecard(report):
    own = make_area()
    region = make_area(name="North East", kind=Area.Kind.REGION)
    indicator = make_indicator(priority=report.plan.priorities.get())
    make_target(indicator)
    for area, figures in ((own, (72, 64)), (region, (81, 84))):
        for period, figure in zip((FIRST_QUARTER, QUARTER), figures, strict=True):
            make_measurement(indicator, area, period, figure)
    make_commentary(indicator, QUARTER)
    for section in SCORECARD:
        if report.has_section(section):
            make_section(report, section, QUARTER)


def _homes(report):
    make_inspection(published_on=date(2019, 5, 2), visited_from=date(2019, 4, 2))
    for section in HOMES:
        if report.has_section(section):
            fields = {} if section == "home_judgements" else {"since": date(2019, 1, 1)}
            choose(report, section, LAST, **fields)


def _board(report):
    regular = RegularReport(body=report.meeting.body, title="Fostering", frequency="6 monthly")
    regular.save()
    said = Quotation(text="They kept their word.", source="A young person", is_anonymous=True,
                     said_on=date(2019, 5, 1), has_consent=True)  # fmt: skip
    said.save()
    QuotedIn(report=report, quotation=said).save()
