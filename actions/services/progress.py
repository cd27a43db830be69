"""What is said about the plan: added, and corrected by adding."""

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from actions.models import Action, EvidenceLink, ProgressNote, Strand
from actions.models.plans import REASON_NEEDED
from corporate_parenting.models import User
from corporate_parenting.versions import sign
from corporate_parenting.words import day_words

EVIDENCE_LIMIT = 5
SENTENCES = {
    constraint.name: constraint.violation_error_message
    for constraint in ProgressNote._meta.constraints
}


class WebAddress(URLValidator):
    """An address of the web that holds no name and password, which would be shown to all."""

    def __call__(self, value: str) -> None:
        super().__call__(value)
        if "@" in urlsplit(value).netloc:
            raise ValidationError("Take the user name or password out of the address.")


web_address = WebAddress(
    schemes=["http", "https"],
    message="Enter a web address that starts with https:// or http://.",
)


@transaction.atomic
def record_progress(
    *,
    action: Action,
    strand: Strand | None,
    by: User | None,
    text: str,
    as_at: date,
    at: datetime | None = None,
    is_unchanged: bool = False,
    proposed_status: str = "",
    status_reason: str = "",
    visibility: str = ProgressNote.Visibility.BOARD,
    evidence: Iterable[tuple[str, str]] = (),
    corrects: ProgressNote | None = None,
) -> ProgressNote:
    """Add a note on the action or on one strand of it, with links as (label, address).

    ``by`` is its author, None for what an import brings without one; ``at`` is when it was said,
    this moment unless given.
    Raises ValidationError for a day to come, a strand of another action, a missing text or reason.
    """
    note = ProgressNote(
        action=action,
        strand=strand,
        author=by,
        text=text,
        as_at=as_at,
        recorded_at=at or timezone.now(),
        is_unchanged=is_unchanged,
        proposed_status=proposed_status,
        status_reason=status_reason,
        visibility=visibility,
        corrects=corrects,
    )
    _check(note)
    sign(note, by=by, reason=status_reason, at=note.recorded_at)
    note.save()
    _keep_evidence(note, list(evidence))
    return note


def _check(note: ProgressNote) -> None:
    """The rules of a note; asking the database takes three queries for each constraint."""
    if note.strand and note.strand.action_id != note.action_id:
        raise ValidationError("This note belongs to another part of the plan.")
    if note.as_at > timezone.localtime(note.recorded_at).date():
        raise ValidationError({"as_at": "The day must not lie in the future."})
    # The rows that the note points at were just read.
    note.full_clean(exclude=["action", "strand", "author"], validate_constraints=False)
    if not (note.text or note.is_unchanged):
        raise ValidationError(SENTENCES["note_has_text_or_no_change"])
    if note.proposed_status in REASON_NEEDED and not note.status_reason:
        raise ValidationError(SENTENCES["note_status_has_its_reason"])


def _keep_evidence(note: ProgressNote, evidence: list[tuple[str, str]]) -> None:
    if len(evidence) > EVIDENCE_LIMIT:
        raise ValidationError(f"Give at most {EVIDENCE_LIMIT} links.")
    for label, url in evidence:
        web_address(url)
        link = EvidenceLink(note=note, label=label, url=url)
        link.full_clean(exclude=["note"])
        sign(link, by=note.author, at=note.recorded_at)
        link.save()


@transaction.atomic
def correct_note(*, note: ProgressNote, by: User, **fields: object) -> ProgressNote:
    """Add the note that stands in place of ``note``; takes what ``record_progress`` takes.

    Raises ValidationError when somebody has corrected it already.
    """
    notes = ProgressNote.objects.select_related("action", "strand")
    note = notes.select_for_update(of=("self",), no_key=True).get(pk=note.pk)
    later = ProgressNote.objects.filter(corrects=note).select_related("author").first()
    if later:
        raise ValidationError(
            f"{later.author or 'The import'} has corrected this note already, on "
            f"{day_words(timezone.localtime(later.recorded_at))}. Correct the newer note."
        )
    return record_progress(action=note.action, strand=note.strand, corrects=note, by=by, **fields)
