"""From a draft to the bytes of its paper: asked for, made by the worker, revived when it dies."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.utils import timezone

from corporate_parenting.models import User
from reports.assemble import document_hash, every_edition
from reports.document import DocumentError
from reports.kinds import Edition
from reports.models import RenderedEdition, Rendering, Report, ReportEntry, WordTemplate
from reports.queries import has_content, newest_change, outdated_entries
from reports.render_process import KeptParts, render_limited
from reports.rendering import RenderError, render_html
from reports.services.drafting import ReportError, lock_open

# Of work, not of waiting, which ``PATIENCE`` allows for: a worker that lives is done with the files
# of an edition before its lease ends, and takes the lease anew for the next one.
RENDER_SECONDS = 50
WORD_SECONDS = 20
RENDER_MEGABYTES = 600
MOST_TRIES = 3
EMPTY = (
    "There is nothing in the paper yet. Put a note on progress into it, or add an item or a "
    "section from the scorecard."
)
OTHER_TEMPLATE = "The council’s Word template was changed after this paper was made."
ASKED_AGAIN = "The worker stopped while it made this paper. It was asked for again."
GAVE_UP = "The worker stopped three times while it made this paper. Ask for it again."


@transaction.atomic
def request_rendering(*, report: Report, by: User, at: datetime) -> Rendering:
    """The draft as it stands, in all its editions, queued for the worker.

    The caller hands the task on.
    """
    report = lock_open(report)
    refuse_empty(report)
    refuse_outdated(report)
    _set_aside_left_behind(report, at)
    if report.renderings.filter(state__in=["queued", "rendering"]).exists():
        raise ReportError("The paper is being made already. Wait until it is ready.")
    documents = every_edition(report)
    words = _words(documents.pop(Edition.PUBLIC))
    asked = {"requested_by": by, "requested_at": at, "queued_at": at}
    asked["template_id"] = template_now()
    rendering = Rendering(report=report, **asked, **words)
    rendering.full_clean()
    rendering.save()
    for edition, document in documents.items():
        row = RenderedEdition(rendering=rendering, edition=edition, **_words(document))
        row.full_clean()
        row.save()
    return rendering


def _words(document: dict) -> dict[str, object]:
    return {"document": document, "sha256_document": document_hash(document)}


def refuse_empty(report: Report) -> None:
    """ReportError while members would find nothing between the cover and the signature."""
    if not has_content(report):
        raise ReportError(EMPTY)


def refuse_outdated(report: Report) -> None:
    """ReportError while an included entry rests on a note that the paper must not carry."""
    if said := _outdated_notes(outdated_entries(report)):
        remedy = "Bring the draft up to date first."
        if report.is_in_hands:
            remedy = "Return it to the author, who brings the draft up to date."
        raise ReportError(f"{said} {remedy}")


def why_out_of_date(
    report: Report,
    rendering: Rendering | None,
    *,
    outdated: Sequence[ReportEntry] | None = None,
    newest: datetime | None = None,
) -> str:
    """Why the finished paper may not go to the board as it is; empty where it may.

    ``outdated`` and ``newest`` are what ``outdated_entries`` and ``newest_change`` give, of a
    page that has asked already.
    """
    is_on_its_way = report.is_open or report.is_in_hands
    if not is_on_its_way or rendering is None or rendering.state != Rendering.State.READY:
        return ""
    if said := _outdated_notes(outdated_entries(report) if outdated is None else outdated):
        return said
    newest = newest or newest_change(report)
    if newest <= rendering.requested_at:
        return ""
    words, template = _paper_at(report, newest)
    if report.is_open and rendering.template_id != template:
        return OTHER_TEMPLATE
    if words != rendering.words_made:
        return "The draft, or what it takes from the plan, was changed after this paper was made."
    return ""


def template_now() -> int | None:
    """The key of what Word files are written into."""
    return WordTemplate.objects.in_use().values_list("pk", flat=True).first()


@lru_cache(maxsize=100)
def _paper_at(report: Report, newest: datetime) -> tuple[dict[str, str], int | None]:
    """Words and template since ``newest``; a scorecard takes a second to put together.

    Only for what pages say: what is published is compared anew.
    """
    return words_now(report), template_now()


def words_now(report: Report) -> dict[str, str]:
    """SHA-256 of the document of each edition as the draft stands: as ``Rendering.words_made``."""
    return {edition: document_hash(each) for edition, each in every_edition(report).items()}


def _outdated_notes(entries: Iterable[ReportEntry]) -> str:
    """Why the notes of these must not be told, as ``outdated_entries`` has it."""
    of_other_days, others = [], []
    for entry in entries:
        (of_other_days if entry.is_of_other_days else others).append(entry.note.action.reference)
    said = []
    if others:
        said.append(
            f"Notes on {', '.join(others)} were corrected, withdrawn from the board or carried by "
            "another paper since."
        )
    if of_other_days:
        said.append(
            f"Notes on {', '.join(dict.fromkeys(of_other_days))} are of other days than the paper "
            "takes."
        )
    return " ".join(said)


def make_paper(*, rendering_pk: int) -> Rendering:
    """Make the bytes of a queued rendering; one that is under way or done stays as it is.

    All its editions are made, or none. What cannot be drawn is failed with its reason. Nothing is
    locked while the press runs.
    """
    rendering, is_ours = _take(rendering_pk, timezone.now())
    if not is_ours:
        return rendering
    try:
        template = bytes(rendering.template.content) if rendering.template else b""
        kept = KeptParts(before=_printed_before(rendering))
        files = _files(rendering.document, template, kept)
        editions = []
        for each in rendering.editions.all():
            _hold(rendering, timezone.now())
            editions.append((each, _files(each.document, template, kept)))
    except (RenderError, DocumentError) as error:
        return _finish(rendering, [], state=Rendering.State.FAILED, reason=str(error)[:500])
    return _finish(rendering, editions, state=Rendering.State.READY, parts=kept.now, **files)


def _printed_before(rendering: Rendering) -> bytes:
    """The printed parts that the last paper of the same draft is made of."""
    earlier = Rendering.objects.filter(report=rendering.report_id, pk__lt=rendering.pk)
    parts = earlier.exclude(parts=b"").order_by("-pk").values_list("parts", flat=True).first()
    return bytes(parts or b"")


def _files(document: dict, template: bytes, kept: KeptParts) -> dict[str, object]:
    """The page, PDF and Word file of one edition with their hashes."""
    html = render_html(document)
    pdf, docx = _pdf_and_docx(document, template, kept)
    return {
        "html": html,
        "pdf": pdf,
        "docx": docx,
        "sha256_html": hashlib.sha256(html.encode()).hexdigest(),
        "sha256_pdf": hashlib.sha256(pdf).hexdigest(),
        "sha256_docx": hashlib.sha256(docx).hexdigest(),
    }


def _pdf_and_docx(document: dict, template: bytes, kept: KeptParts) -> tuple[bytes, bytes]:
    """Each has its own seconds: Word must not pay for what the PDF waits on a busy machine."""
    memory = {"megabytes": RENDER_MEGABYTES}
    pdf = render_limited(document, "pdf", kept=kept, seconds=RENDER_SECONDS, **memory)
    return pdf, render_limited(document, "docx", template=template, seconds=WORD_SECONDS, **memory)


@transaction.atomic
def queue_again(*, now: datetime) -> list[int]:
    """Put back what a dead worker left for longer than its lease; keys to hand to the worker.

    After the third try a rendering fails with its reason instead.
    """
    left = Rendering.objects.select_for_update(of=("self",)).left_behind(now)
    queued = []
    for rendering in left.order_by("pk"):
        if rendering.tries >= MOST_TRIES:
            _save(rendering, state=Rendering.State.FAILED, reason=GAVE_UP, finished_at=now)
        else:
            _save(rendering, state=Rendering.State.QUEUED, queued_at=now)
            queued.append(rendering.pk)
    return queued


def _set_aside_left_behind(report: Report, at: datetime) -> None:
    """Asked for again, a paper must not wait for a worker that died with the last one."""
    left = report.renderings.select_for_update(of=("self",)).left_behind(at)
    for rendering in left.order_by("pk"):
        _save(rendering, state=Rendering.State.FAILED, reason=ASKED_AGAIN, finished_at=at)


@transaction.atomic
def _take(pk: int, now: datetime) -> tuple[Rendering, bool]:
    """The rendering, and whether this worker is the one that makes it."""
    rendering = Rendering.objects.select_for_update(of=("self",)).get(pk=pk)
    if rendering.state != Rendering.State.QUEUED:
        return rendering, False
    _save(
        rendering,
        state=Rendering.State.RENDERING,
        started_at=now,
        tries=rendering.tries + 1,
    )
    return rendering, True


@transaction.atomic
def _hold(taken: Rendering, now: datetime) -> None:
    """The lease begins anew, unless it ended meanwhile and another worker took it over."""
    rendering = Rendering.objects.select_for_update(of=("self",)).get(pk=taken.pk)
    if (rendering.state, rendering.tries) == (Rendering.State.RENDERING, taken.tries):
        _save(rendering, started_at=now)


@transaction.atomic
def _finish(
    taken: Rendering, editions: list[tuple[RenderedEdition, dict]], **changes: object
) -> Rendering:
    """Save the outcome, unless the lease ended meanwhile and another worker took it over."""
    rendering = Rendering.objects.select_for_update(of=("self",)).get(pk=taken.pk)
    is_ours = (rendering.state, rendering.tries) == (Rendering.State.RENDERING, taken.tries)
    if is_ours:
        for edition, files in editions:
            _save(edition, **files)
        _save(rendering, finished_at=timezone.now(), **changes)
    return rendering


def _save(row: Rendering | RenderedEdition, **changes: object) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.full_clean()
    row.save(update_fields=list(changes))
