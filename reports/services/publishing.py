"""From the paper that an approver has read to what members read, in one transaction."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from actions.models import Plan
from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from reports.assemble import assemble, document_hash
from reports.models import CarriedNote, Publication, Rendering, Report
from reports.queries import has_notes_in, has_written
from reports.services.drafting import ReportError, refuse_unless_open
from reports.services.printing import refuse_empty, refuse_outdated


@transaction.atomic
def publish_report(
    *, report: Report, version: int, sha256_pdf: str, by: User, at: datetime | None = None
) -> Publication:
    """Publish exactly the bytes that the approver saw, named by their hash; or ReportError.

    ``by`` approves it, at this moment unless ``at`` is given. The paper, the notes that it carries
    and the state are one transaction: whatever dies on the way leaves everything or nothing.
    """
    # Two papers of one plan must not carry the same note: the plan is locked first, by all.
    Plan.objects.select_for_update(of=("self",)).get(pk=report.plan_id)
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    refuse_unless_open(report)
    _refuse_writer(report, by)
    refuse_empty(report)
    refuse_outdated(report)
    rendering = _rendering_as_seen(report, version, sha256_pdf)
    publication = _insert_publication(report, rendering, by, at or timezone.now())
    for entry in report.entries.filter(is_included=True).order_by("order", "pk"):
        _insert(CarriedNote(publication=publication, note_id=entry.note_id))
    sign(report, by=by, reason=publication.reason or "Published.")
    save_changes(report, state=Report.State.PUBLISHED)
    return publication


@transaction.atomic
def start_correction(*, report: Report, version: int, reason: str, by: User) -> Report:
    """Open a published paper for its next version; what is published stays as it is."""
    report = lock_current(Report.objects.all(), pk=report.pk, version=version)
    if report.state != Report.State.PUBLISHED:
        raise ReportError("Only a published paper can be corrected.")
    if not reason:
        raise ReportError("Say why the paper is corrected: members read the reason.")
    sign(report, by=by, reason=reason)
    save_changes(report, state=Report.State.DRAFTING, correction_reason=reason)
    return report


def _refuse_writer(report: Report, approved_by: User) -> None:
    if has_notes_in(approved_by, report):
        raise ReportError(
            "You wrote a note that this paper carries. Somebody else must publish it."
        )
    if has_written(approved_by, report):
        raise ReportError("You wrote in this paper. Somebody else must publish it.")


def _rendering_as_seen(report: Report, version: int, sha256_pdf: str) -> Rendering:
    """The newest paper made of this draft, if it is the one seen and the draft stands as then."""
    rendering = report.renderings.newest_first().first()
    if rendering is None or rendering.state != Rendering.State.READY:
        raise ReportError("There is no finished paper of this draft. Make the paper first.")
    if rendering.sha256_pdf != sha256_pdf:
        raise ReportError("The paper was made again since you read it. Read the newest one.")
    changed = document_hash(assemble(report)) != rendering.sha256_document
    if changed or report.version != version:
        raise ReportError("The draft was changed after this paper was made. Make it again.")
    if not rendering.is_whole:
        raise ReportError("The stored paper is damaged. Make it again.")
    return rendering


def _insert_publication(
    report: Report, rendering: Rendering, approved_by: User, at: datetime
) -> Publication:
    newest = report.publications.order_by("-version").values_list("version", flat=True).first()
    return _insert(
        Publication(
            report=report,
            version=(newest or 0) + 1,
            kind=report.kind_id,
            kind_name=report.kind.name,
            title=report.title,
            body=report.meeting.body,
            meeting_on=report.meeting.held_on,
            document=rendering.document,
            html=rendering.html,
            pdf=bytes(rendering.pdf),
            docx=bytes(rendering.docx),
            sha256_document=rendering.sha256_document,
            sha256_html=rendering.sha256_html,
            sha256_pdf=rendering.sha256_pdf,
            sha256_docx=rendering.sha256_docx,
            author=report.author,
            author_name=str(report.author),
            approved_by=approved_by,
            approver_name=str(approved_by),
            published_at=at,
            reason=report.correction_reason if newest else "",
        )
    )


def _insert(row: Publication | CarriedNote) -> Publication | CarriedNote:
    row.full_clean()
    row.save(force_insert=True)
    return row
