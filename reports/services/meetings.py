"""Meetings: added and changed."""

from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign, wait_for_others
from reports.models import Meeting


@transaction.atomic
def add_meeting(*, by: User, **fields: object) -> Meeting:
    """A further meeting; raises ValidationError where the board meets on that day already."""
    wait_for_others()
    meeting = Meeting(**fields)
    meeting.full_clean()
    sign(meeting, by=by)
    meeting.save()
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, version: int, by: User, **changes: object) -> Meeting:
    """Published papers keep the day and the board that they were published with."""
    meeting = lock_current(Meeting.objects.all(), pk=meeting.pk, version=version)
    sign(meeting, by=by)
    save_changes(meeting, **changes)
    return meeting
