"""What a form says about a box that is empty or wrong: plainly, and without its label again."""

from datetime import date

import pytest
from django import forms

import actions.forms
import reports.forms
from actions.models import Plan
from corporate_parenting.prose import PROSE_HINT
from reports.forms import (
    ArrangeForm,
    ClearForm,
    CommentForm,
    CorrectionForm,
    MeetingForm,
    MoveForm,
    PassageForm,
    PublishForm,
    ReportForm,
    ReportStartForm,
    ReturnForm,
    SettleForm,
    WithdrawForm,
)
from tests.factories import make_entry, make_meeting, make_note, make_plan, make_report

pytestmark = pytest.mark.django_db
TODAY = date(2019, 6, 14)
NUMBERS = "Enter how many there were as a whole number, such as 572."
PLACES = "Enter where it stands as a number: 1 for the first."
STALE = "This page was out of date. Read the newest paper."


def start_form(*sent):
    return ReportStartForm(*sent, today=TODAY)


def report_form(*sent):
    return ReportForm(*sent, report=make_report())


def passage_form(*sent):
    return PassageForm(*sent, report=make_report())


def said(form):
    """The words of each box beside its own sentence, as the summary may join them."""
    return [
        f"{field.label}: {error}"
        for field in form
        for error in field.errors
        if field.name not in ("submission", "version")
    ]


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        (MeetingForm, [
            "Board: Say which board meets.",
            "Date: Enter the day of the meeting.",
            "How it is held: Choose in person, remote or both.",
        ]),
        (start_form, [
            "Kind of paper: Choose what to write for the board.",
            "Meeting: Choose which meeting the paper is for.",
            "Plan: Choose which plan the paper reports on.",
            "Notes up to: Enter the last day whose notes are taken.",
        ]),
        (report_form, [
            "Title: Enter what the paper is called.",
            "Group that reports: Enter who reports to the board.",
            "Notes up to: Enter the last day whose notes are taken.",
        ]),
        (passage_form, [
            "Where it stands: Choose where in the paper it stands.",
            "Text: Enter what the board is to read.",
            f"Place among the words of this part: {PLACES}",
            "Who may read it: Choose who may read it.",
        ]),
        (MoveForm, ["Direction: Move the note up or down."]),
        (PublishForm, [f"Sha256 pdf: {STALE}"]),
        (ClearForm, [
            f"Sha256 pdf: {STALE}",
            "I have read this paper, and it may go to the board: "
            "Read the paper and tick the box before you clear it.",
        ]),
        (ReturnForm, ["Why the paper is returned: Enter the reason that the author will read."]),
        (WithdrawForm, [
            "Why the paper is withdrawn: Enter the reason that members will read.",
        ]),
        (CommentForm, [f"Sha256 document: {STALE}", "Comment: Enter the comment."]),
        (SettleForm, ["How it was settled: Enter how the comment was settled."]),
        (CorrectionForm, [
            "Why the paper is corrected: Enter the reason that members will read.",
        ]),
    ],
)  # fmt: skip
def test_an_empty_form_asks_for_each_box_in_plain_words(form, lines):
    assert said(form({})) == lines


def test_a_paper_is_started_for_a_meeting_and_a_plan_whose_state_is_told():
    make_meeting(held_on=TODAY)
    make_meeting(held_on=date(2019, 6, 13))
    make_plan(state=Plan.State.ARCHIVED)
    form = start_form()
    assert [label for _, label in form.fields["meeting"].choices] == [
        "Choose the meeting",
        "Corporate Parenting Board, 14 June 2019",
        "Corporate Parenting Board, 13 June 2019 (held)",
    ]
    assert [label for _, label in form.fields["plan"].choices] == [
        "Choose the plan", "Our promise to you (archived)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "name", "typed", "words"),
    [
        (report_form, "children_count", "many", NUMBERS),
        (report_form, "children_count", "-1", NUMBERS),
        (report_form, "children_count", "1000001", NUMBERS),
        (passage_form, "order", "0", PLACES),
        (passage_form, "order", "first", PLACES),
        (MeetingForm, "mode", "by post", "Choose in person, remote or both."),
        (MeetingForm, "starts_at", "two", "Write the time as 14:00."),
        (start_form, "kind", "poem", "Choose what to write for the board."),
        (start_form, "meeting", "9", "Choose which meeting the paper is for."),
        (start_form, "plan", "9", "Choose which plan the paper reports on."),
        (MoveForm, "direction", "sideways", "Move the note up or down."),
        (PublishForm, "sha256_pdf", "abc", STALE),
    ],
)
def test_what_cannot_be_read_is_asked_for_in_the_same_words(form, name, typed, words):
    assert form({name: typed}).errors[name] == [words]


@pytest.mark.parametrize("typed", ["", "0", "second", "10001"])
def test_a_place_that_is_no_number_is_asked_for_by_its_reference(typed):
    note = make_note()
    report = make_report(plan=note.action.priority.plan)
    entry = make_entry(report, note)
    form = ArrangeForm({f"place_{entry.pk}": typed}, entries=[entry], report=report)
    assert said(form) == ["Place of 1.1: Enter a number from 1 to 10,000 for 1.1."]


def test_every_box_of_prose_says_how_to_mark_its_words():
    boxes = {
        f"{form.__name__}.{name}": PROSE_HINT in field.help_text
        for module in (actions.forms, reports.forms)
        for form in vars(module).values()
        if isinstance(form, type) and issubclass(form, forms.BaseForm)
        for name, field in form.base_fields.items()
        if "data-prose" in field.widget.attrs
    }
    assert boxes == dict.fromkeys(
        (
            "CorrectionForm.text",
            "EntryForm.text",
            "PassageChangeForm.text",
            "PassageFields.text",
            "PassageForm.text",
            "ProgressNoteForm.text",
            "ReportForm.recommendation",
        ),
        True,
    )
