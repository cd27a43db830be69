"""Publications of the made-up Fernmoor Council, published as the site does it."""

import hashlib
from datetime import UTC, datetime

from corporate_parenting.roles import Role
from reports import services
from reports.assemble import document_hash, every_edition
from reports.checking import open_findings
from reports.kinds import Edition
from reports.models import ArchiveCopy, RenderedEdition, Rendering
from reports.queries import has_content
from reports.rendering import render_html
from tests.factories import make_entry, make_passage, make_report, make_user

AT = datetime(2019, 6, 3, 9, tzinfo=UTC)


def make_rendering(report, *, pdf=b"%PDF-1.7 made by a test", docx=b"PK made by a test", **fields):
    """A finished paper of the draft as it stands, without the two seconds of the press.

    A draft that holds nothing is given an item first: no empty paper is ever made.
    """
    if not has_content(report):
        make_passage(report)
    documents = every_edition(report)
    rendering = Rendering(
        **{
            "report": report,
            "requested_by": report.author,
            "requested_at": AT,
            "queued_at": AT,
            "started_at": AT,
            "finished_at": AT,
            "tries": 1,
            "state": Rendering.State.READY,
            **_files(documents.pop(Edition.PUBLIC), pdf, docx),
            **fields,
        }
    )
    rendering.full_clean()
    rendering.save()
    for edition, document in documents.items():
        mark = edition.encode()
        files = _files(document, pdf + mark, docx + mark)
        row = RenderedEdition(rendering=rendering, edition=edition, **files)
        row.full_clean()
        row.save()
    return rendering


def _files(document, pdf, docx):
    html = render_html(document)
    return {
        "document": document,
        "html": html,
        "pdf": pdf,
        "docx": docx,
        "sha256_document": document_hash(document),
        "sha256_html": hashlib.sha256(html.encode()).hexdigest(),
        "sha256_pdf": hashlib.sha256(pdf).hexdigest(),
        "sha256_docx": hashlib.sha256(docx).hexdigest(),
    }


def answer_checks(report):
    for found in open_findings(report):
        services.answer_finding(
            report=report, key=found.key, answer="It is meant so.", version=0,
            by=report.author, at=AT,
        )  # fmt: skip


def submit(report, rendering=None, **files):
    """The draft handed to clearance with its finished paper, which is returned."""
    rendering = rendering or make_rendering(report, **files)
    report.refresh_from_db()
    answer_checks(report)
    answer = "It is meant so." if report.sha256_returned else ""
    services.submit_report(report=report, version=report.version, by=report.author, answer=answer)
    report.refresh_from_db()
    return rendering


def clear(report, rendering=None, *, approver=None, **files):
    """As ``submit``, and cleared by somebody who did not write it."""
    rendering = submit(report, rendering, **files)
    services.clear_report(
        report=report,
        version=report.version,
        sha256_pdf=rendering.seal,
        by=approver or make_user(Role.APPROVER),
        at=AT,
    )
    report.refresh_from_db()
    return rendering


def release(report, rendering=None, *, by=None, **fields):
    """As ``clear``, and released by democratic services."""
    rendering = clear(report, rendering, **fields)
    by = by or make_user(Role.DEMOCRATIC_SERVICES)
    services.release_report(report=report, version=report.version, by=by)
    report.refresh_from_db()
    return rendering


def publish(report, rendering=None, *, approver=None, by=None, at=AT, **files):
    """The next version of the report through all its steps, published by its approver or ``by``."""
    approver = approver or make_user(Role.APPROVER)
    rendering = release(report, rendering, approver=approver, **files)
    publication = services.publish_report(
        report=report,
        version=report.version,
        sha256_pdf=rendering.seal,
        by=by or approver,
        at=at,
    )
    report.refresh_from_db()
    return publication


def withdraw(report, reason="It named a child."):
    report.refresh_from_db()
    services.withdraw_report(
        report=report, version=report.version, reason=reason, at=AT,
        by=make_user(Role.DEMOCRATIC_SERVICES),
    )  # fmt: skip
    report.refresh_from_db()
    return report


def make_comment(report, place=1, *, by=None, text="Which homes?"):
    """What somebody in democratic services says of a paper in clearance."""
    return services.add_comment(
        report=report,
        place=place,
        sha256_document=report.renderings.newest_first().first().sha256_document,
        text=text,
        by=by or make_user(Role.DEMOCRATIC_SERVICES),
        at=AT,
    )


def make_publication(*notes, with_word=True, **fields):
    """A published paper that carries the notes given; the first ones had no Word file."""
    if notes:
        fields.setdefault("plan", notes[0].action.priority.plan)
    report = make_report(**fields)
    for order, note in enumerate(notes, 1):
        make_entry(report, note, order=order)
    return publish(report) if with_word else publish(report, docx=b"", sha256_docx="")


def make_archive_copy(publication, pdf=b"%PDF-1.7 made by a test, for the archive"):
    copy = ArchiveCopy(
        publication=publication,
        pdf=pdf,
        sha256_pdf=hashlib.sha256(pdf).hexdigest(),
        made_at=AT,
    )
    copy.full_clean()
    copy.save()
    return copy
