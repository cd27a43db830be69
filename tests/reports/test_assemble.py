"""From rows to the document of a paper."""

from datetime import UTC, date, datetime

import pytest

from actions.models import Status
from corporate_parenting.prose import ListBlock, Paragraph, Quotation, Run, runs_text
from reports.assemble import assemble, document_hash
from reports.document import (
    Heading,
    Recommendation,
    SignOff,
    contents,
    from_dict,
    to_dict,
)
from reports.rendering import render_html
from tests.factories import (
    make_action,
    make_council,
    make_entry,
    make_note,
    make_passage,
    make_plan,
    make_priority,
    make_report,
)
from tests.reports.publishing import make_rendering

pytestmark = pytest.mark.django_db


def outline(report):
    """Each block as one line: the level and words of a heading, or the words."""
    return [line(block) for block in from_dict(assemble(report)).blocks]


def line(block):
    match block:
        case Heading(level, text, number):
            return f"h{level} {number} {text}".replace("  ", " ")
        case Paragraph(runs):
            return runs_text(runs)
        case ListBlock(_, _, items):
            return [line(item[0]) for item in items]
        case Quotation(blocks) | Recommendation(blocks):
            return [line(inner) for inner in blocks]
        case SignOff(name, post, on):
            return (name, post, on)


def test_the_parts_stand_in_their_order_under_headings_that_skip_no_level():
    make_council(children_word="CIOC", child_word="CIOC", care_leaver_word="Care Leaver")
    plan = make_plan()
    third = make_priority(plan=plan, number=3, title="Keep families together")
    fostering = make_action(priority=third, reference="3.4", wording="Fostering\nand more")
    report = make_report(
        plan=plan, recommendation="Note the report.", children_count=1577,
        children_as_at=date(2019, 5, 31), sign_off_name="Nia Fell", sign_off_post="Director",
        signed_on=date(2019, 6, 3),
    )  # fmt: skip
    note = make_note(fostering, text="### Model\n\nIt *works*:\n\n- at home\n- at school")
    make_entry(report, note, heading="Homes")
    make_passage(report, heading="CIOC", text="Numbers rose.")
    make_passage(report, heading="Visits", text="Two were made.", part="first_items")
    assert outline(report) == [
        "h2 Section 1: Items Discussed",
        "h3 Visits",
        "Two were made.",
        "h3 CIOC and Care Leavers action plan – progress",
        "h4 Priority 3. Keep families together",
        "h5 3.4 Fostering and more",
        "h6 Homes",
        "h6 Model",
        "It works:",
        ["at home", "at school"],
        "h3 CIOC",
        "Numbers rose.",
        "h2 Recommendation",
        ["Note the report."],
        "h2 Numbers of CIOC",
        "There were 1,577 CIOC on 31 May 2019.",
        ("Nia Fell", "Director", "3 June 2019"),
    ]


def test_the_authors_order_choice_and_words_are_printed():
    plan = make_plan()
    action = make_action(priority=make_priority(plan=plan))
    report = make_report(plan=plan)
    notes = [make_note(action, text=f"Note {number}") for number in (1, 2, 3)]
    make_entry(report, notes[0], order=3)
    make_entry(report, notes[1], order=2, is_included=False)
    make_entry(report, notes[2], order=1, text="Other words")
    assert outline(report)[-2:] == ["Other words", "Note 1"]


def test_priorities_and_actions_stand_in_the_plans_order_and_once():
    plan = make_plan()
    second, first = make_priority(plan=plan, number=2), make_priority(plan=plan, number=1)
    actions = [
        make_action(priority=second, reference="2.1"),
        make_action(priority=first, reference="1.10"),
        make_action(priority=first, reference="1.9"),
    ]
    report = make_report(plan=plan)
    # Places as left by an author who moved notes past those of other actions.
    for order, (action, text) in enumerate(
        [(actions[1], "A"), (actions[0], "B"), (actions[2], "C"), (actions[1], "D")], 1
    ):
        make_entry(report, make_note(action, text=text), order=order)
    wording = "Find each child a settled home."
    assert outline(report)[2:] == [
        "h4 Priority 1. A settled home",
        f"h5 1.9 {wording}",
        "C",
        f"h5 1.10 {wording}",
        "A",
        "D",
        "h4 Priority 2. A settled home",
        f"h5 2.1 {wording}",
        "B",
    ]


@pytest.mark.parametrize(
    ("status", "reason", "words"),
    [
        (Status.GREEN, "", ["Status: On track."]),
        (Status.GREEN, "An earlier reason.", ["Status: On track."]),
        (Status.AMBER, "Two posts\nare empty.", ["Status: Some concerns. Two posts are empty."]),
        (Status.RED, "Seven posts are empty.", ["Status: Off track. Seven posts are empty."]),
        (Status.COMPLETE, "", ["Status: Complete."]),
        (Status.CLOSED, "Now in 2.4.", ["Status: Closed. Now in 2.4."]),
        (Status.NOT_STARTED, "", ["Status: Not started."]),
        (Status.NOT_GIVEN, "", []),
    ],
)
def test_the_status_that_a_person_set_stands_below_the_reference(status, reason, words):
    action = make_action(status=status, status_reason=reason)
    report = make_report(plan=action.priority.plan)
    make_entry(report, make_note(action, text="Posts were advertised."))
    heading = "h5 1.1 Find each child a settled home."
    assert outline(report)[3:] == [heading, *words, "Posts were advertised."]


def test_a_status_tells_since_when_it_stands_for_the_notes_may_be_older():
    moment = datetime(2019, 6, 30, 23, 30, tzinfo=UTC)  # the first of July by our clocks
    action = make_action(status=Status.GREEN, status_set_at=moment)
    report = make_report(plan=action.priority.plan)
    make_entry(report, make_note(action))
    assert "Status: On track since 1 July 2019." in outline(report)


def test_the_status_of_a_paper_stays_as_it_was_when_it_was_made():
    action = make_action(status=Status.RED, status_reason="Seven posts are empty.")
    report = make_report(plan=action.priority.plan)
    make_entry(report, make_note(action))
    rendering = make_rendering(report)
    action.status = Status.GREEN
    action.save()
    words = "Status: Off track. Seven posts are empty."
    assert words in [line(block) for block in from_dict(rendering.document).blocks]
    assert words in rendering.html
    assert "Status: On track." in outline(report)


def test_a_note_without_change_is_a_sentence_with_its_day():
    plan = make_plan()
    action = make_action(priority=make_priority(plan=plan))
    report = make_report(plan=plan)
    make_entry(report, make_note(action, text="", is_unchanged=True))
    assert outline(report)[-1] == "No change as at 1 May 2019."


def test_the_council_and_the_priority_choose_the_word_for_a_priority():
    make_council(priority_word="promise")
    plan = make_plan()
    ours = make_priority(plan=plan, number=1, title="", promise="We will\nlisten.")
    theirs = make_priority(plan=plan, number=2, title="Work", level_word="pledge")
    report = make_report(plan=plan)
    for order, priority in enumerate([ours, theirs], 1):
        note = make_note(make_action(priority=priority, reference=f"{order}.1"))
        make_entry(report, note, order=order)
    headings = [text for text in outline(report) if text.startswith("h4")]
    assert headings == ["h4 Promise 1. We will listen.", "h4 Pledge 2. Work"]


def test_an_empty_report_has_its_cover_and_its_first_heading():
    document = from_dict(assemble(make_report()))
    cover = document.cover
    assert (cover.group, cover.heading, cover.body, cover.meeting_on) == (
        "Children in Our Care Strategic Group", "Update Report for",
        "Corporate Parenting Board", "14 June 2019",
    )  # fmt: skip
    assert document.title == "Update report, 14 June 2019"
    assert [block.text for block in document.blocks] == ["Section 1: Items Discussed"]


def test_recommendation_and_numbers_have_sections_of_their_own_and_one_heading_each():
    report = make_report(
        recommendation="Note the progress.", children_count=9, children_as_at=date(2019, 5, 31)
    )
    document = from_dict(assemble(report))
    headings = [heading.text for heading in contents(document) if heading.level == 2]
    assert headings == [
        "Section 1: Items Discussed", "Recommendation", "Numbers of children in our care",
    ]  # fmt: skip
    _, text = render_html(to_dict(document)).split('class="paper__text"')
    assert text.count("Recommendation") == 1


def test_one_child_is_one_child():
    report = make_report(children_count=1, children_as_at=date(2019, 5, 31))
    assert outline(report)[-1] == "There was 1 child in our care on 31 May 2019."


def test_what_people_typed_stays_words():
    report = make_report()
    make_passage(report, text="<script>alert(1)</script>")
    (block,) = [b for b in from_dict(assemble(report)).blocks if isinstance(b, Paragraph)]
    assert block == Paragraph((Run("<script>alert(1)</script>"),))


def test_the_hash_does_not_depend_on_the_order_of_keys():
    document = assemble(make_report())
    turned = dict(reversed(document.items()))
    assert document_hash(turned) == document_hash(document)
    assert document_hash({**document, "title": "Another"}) != document_hash(document)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_report_is_assembled_in_eleven_queries(rows, django_assert_num_queries):
    plan = make_plan()
    action = make_action(priority=make_priority(plan=plan))
    report = make_report(plan=plan)
    for order in range(1, rows + 1):
        make_entry(report, make_note(action), order=order)
        make_passage(report, order=order)
    with django_assert_num_queries(11):
        assemble(report)
