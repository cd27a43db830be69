"""Published papers, as members read them: only ever the snapshot."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from corporate_parenting.paging import page_of
from corporate_parenting.words import day_words
from reports import rules
from reports.kinds import Edition
from reports.models import ArchiveCopy, Publication
from reports.page_sections import page_sections
from reports.queries import in_edition, paper_before
from reports.retention import kept_until
from reports.views.editions import edition_asked, handed_out, offered
from reports.views.loading import paper_file

PAPERS_A_PAGE = 25


def check_reader(user) -> None:
    if not rules.can_read_papers(user):
        raise PermissionDenied("Your account has no role that reads papers.")


@require_safe
def publication_list(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    papers = Publication.objects.newest_versions().latest_first().without_bytes()
    page = page_of(request, Paginator(papers, PAPERS_A_PAGE))
    return render(request, "reports/publication_list.html", {"page": page})


@require_safe
def publication_detail(
    request: HttpRequest, pk: int, edition: Edition | None = None
) -> HttpResponse:
    """The edition asked for, or else the fullest that the reader may read."""
    check_reader(request.user)
    kept = Publication.objects.select_related("withdrawal", "archive_copy")
    papers = kept.defer("document", "pdf", "docx", "archive_copy__pdf")
    publication = get_object_or_404(papers, pk=pk)
    editions = offered(request.user, publication)
    edition = edition_asked(request.user, publication, edition or editions[-1])
    if publication.is_withdrawn:
        return withdrawn_page(request, publication)
    shown = in_edition(publication, edition, "html", "sha256_docx")
    context = {
        "publication": publication,
        "shown": shown,
        "edition": edition,
        "editions": editions,
        **_to_read(shown.html),
        "breadcrumbs": _crumbs(publication),
        **_beside(publication),
        **_to_work_on(request, publication),
    }
    response = render(request, "reports/publication_detail.html", context)
    return handed_out(request, response, publication, edition, "page")


def _to_work_on(request: HttpRequest, publication: Publication) -> dict[str, bool]:
    """Whether this person may have the archive copy, if it is made, and see the draft."""
    is_made = hasattr(publication, "archive_copy")
    return {
        "has_archive": is_made and rules.can_get_archive_copy(request.user),
        "sees_draft": rules.can_see_drafts(request.user),
    }


def _to_read(html: str) -> dict[str, object]:
    """The paper, and where its readers can go in it."""
    paper = mark_safe(html)  # noqa: S308 - escaped by the paper's engine
    return {"paper": paper, "sections": page_sections(html)}


def _beside(publication: Publication) -> dict[str, object]:
    """Its other versions, the last board's paper, and how long all are kept."""
    versions = Publication.objects.filter(report=publication.report_id).without_bytes()
    newest_first = list(versions.order_by("-version"))
    before = paper_before(publication.kind, publication.body, publication.meeting_on)
    return {
        "newest": newest_first[0],
        "others": [version for version in newest_first if version != publication],
        "before": before.only("meeting_on").first(),
        "kept_until": kept_until(publication.meeting_on, is_published=True),
    }


def _crumbs(publication: Publication) -> list[tuple[str, str]]:
    return [
        ("Papers", reverse("reports:publication-list")),
        (f"{publication.title}, {day_words(publication.meeting_on)}", ""),
    ]


def withdrawn_page(request: HttpRequest, publication: Publication) -> HttpResponse:
    """In place of the paper and of its files: that it was withdrawn, when and why."""
    later = Publication.objects.filter(
        report=publication.report_id, version__gt=publication.version, withdrawal=None
    )
    context = {
        "publication": publication,
        "newest": later.without_bytes().order_by("-version").first(),
        "breadcrumbs": _crumbs(publication),
        "sees_draft": rules.can_see_drafts(request.user),
    }
    return render(request, "reports/publication_withdrawn.html", context, status=410)


@require_safe
def publication_file(
    request: HttpRequest, pk: int, form: str, edition: Edition = Edition.PUBLIC
) -> HttpResponse:
    """The paper as ``pdf`` or ``docx``; the first papers were published without a Word file."""
    check_reader(request.user)
    publication = get_object_or_404(Publication.objects.without_bytes(), pk=pk)
    edition_asked(request.user, publication, edition)
    if publication.is_withdrawn:
        return withdrawn_page(request, publication)
    paper = in_edition(publication, edition, form, f"sha256_{form}")
    file = paper_file(request, paper, form, publication.file_name(form, edition))
    return handed_out(request, file, publication, edition, form)


@require_safe
def publication_archive(request: HttpRequest, pk: int) -> HttpResponse:
    """The copy for the archive, with the paper's data inside; Http404 until it is made."""
    check_reader(request.user)
    if not rules.can_get_archive_copy(request.user):
        raise PermissionDenied("Archive copies are for those who look after published papers.")
    publication = get_object_or_404(Publication.objects.without_bytes(), pk=pk)
    if publication.is_withdrawn:
        return withdrawn_page(request, publication)
    copy = get_object_or_404(ArchiveCopy, publication=publication)
    return paper_file(request, copy, "pdf", copy.file_name)
