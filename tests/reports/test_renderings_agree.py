"""Update and decision reports with all that they may hold, in their three renderings."""

from datetime import date

import pytest

from actions.models import Action
from corporate_parenting.roles import Role
from reports.assemble import assemble
from reports.models import Quotation, QuotedIn
from reports.rendering import render_docx, render_html, render_pdf
from scorecard.periods import parse
from tests.factories import (
    make_action,
    make_area,
    make_commentary,
    make_council,
    make_entry,
    make_indicator,
    make_measurement,
    make_note,
    make_passage,
    make_plan,
    make_priority,
    make_report,
    make_section,
    make_target,
    make_user,
)
from tests.reports.seeds import Words, docx_text, refusals, squeezed, tagged_text

pytestmark = pytest.mark.django_db

Q3 = parse("Quarter 3 2019-20")
LISTED = (
    "We did this:\n\n- two homes\n  - one for short stays\n- a club\n\n# What comes next\n\nMore."
)


def make_full(kind):
    """A report with words, progress, a recommendation, commentary and a signature."""
    make_council()
    plan = make_plan()
    priority = make_priority(plan=plan, title="A settled home")
    author = make_user(Role.AUTHOR)
    report = make_report(
        kind=kind, plan=plan, author=author, title="Our promise",
        recommendation="- note the progress\n- agree the hub\n\n## What it needs\n\nOne vote.",
        sign_off_name="Nia Fellside", sign_off_post="Head of Service\nChildren’s Services",
        signed_on=date(2019, 6, 7),
    )  # fmt: skip
    note = make_note(make_action(priority=priority), text=LISTED, author=author)
    make_entry(report, note)
    indicator = make_indicator(code="P3.5", name="Plans endorsed", priority=priority)
    make_target(indicator, value=90)
    make_measurement(
        indicator, make_area(), Q3, 61, numerator=38, denominator=62, as_at=date(2019, 12, 31)
    )
    make_commentary(indicator, Q3, text="Two panels were late.\n\n- One has met since.")
    make_section(report, "exceptions", Q3)
    return report


def make_update():
    report = make_full("update")
    make_passage(report, part="first_items", heading="Review", text=LISTED)
    for order, heading in enumerate(("", "From the courts", ""), 1):
        said = Quotation(
            text=f"“They asked me what I wanted, {order} times.”\n\nAnd they *did* it.",
            source="A young person", said_on=date(2019, 5, order), has_consent=True,
            is_anonymous=True,
        )  # fmt: skip
        said.full_clean()
        said.save()
        row = QuotedIn(report=report, quotation=said, order=order, heading=heading)
        row.full_clean()
        row.save()
    return report


def make_decision():
    report = make_full("decision")
    for part, text in (
        ("portfolio_holder", "Cllr Ada Rowe"), ("summary", "This tells of the quarter."),
        ("legal", "The duty is in section 22.\n\n- Nothing changes."), ("contact_name", "Bo Lund"),
    ):  # fmt: skip
        make_passage(report, part=part, heading="", text=text)
    make_passage(report, part="pledge_1", heading="Pledge 1", text=f"# As usual\n\n{LISTED}")
    return report


@pytest.mark.parametrize("make", [make_update, make_decision])
def test_three_renderings_say_the_same_and_the_pdf_is_for_every_reader(make, tmp_path):
    document = assemble(make())
    (tmp_path / "paper.pdf").write_bytes(render_pdf(document))
    assert refusals(tmp_path / "paper.pdf") == []
    (tmp_path / "paper.docx").write_bytes(render_docx(document))
    html = squeezed("".join(Words(render_html(document)).words))
    assert "Twopanelswerelate." in html
    assert squeezed(docx_text(tmp_path / "paper.docx")) == html
    assert squeezed(tagged_text(tmp_path / "paper.pdf")) == html


def test_a_numbered_report_counts_headings_paragraphs_and_what_is_asked():
    blocks = assemble(make_decision())["blocks"]
    asked = next(block for block in blocks if block["kind"] == "recommendation")["blocks"]
    numbers = [block["number"] for block in asked if block["kind"] == "clause"]
    assert numbers == ["2.1.", "2.1.1.", "2.1.2.", "2.2."]


def test_a_figure_beside_its_commentary_is_a_line_that_is_not_counted():
    blocks = assemble(make_decision())["blocks"]
    at = next(n for n, block in enumerate(blocks) if block.get("number") == "P3.5")
    facts, clause = blocks[at + 1 : at + 3]
    assert [line["label"] for line in facts["lines"]] == ["Scorecard"]
    assert clause["number"].endswith(".1.")
    assert clause["runs"][0]["text"] == "Two panels were late."


def test_a_paper_without_a_cover_says_its_day_once():
    report = make_decision()
    cover = assemble(report)["cover"]
    assert (cover["group"], cover["meeting_on"], cover["page"]) == ("", "", False)
    assert render_html(assemble(report)).count("14 June 2019") == 1


def test_an_action_that_is_its_whole_priority_is_not_named_twice():
    make_council()
    report = make_report()
    for number, references in ((1, ["1.1"]), (2, ["2.1", "2.2"])):
        priority = make_priority(plan=report.plan, number=number, title=f"Promise {number}")
        for reference in references:
            words = f"Promise  {number}"
            action = make_action(priority=priority, reference=reference, wording=words)
            make_entry(report, make_note(action, text=f"Note on {reference}."))
    first = Action.objects.get(reference="1.1")
    told = [
        (f"{block['number']} {block['text']}", block["about"])
        for block in assemble(report)["blocks"]
        if block["kind"] == "heading" and block["number"]
    ]
    assert told[0] == ("Priority 1. Promise 1", f"action:{first.pk}")
    assert [words for words, _ in told[1:]] == [
        "Priority 2. Promise 2",
        "2.1 Promise 2",
        "2.2 Promise 2",
    ]
