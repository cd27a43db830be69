"""Parts of the annual report and of the plan: cover, vision, meetings, leads, commentary."""

from datetime import date

import pytest

from corporate_parenting.prose import ListBlock, Paragraph, Quotation, runs_text
from corporate_parenting.roles import Role
from reports.assemble import assemble
from reports.checks import words_read
from reports.document import Figure, Heading, Table, from_dict
from reports.kinds import Edition
from reports.queries import has_commentary_in
from scorecard.periods import parse
from tests.factories import (
    make_action,
    make_agency,
    make_area,
    make_commentary,
    make_exempt_passage,
    make_indicator,
    make_lead,
    make_measurement,
    make_meeting,
    make_passage,
    make_plan,
    make_priority,
    make_report,
    make_section,
    make_strand,
    make_user,
)
from tests.home_factories import make_home, make_inspection
from tests.reports.homes import choose

pytestmark = pytest.mark.django_db

Q3 = parse("Quarter 3 2019-20")
WHOLE_YEAR = {"period_from": date(2019, 1, 1), "period_to": date(2019, 12, 31)}


def told(report):
    return from_dict(assemble(report))


def line(block):
    match block:
        case Heading(level, text):
            return f"h{level} {text}"
        case Paragraph(runs):
            return runs_text(runs)
        case ListBlock(_, _, items):
            return [line(item[0]) for item in items]
        case Quotation(blocks):
            return tuple(map(line, blocks))
        case _:
            return type(block).__name__


def usually(report, code, words):
    """The kind of the paper prints these where its author types nothing."""
    part = report.kind.parts.get(code=code)
    part.standard_text = words
    part.full_clean()
    part.save()


@pytest.mark.parametrize(
    ("kind", "code"),
    [("decision", "contact_name"), ("annual", "foreword_signature"), ("plan", "draft_mark")],
)
def test_no_standard_text_stands_where_other_words_are_withheld(kind, code):
    report = make_report(kind=kind)
    usually(report, code, "Nobody at all.")
    assert "Nobody at all." in str(assemble(report))
    make_exempt_passage(report, part=code, heading="", text="Ben Reed")
    public, members = assemble(report), assemble(report, edition=Edition.MEMBERS)
    assert "Nobody at all." not in f"{public} {members}"
    assert ("Ben Reed" in str(public), "Ben Reed" in str(members)) == (False, True)
    if code == "contact_name":
        assert "Withheld: exempt under paragraph 3" in str(public)


def lines(report):
    return [line(block) for block in told(report).blocks]


def test_lines_typed_for_the_cover_stand_there_and_are_checked():
    report = make_report(kind="plan", plan=make_plan(title="Our plan"), title="Our plan")
    make_passage(report, part="draft_mark", heading="", text="7 June 2019")
    make_passage(report, part="contact_name", heading="", text="Ada  Rowe\nHead of Care")
    document = told(report)
    cover = document.cover
    assert (cover.heading, cover.body, cover.meeting_on) == ("", "Our plan", "")
    assert cover.lines == ("Draft – 7 June 2019", "Ada Rowe", "Head of Care", "June 2019")
    assert [each.text for each in words_read(document)] == list(cover.lines)


def test_what_the_public_may_not_read_is_not_on_its_cover():
    report = make_report(kind="plan", plan=make_plan())
    make_passage(
        report, part="contact_name", heading="", text="Ada Rowe", publicity="exempt",
        exempt_paragraph="1", withheld_because="A name.",
    )  # fmt: skip
    assert told(report).cover.lines == ("June 2019",)


def test_the_cover_of_an_annual_report_names_the_board_and_the_year():
    cover = told(make_report(kind="annual", **WHOLE_YEAR)).cover
    assert (cover.body, cover.meeting_on) == ("Corporate Parenting Board", "Annual Report 2019")


def test_the_vision_is_quoted_with_the_words_on_it_below():
    report = make_report(kind="plan", plan=make_plan(vision="Each child belongs."))
    make_passage(report, part="vision", heading="", text="Our strategy, 2018")
    assert lines(report) == ["h2 Our vision", ("Each child belongs.",), "Our strategy, 2018"]


def test_the_table_has_the_leads_as_the_plan_names_them_while_they_lead():
    plan = make_plan()
    action = make_action(priority=make_priority(plan=plan))
    school = make_agency(name="Virtual School", short_name="VS")
    leads = [make_lead(name="Ada Wool-Rowe"), make_lead(name="", agency=school)]
    strand = make_strand(*leads, action=action, leads_as_typed="Ada Wool- Rowe\nVS")
    report = make_report(kind="plan", plan=plan)
    assert leads_of(report) == ("Ada Wool- Rowe", "VS")
    strand.leads_as_typed = "Bo Lund\nVS"
    strand.save()
    assert leads_of(report) == ("Ada Wool-Rowe", "Virtual School")


def leads_of(report):
    (table,) = (block for block in told(report).blocks if isinstance(block, Table))
    (_, strand) = table.rows
    return strand[1].lines


def test_the_authors_words_introduce_the_meetings_of_each_kind():
    report = make_report(kind="annual", **WHOLE_YEAR)
    make_meeting(held_on=date(2019, 2, 1), mode="remote")
    make_passage(report, part="meetings_held", heading="", text="By telephone on:")
    assert lines(report)[:6] == [
        "h2 Meetings held",
        "The Corporate Parenting Board met 2 times between 1 January 2019 and 31 December 2019.",
        "By telephone on:",
        ["1 February 2019"],
        "In person:",
        ["14 June 2019"],
    ]


def test_the_number_of_children_goes_on_under_the_heading_before_with_the_words_on_it():
    report = make_report(kind="annual", children_count=12, children_as_at=date(2019, 5, 1))
    make_passage(report, part="numbers", heading="", text="That is as it was.")
    found = lines(report)
    at = found.index("h3 Quality and experience")
    assert found[at + 1 :] == [
        "There were 12 children in our care on 1 May 2019.",
        "That is as it was.",
    ]


def test_no_word_of_an_action_of_the_next_plan_is_lost():
    plan = make_plan(title="Next", state="draft")
    make_action(priority=make_priority(plan=plan), wording="# Homes\n\nMore of them:\n- Oak")
    report = make_report(kind="annual", next_plan=plan)
    (item,) = told(report).blocks[-1].items
    assert [line(block) for block in item] == ["Homes", "More of them:", ["Oak"]]


def test_commentary_stands_below_its_chart_unless_it_stands_under_the_exceptions():
    indicator = make_indicator()
    for kind, value in (("own", 72), ("england", 80)):
        make_measurement(indicator, make_area(name=kind, kind=kind), Q3, value)
    writer = make_user(Role.ANALYST)
    make_commentary(indicator, Q3, author=writer, text="Two clinics were closed.")
    report = make_report()
    make_section(report, "comparator_charts", Q3, codes="P4.2")
    *_, figure, words = told(report).blocks
    assert (type(figure), line(words)) == (Figure, "Two clinics were closed.")
    assert has_commentary_in(writer, report)
    make_section(report, "exceptions", Q3, codes="P4.2")
    assert lines(report).count("Two clinics were closed.") == 1
    assert lines(report)[-1] == "Figure"


def test_counts_without_a_table_of_the_homes_tell_the_reasons():
    day = date(2021, 10, 1)
    make_inspection(make_home(), "Good", reason_public="Plans are  kept.")
    report = make_report()
    choose(report, "home_judgements", day, with_counts=True)
    assert lines(report)[-1] == ["Our own homes: 1 Good. Good: Plans are kept."]
