"""Meetings: added and changed."""

from django.db import transaction

from corporate_parenting.versions import lock_current, save_changes, wait_for_others
from reports.models import Meeting


@transaction.atomic
def add_meeting(**fields: object) -> Meeting:
    """A further meeting; raises ValidationError where the board meets on that day already."""
    wait_for_others()
    meeting = Meeting(**fields)
    meeting.full_clean()
    meeting.save()
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, version: int, **changes: object) -> Meeting:
    """Published papers keep the day and the board that they were published with."""
    meeting = lock_current(Meeting.objects.all(), pk=meeting.pk, version=version)
    save_changes(meeting, **changes)
    return meeting
