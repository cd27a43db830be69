"""What people type about the plan: what it becomes, and what is said when it cannot."""

import uuid
from datetime import date

import pytest

from actions.forms import (
    CorrectionForm,
    HandOverForm,
    ProgressNoteForm,
    StatusForm,
    StrandForm,
)
from actions.forms.progress import status_choices
from actions.models import EvidenceLink, Status
from actions.timescales import Reading
from tests.factories import (
    make_action,
    make_lead,
    make_note,
    make_strand,
    make_timescale,
)

pytestmark = pytest.mark.django_db

TODAY = date(2019, 6, 1)


def note_form(*, action=None, **typed):
    typed = {"submission": str(uuid.uuid4()), **typed}
    return ProgressNoteForm(typed, today=TODAY, action=action)


def valid(form):
    assert form.is_valid(), form.errors
    return form.cleaned_data


def test_a_note_sent_with_its_text_alone_is_for_the_board_as_at_today():
    form = note_form(text="Three families were approved.")
    assert form.is_valid(), form.errors
    assert form.note_fields() == {
        "text": "Three families were approved.",
        "is_unchanged": False,
        "as_at": TODAY,
        "proposed_status": "",
        "status_reason": "",
        "visibility": "board",
        "evidence": [],
    }


def test_everything_that_a_note_can_say():
    form = note_form(
        text="Three  families.\r\n- Panel sat\x00\u202e",
        as_at_day="31",
        as_at_month="May",
        as_at_year="2019",
        proposed_status="amber",
        status_reason="Two posts are empty.",
        visibility="officers",
        evidence_label_1="Panel minutes",
        evidence_url_1="https://fernmoor.example/panel",
        evidence_url_5="fernmoor.example/five",
    )
    assert form.is_valid(), form.errors
    assert form.note_fields() == {
        "text": "Three  families.\n- Panel sat",
        "is_unchanged": False,
        "as_at": date(2019, 5, 31),
        "proposed_status": "amber",
        "status_reason": "Two posts are empty.",
        "visibility": "officers",
        "evidence": [
            ("Panel minutes", "https://fernmoor.example/panel"),
            ("", "https://fernmoor.example/five"),
        ],
    }


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {"text": ["Write what was done, or say that nothing has changed."]}),
        ({"text": " \u200b "}, {"text": ["Write what was done, or say that nothing has changed."]}),
        (
            {"text": "a" * 20_001},
            {"text": ["Use 20,000 characters or fewer; you typed 20,001."]},
        ),
        (
            {"text": "x", "as_at_day": "31", "as_at_month": "9", "as_at_year": "2018"},
            {"as_at": ["31 September 2018 is not a date."]},
        ),
        (
            {"text": "x", "as_at_day": "1", "as_at_month": "5", "as_at_year": "1019"},
            {"as_at": ["Check the year: 1019 is too long ago."]},
        ),
        (
            {"text": "x", "proposed_status": "red"},
            {"status_reason": ["Say why the action is amber, red or closed."]},
        ),
        (
            {"text": "x", "status_reason": "Two posts are empty."},
            {"proposed_status": ["Choose the status that the reason is for."]},
        ),
        (
            {"text": "x", "proposed_status": "puce"},
            {"proposed_status": ["Choose one of those that are offered."]},
        ),
        (
            {"text": "x", "evidence_label_2": "Minutes"},
            {"evidence_url_2": ["Enter the address, or take the words out."]},
        ),
        (
            {"text": "x", "submission": "again"},
            {"submission": ["This page was out of date. Check what you typed and send it again."]},
        ),
    ],
)
def test_what_a_note_cannot_say(typed, errors):
    assert note_form(**typed).errors == errors


@pytest.mark.parametrize(
    "url",
    ["ftp://fernmoor.example/", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"],
)
def test_evidence_lies_on_the_web(url):
    assert note_form(text="x", evidence_url_1=url).errors == {
        "evidence_url_1": ["Enter a web address that starts with https:// or http://."]
    }


def test_an_address_reads_as_it_leads():
    form = note_form(text="x", evidence_url_1="https://fernmoor.example/\u202efdp.lenap\u200b ")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["evidence"] == [("", "https://fernmoor.example/fdp.lenap")]


@pytest.mark.parametrize(
    "url",
    [
        "https://ana:secret@fernmoor.example/",
        "http://ana@fernmoor.example",
        "ana:x@fernmoor.example",
    ],
)
def test_an_address_holds_no_name_and_no_password(url):
    assert "evidence_url_1" in note_form(text="x", evidence_url_1=url).errors


def test_an_at_sign_in_the_path_of_an_address_is_no_name():
    assert note_form(text="x", evidence_url_1="https://fernmoor.example/@panel?to=a@b").is_valid()


def test_twenty_thousand_characters_are_taken_however_lines_end():
    text = "abc\r\n" * 5_000
    assert note_form(text=text).is_valid()


def test_no_change_needs_no_text():
    assert note_form(is_unchanged="on").is_valid()


def test_the_status_is_set_at_once_only_where_that_is_offered():
    action = make_action()
    typed = {"text": "x", "proposed_status": "green", "set_status_now": "on", "version": "1"}
    assert valid(note_form(action=action, **typed))["set_status_now"] is True
    assert "set_status_now" not in valid(note_form(**typed))


def test_setting_the_status_at_once_takes_a_status_and_the_version_seen():
    action = make_action()
    without_status = note_form(action=action, text="x", set_status_now="on", version="1")
    assert without_status.errors == {"proposed_status": ["Choose the status to set."]}
    without_version = note_form(
        action=action, text="x", proposed_status="green", set_status_now="on"
    )
    assert without_version.errors == {
        "__all__": ["This page was out of date. Check what you typed and send it again."]
    }


def test_a_correction_starts_from_what_the_note_says():
    note = make_note(proposed_status="red", status_reason="No panel.", visibility="officers")
    link = EvidenceLink(note=note, label="Minutes", url="https://fernmoor.example/")
    link.full_clean()
    link.save()
    form = CorrectionForm(note=note, today=TODAY)
    shown = {name: form[name].value() for name in form.fields if form[name].value()}
    del shown["submission"]
    assert shown == {
        "text": "Two more families were approved.",
        "as_at": date(2019, 5, 1),
        "proposed_status": "red",
        "status_reason": "No panel.",
        "visibility": "officers",
        "evidence_label_1": "Minutes",
        "evidence_url_1": "https://fernmoor.example/",
    }
    assert form.has_evidence


def test_statuses_are_offered_in_words_with_their_colour():
    assert dict(status_choices())["amber"] == "Some concerns (amber)"
    assert dict(status_choices())["complete"] == "Complete"


def strand_form(strand, leads, **typed):
    typed = {"submission": str(uuid.uuid4()), "version": "1", **typed}
    return StrandForm(typed, strand=strand, leads=leads)


def test_the_leads_of_a_strand_are_read_in_the_order_of_their_boxes():
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    strand = make_strand(ada)
    form = strand_form(strand, [ada, ben], lead_1=str(ben.pk), lead_4=str(ada.pk))
    assert form.is_valid(), form.errors
    assert form.strand_fields()["leads"] == [ben, ada]


def test_a_lead_chosen_twice_or_unknown_is_refused_at_its_box():
    ada, other = make_lead(name="Ada"), make_lead(name="Ben")
    strand = make_strand()
    form = strand_form(strand, [ada], lead_1=str(ada.pk), lead_2=str(ada.pk), lead_3=str(other.pk))
    assert form.errors == {
        "lead_2": ["This lead is chosen twice."],
        "lead_3": [f"No lead is called “{other.pk}”."],
    }


def test_a_strand_form_shows_each_lead_and_two_boxes_more():
    leads = [make_lead(name=f"Lead {number}") for number in range(8)]
    form = StrandForm(strand=make_strand(*leads), leads=leads)
    assert [field.value() for field in form.lead_fields] == [lead.pk for lead in leads] + [None] * 2


def test_the_reading_of_each_timescale_is_taken_from_its_boxes():
    strand = make_strand()
    timescale = make_timescale(strand, "Every two terms")
    start = f"timescale_{timescale.pk}"
    typed = {f"{start}_kind": "recurring", f"{start}_every_count": "2"}
    form = strand_form(strand, [], **typed, **{f"{start}_every_unit": "term"})
    assert form.is_valid(), form.errors
    assert form.strand_fields()["readings"] == {
        timescale.pk: Reading("recurring", every_count=2, every_unit="term")
    }


def hand_over_form(leaver, strands, leads, **typed):
    day = {"last_day_day": "31", "last_day_month": "7", "last_day_year": "2019"}
    seen = ",".join(str(strand.pk) for strand in strands)
    typed = {"submission": str(uuid.uuid4()), "version": "1", "seen": seen, **day, **typed}
    return HandOverForm(typed, leaver=leaver, strands=strands, leads=leads)


def test_one_lead_takes_all_but_what_is_given_to_another():
    ada, ben, cai = (make_lead(name=name) for name in ("Ada", "Ben", "Cai"))
    first = make_strand(ada)
    second = make_strand(ada, action=first.action, order=2)
    form = hand_over_form(
        ada, [first, second], [ada, ben, cai],
        **{"everything_to": str(ben.pk), f"strand_{second.pk}": str(cai.pk)},
    )  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.cleaned_data["takers"] == {first.pk: ben, second.pk: cai}


def test_a_strand_that_nobody_takes_is_named():
    ada = make_lead(name="Ada")
    strand = make_strand(ada)
    form = hand_over_form(ada, [strand], [ada])
    assert form.errors == {f"strand_{strand.pk}": ["Choose who takes this over."]}


def test_the_leaver_is_not_among_those_who_take_over():
    ada = make_lead(name="Ada")
    form = hand_over_form(ada, [make_strand(ada)], [ada], everything_to=str(ada.pk))
    assert "everything_to" in form.errors


def test_a_strand_that_came_while_choosing_is_shown_before_anything_is_saved():
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    strand = make_strand(ada)
    form = hand_over_form(ada, [strand], [ada, ben], seen="", everything_to=str(ben.pk))
    assert form.errors == {
        "__all__": ["The list changed while you were choosing. Look at it again."]
    }
    assert form["seen"].value() == str(strand.pk)


def test_that_no_status_is_given_may_be_set_again_but_not_proposed():
    offered = [key for key, _ in StatusForm().fields["status"].choices]
    assert offered == Status.values
    proposed = [key for key, _ in ProgressNoteForm(today=TODAY).fields["proposed_status"].choices]
    assert proposed == ["", *(key for key in offered if key != Status.NOT_GIVEN)]
