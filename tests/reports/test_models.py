"""Facts that must always hold about papers, for forms and for the bare database."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from reports.models import CarriedNote, Meeting, Passage, Publication, Rendering, Report
from tests.factories import make_entry, make_meeting, make_note, make_report
from tests.reports.publishing import make_publication

pytestmark = pytest.mark.django_db
PARAGRAPH = "Choose the paragraph under which the words are exempt, and none for others."
WHY = "Say why the public does not read it, in words that the public may read."
BLANK = "This field cannot be blank."
UNKNOWN = "Value 'lost' is not a valid choice."


def refused(row, message):
    """``row`` is refused with ``message`` for people, and by the bare database as well."""
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    assert message in error.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_board_meets_once_a_day():
    meeting = make_meeting()
    second = Meeting(body=meeting.body, held_on=meeting.held_on)
    refused(second, "This board already has a meeting on that day.")


def test_a_meeting_is_of_a_board():
    refused(Meeting(body="", held_on=date(2019, 6, 14)), BLANK)


def test_a_meeting_is_held_in_a_known_way():
    meeting = Meeting(body="Board", held_on=date(2019, 6, 14), mode="by post")
    refused(meeting, "Value 'by post' is not a valid choice.")


def changed(report, **fields):
    for name, value in fields.items():
        setattr(report, name, value)
    return report


def test_a_meeting_has_one_paper_of_a_kind():
    report = make_report()
    second = Report(
        meeting=report.meeting,
        plan=report.plan,
        title="Another",
        group_name="Group",
        author=report.author,
        cut_off_on=report.cut_off_on,
    )
    refused(second, "The meeting has a paper of this kind. Work on that one.")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"state": "lost"}, UNKNOWN),
        ({"title": ""}, BLANK),
        ({"group_name": ""}, BLANK),
        ({"children_count": 577}, "Enter both the number of children and its date, or neither."),
        (
            {"children_as_at": date(2019, 5, 1)},
            "Enter both the number of children and its date, or neither.",
        ),
        ({"sign_off_post": "Director"}, "Enter the name of the person who signs."),
        ({"signed_on": date(2019, 5, 1)}, "Enter the name of the person who signs."),
    ],
)
def test_what_a_report_must_hold(fields, message):
    refused(changed(make_report(), **fields), message)


def test_a_note_stands_once_in_a_report():
    note = make_note()
    report = make_report(plan=note.action.priority.plan)
    make_entry(report, note)
    with pytest.raises(ValidationError) as error:
        make_entry(report, note)
    assert error.value.messages == ["The paper has this note already."]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": ""}, BLANK),
        ({"part": ""}, BLANK),
        ({"publicity": "secret"}, "Value 'secret' is not a valid choice."),
        ({"publicity": "exempt", "withheld_because": "Staff."}, PARAGRAPH),
        ({"exempt_paragraph": "1"}, PARAGRAPH),
        ({"publicity": "confidential"}, WHY),
        ({"withheld_because": "Staff."}, WHY),
    ],
)
def test_what_a_passage_must_hold(fields, message):
    fields = {"heading": "Visits", "text": "Two homes.", **fields}
    refused(Passage(report=make_report(), **fields), message)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"state": "lost"}, UNKNOWN),
        ({"state": "ready"}, "A paper that is ready has its bytes."),
        ({"state": "failed"}, "Say why the paper could not be made."),
    ],
)
def test_what_a_rendering_must_hold(fields, message):
    now = datetime(2019, 6, 1, tzinfo=UTC)
    report = make_report()
    rendering = Rendering(
        report=report,
        requested_by=report.author,
        requested_at=now,
        queued_at=now,
        document={"kind": "document"},
        sha256_document="0" * 64,
        **fields,
    )
    refused(rendering, message)


def copy_of(publication, **fields):
    names = [field.attname for field in Publication._meta.concrete_fields if field.name != "id"]
    values = {name: getattr(publication, name) for name in names}
    return Publication(**{**values, **fields})


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "This version of the paper is published already."),
        ({"version": 2}, "Say why the paper was corrected."),
        ({"version": 2, "reason": "A name", "html": ""}, BLANK),
    ],
)
def test_what_a_publication_must_hold(fields, message):
    refused(copy_of(make_publication(), **fields), message)


def test_nobody_approves_a_paper_of_their_own():
    publication = make_publication()
    second = copy_of(publication, version=2, reason="A name", approved_by_id=publication.author_id)
    refused(second, "The author of a paper cannot approve it.")


def bare(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_refuses_to_change_what_was_published():
    note = make_note()
    publication = make_publication(note)
    before = Publication.objects.values().get()
    publication.title = "Another"
    carried = CarriedNote.objects.get()
    carried.note = make_note(note.action)
    for act in (
        publication.save,
        carried.save,
        lambda: Publication.objects.all().update(html="changed"),
        carried.delete,
        lambda: bare("UPDATE reports_publication SET title = %s", "Another"),
        lambda: bare("DELETE FROM reports_publication"),
        lambda: bare("DELETE FROM reports_carriednote"),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()
    assert Publication.objects.values().get() == before
    assert CarriedNote.objects.get().note == note


def test_people_who_stand_for_a_paper_cannot_be_deleted():
    publication = make_publication()
    for person in (publication.author, publication.approved_by):
        with pytest.raises(IntegrityError), transaction.atomic():
            person.delete()
