"""From a draft to a paper that somebody else than its author has cleared and released."""

from datetime import datetime
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from corporate_parenting.words import counted
from reports.checking import open_findings
from reports.document import from_dict
from reports.models import Clearance, Comment, Rendering, Report
from reports.paragraphs import QUOTED, paragraphs
from reports.queries import has_notes_in, has_written, is_as_returned, made_of
from reports.services.drafting import ReportError, lock_in
from reports.services.printing import (
    OTHER_TEMPLATE,
    refuse_empty,
    refuse_outdated,
    template_now,
    words_now,
)

State = Report.State
Row = TypeVar("Row", bound=models.Model)
ANSWER_DUE = (
    "The paper has the same words as when it was returned. Change it and make it again, or answer "
    "the reason for which it was returned."
)


@transaction.atomic
def submit_report(*, report: Report, version: int, by: User, answer: str = "") -> Report:
    """Hand the draft to clearance, with a finished paper of exactly this draft.

    Every finding of the checks has its answer. Nothing of the paper can be changed until it is
    returned. ``answer``, to whoever returned it before, is due where its words are still the same.
    """
    report = lock_in(report, version, State.DRAFTING)
    is_unchanged = is_as_returned(report, rendering_as_seen(report))
    if found := open_findings(report):
        count = counted(len(found), "finding")
        raise ReportError(
            f"The checks have {count} without an answer. Open Checks: mend or answer each of them."
        )
    if is_unchanged and not answer:
        raise ReportError({"answer": ANSWER_DUE})
    reason = f"Sent again unchanged. {answer}" if is_unchanged else answer or "Sent to clearance."
    sign(report, by=by, reason=reason)
    save_changes(report, state=State.IN_CLEARANCE, sha256_returned="")
    return report


@transaction.atomic
def return_report(*, report: Report, version: int, reason: str, by: User) -> Report:
    """Back to its author, who reads the reason; what was cleared before is so no more."""
    report = lock_in(report, version, State.IN_CLEARANCE, State.CLEARED, State.RELEASED)
    if not reason:
        raise ReportError("Say why the paper is returned: its author reads the reason.")
    rendering = report.renderings.without_bytes().newest_first().first()
    sha256_returned = rendering.sha256_words if rendering else ""
    sign(report, by=by, reason=reason)
    save_changes(report, state=State.DRAFTING, sha256_returned=sha256_returned)
    return report


@transaction.atomic
def clear_report(
    *, report: Report, version: int, sha256_pdf: str, by: User, at: datetime | None = None
) -> Clearance:
    """Approve exactly the bytes that ``by`` saw, named by their seal; or ReportError."""
    report = lock_in(report, version, State.IN_CLEARANCE)
    _refuse_writer(report, by)
    rendering = rendering_as_seen(report, sha256_pdf)
    clearance = insert(
        Clearance(
            report=report,
            author=report.author,
            cleared_by=by,
            clearer_name=str(by),
            cleared_at=at or timezone.now(),
            sha256_document=rendering.sha256_document,
            sha256_html=rendering.sha256_html,
            sha256_pdf=rendering.seal,
            sha256_docx=rendering.sha256_docx,
        )
    )
    sign(report, by=by, reason="Cleared.")
    save_changes(report, state=State.CLEARED)
    return clearance


@transaction.atomic
def release_report(*, report: Report, version: int, by: User) -> Report:
    """Say that a cleared paper may be published."""
    report = lock_in(report, version, State.CLEARED)
    release(report, by)
    return report


def release(report: Report, by: User) -> None:
    """As ``release_report``, of a report that is locked already."""
    refuse_author(report, by)
    sign(report, by=by, reason="Released.")
    save_changes(report, state=State.RELEASED)


@transaction.atomic
def add_comment(
    *, report: Report, place: int, sha256_document: str, text: str, by: User, at: datetime
) -> Comment:
    """What ``by`` says of one paragraph of the paper in clearance, as that person saw it."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not report.is_in_hands:
        raise ReportError("The paper is not in clearance. Its author may have it back already.")
    rendering = report.renderings.newest_first().first()
    paper = made_of(rendering, sha256_document) if rendering else None
    if paper is None:
        raise ReportError("The paper was made again since you read it. Read the newest one.")
    passage = {each.place: each for each in paragraphs(from_dict(paper.document))}.get(place)
    if passage is None:
        raise ReportError("The paper has no such paragraph.")
    comment = Comment(
        report=report,
        sha256_document=sha256_document,
        place=place,
        label=passage.label[:QUOTED],
        quoted=passage.words[:QUOTED],
        text=text,
        author=by,
        written_at=at,
    )
    comment.full_clean()
    sign(comment, by=by)
    comment.save()
    return comment


@transaction.atomic
def settle_comment(
    *, comment: Comment, version: int, answer: str, by: User, at: datetime
) -> Comment:
    """The author's words on what became of it; they can be changed until the paper is told."""
    comment = lock_current(Comment.objects.all(), pk=comment.pk, version=version)
    if comment.report.is_told:
        raise ReportError("The paper is published. Its comments stay as they are.")
    sign(comment, by=by)
    save_changes(comment, answer=answer, answered_by=by, answered_at=at)
    return comment


def rendering_as_seen(report: Report, sha256_pdf: str | None = None) -> Rendering:
    """The newest paper, if it is the one seen, whole, and the draft stands as when it was made.

    ``sha256_pdf`` is its seal: every edition is the one seen.
    """
    refuse_empty(report)
    refuse_outdated(report)
    rendering = report.renderings.newest_first().first()
    if rendering is None or rendering.state != Rendering.State.READY:
        raise ReportError("There is no finished paper of this draft. Make the paper first.")
    if sha256_pdf is not None and rendering.seal != sha256_pdf:
        raise ReportError("The paper was made again since you read it. Read the newest one.")
    if words_now(report) != rendering.words_made:
        raise ReportError(f"The draft was changed after this paper was made. {_remedy(report)}")
    if report.is_open and rendering.template_id != template_now():
        raise ReportError(f"{OTHER_TEMPLATE} {_remedy(report)}")
    if not rendering.is_whole:
        raise ReportError(f"The stored paper is damaged. {_remedy(report)}")
    return rendering


def _remedy(report: Report) -> str:
    return "Make it again." if report.is_open else "Return it to its author to be made again."


def refuse_author(report: Report, by: User) -> None:
    if report.author_id == by.pk:
        raise ReportError("You are the author of this paper. Somebody else must do this.")


def _refuse_writer(report: Report, cleared_by: User) -> None:
    if has_notes_in(cleared_by, report):
        raise ReportError("You wrote a note that this paper carries. Somebody else must clear it.")
    if has_written(cleared_by, report):
        raise ReportError("You wrote in this paper. Somebody else must clear it.")


def insert(row: Row) -> Row:
    """Save a row that is never changed afterwards."""
    row.full_clean()
    row.save(force_insert=True)
    return row
