"""Notices of the inspectorate, and visits of our own."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current
from homes.models import Home, Notice, Visit
from homes.services.saving import add, check_past, check_public_words, correct, lock_home, put


@transaction.atomic
def record_notice(
    *, home: Home, kind: str, issued_on: date, by: User, on: date, reason: str = "", **fields
) -> Notice:
    """``fields``: inspection, reference, due_on, ended_on, published_on, words_public and
    words_exempt. ``on``: today."""
    notice = Notice(home=home, kind=kind, issued_on=issued_on, **fields)
    check_past([("issued_on", issued_on), ("ended_on", notice.ended_on)], on)
    check_public_words(notice)
    add(notice, by=by, reason=reason)
    return notice


@transaction.atomic
def end_notice(
    *, notice: Notice, version: int, ended_on: date, by: User, on: date, reason: str
) -> Notice:
    """Say from when on it no longer stands, and why."""
    notice = lock_current(Notice.objects.all(), pk=notice.pk, version=version)
    if notice.ended_on is not None:
        raise ValidationError("This notice has ended already. Correct it instead.")
    if not reason:
        raise ValidationError({"reason": "Say why the notice ended."})
    check_past([("ended_on", ended_on)], on)
    put(notice, by=by, reason=reason, ended_on=ended_on)
    return notice


@transaction.atomic
def correct_notice(
    *, notice: Notice, version: int, by: User, reason: str, on: date, **fields
) -> Notice:
    """Put right what was recorded wrongly; what is not among ``fields`` stays. ``on``: today."""
    check_past([(name, fields.get(name)) for name in ("issued_on", "ended_on")], on)
    notice = correct(notice, version=version, by=by, reason=reason, **fields)
    check_public_words(notice)
    return notice


@transaction.atomic
def record_visit(
    *, home: Home, kind: str, visited_on: date, visitor: str, by: User, on: date, **fields
) -> Visit:
    """``fields``: summary_public, summary_exempt, report_received_on. ``on``: today."""
    # Two people at the same visit: the second waits here, and is told that it is recorded.
    home = lock_home(home.pk)
    visit = Visit(home=home, kind=kind, visited_on=visited_on, visitor=visitor, **fields)
    days = [("visited_on", visited_on), ("report_received_on", visit.report_received_on)]
    check_past(days, on)
    check_public_words(visit)
    add(visit, by=by)
    return visit


@transaction.atomic
def correct_visit(
    *, visit: Visit, version: int, by: User, reason: str, on: date, **fields
) -> Visit:
    """Put right what was recorded wrongly, or add the report; what is not given stays."""
    days = [(name, fields.get(name)) for name in ("visited_on", "report_received_on")]
    check_past(days, on)
    visit = correct(visit, version=version, by=by, reason=reason, **fields)
    check_public_words(visit)
    return visit
