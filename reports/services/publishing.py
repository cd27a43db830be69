"""From the paper that was cleared to what members read, each step in one transaction."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from actions.models import Plan
from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from reports.models import (
    CarriedNote,
    Clearance,
    Publication,
    PublishedEdition,
    RenderedEdition,
    Rendering,
    Report,
    Withdrawal,
)
from reports.queries import newest_clearance
from reports.services.clearance import insert, refuse_author, release, rendering_as_seen
from reports.services.drafting import ReportError, lock_in


@transaction.atomic
def publish_report(
    *, report: Report, version: int, sha256_pdf: str, by: User, at: datetime | None = None
) -> Publication:
    """Publish exactly the bytes that were cleared, named by their seal; or ReportError.

    ``by`` presses the button, at this moment unless ``at`` is given; a paper that was only cleared
    is released by it. The paper, its editions, the notes that it carries and the state are one
    transaction: whatever dies on the way leaves everything or nothing.
    """
    # Two papers of one plan must not carry the same note: the plan is locked first, by all.
    Plan.objects.select_for_update(of=("self",)).get(pk=report.plan_id)
    report = lock_in(report, version, Report.State.CLEARED, Report.State.RELEASED)
    refuse_author(report, by)
    rendering = rendering_as_seen(report, sha256_pdf)
    clearance = newest_clearance(report)
    if clearance is None or clearance.sha256_pdf != rendering.seal:
        raise ReportError("These are not the bytes that were cleared. Return the paper.")
    if report.state == Report.State.CLEARED:
        release(report, by)
    publication = _insert_publication(report, rendering, clearance, by, at or timezone.now())
    for edition in rendering.editions.all():
        _insert_edition(publication, edition)
    for entry in report.entries.filter(is_included=True).order_by("order", "pk"):
        insert(CarriedNote(publication=publication, note_id=entry.note_id))
    sign(report, by=by, reason=publication.reason or "Published.")
    save_changes(report, state=Report.State.PUBLISHED)
    return publication


@transaction.atomic
def start_correction(*, report: Report, version: int, reason: str, by: User) -> Report:
    """Open a published or withdrawn paper for its next version; what was published stays."""
    report = lock_current(Report.objects.all(), pk=report.pk, version=version)
    if not report.is_told:
        raise ReportError("Only a published paper can be corrected.")
    if not reason:
        raise ReportError("Say why the paper is corrected: members read the reason.")
    sign(report, by=by, reason=reason)
    save_changes(report, state=Report.State.DRAFTING, correction_reason=reason)
    return report


@transaction.atomic
def withdraw_report(
    *, report: Report, version: int, reason: str, by: User, at: datetime | None = None
) -> Report:
    """Take every version of a published paper away from its readers; they are told why.

    Also while a correction of it is on its way, which goes on: a named child cannot wait for it.
    """
    report = lock_current(Report.objects.all(), pk=report.pk, version=version)
    standing = list(report.publications.filter(withdrawal=None).order_by("version"))
    if not standing:
        raise ReportError("Nobody reads this paper: no version of it is published.")
    if not reason:
        raise ReportError("Say why the paper is withdrawn: members read the reason.")
    for publication in standing:
        insert(
            Withdrawal(
                publication=publication,
                reason=reason,
                withdrawn_by=by,
                withdrawer_name=str(by),
                withdrawn_at=at or timezone.now(),
            )
        )
    # A draft of the next version stays as it is: who withdraws writes nothing in it.
    if report.state == Report.State.PUBLISHED:
        sign(report, by=by, reason=reason)
        save_changes(report, state=Report.State.WITHDRAWN)
    return report


def _insert_publication(
    report: Report, rendering: Rendering, clearance: Clearance, by: User, at: datetime
) -> Publication:
    newest = report.publications.order_by("-version").values_list("version", flat=True).first()
    return insert(
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
            approved_by=clearance.cleared_by,
            approver_name=clearance.clearer_name,
            published_by=by,
            publisher_name=str(by),
            published_at=at,
            reason=report.correction_reason if newest else "",
        )
    )


def _insert_edition(publication: Publication, made: RenderedEdition) -> None:
    insert(
        PublishedEdition(
            publication=publication,
            edition=made.edition,
            document=made.document,
            html=made.html,
            pdf=bytes(made.pdf),
            docx=bytes(made.docx),
            sha256_html=made.sha256_html,
            sha256_pdf=made.sha256_pdf,
            sha256_docx=made.sha256_docx,
        )
    )
