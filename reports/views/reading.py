"""A published paper as a member begins to read it: what changed, what is overdue, what is worse."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from corporate_parenting.words import day_words
from reports.compare import Fate, SectionChange, compare
from reports.document import Document
from reports.highlights import Told, changed_homes, highlights
from reports.models import Publication
from reports.queries import newest_version_of, paper_before
from reports.views.editions import handed_out, record_reading, words_for
from reports.views.papers import check_reader, withdrawn_page

TITLE = "At a glance"
# What a place in a paper tells of: the page of its row, and who may open that.
PAGES = {
    "action": ("actions:action-detail", "actions.view_plan"),
    "indicator": ("scorecard:indicator-detail", "scorecard.view_indicator"),
    "home": ("homes:home-detail", "homes.view_home"),
}


@dataclass(frozen=True)
class Line:
    told: Told
    url: str


@require_safe
def publication_reading(request: HttpRequest, pk: int) -> HttpResponse:
    check_reader(request.user)
    papers = Publication.objects.defer("html", "pdf", "docx").select_related("withdrawal")
    paper = get_object_or_404(papers, pk=pk)
    if paper.is_withdrawn:
        return withdrawn_page(request, paper)
    edition, document = words_for(request.user, paper)
    found = highlights(document)
    before = paper_before(paper.kind, paper.body, paper.meeting_on).first()
    context = {
        "paper": paper,
        "newest": newest_version_of(paper),
        "before": before,
        **_changed(request, before, document),
        "overdue": _lines(request.user, found.overdue),
        "worse": _lines(request.user, found.worse),
        "places": [line for line in _lines(request.user, found.places) if line.url],
        "breadcrumbs": _crumbs(paper),
    }
    response = render(request, "reports/publication_reading.html", context)
    return handed_out(request, response, paper, edition, "glance")


def _crumbs(paper: Publication) -> list[tuple[str, str]]:
    title = f"{paper.title}, {day_words(paper.meeting_on)}"
    url = reverse("reports:publication-detail", args=[paper.pk])
    return [("Papers", reverse("reports:publication-list")), (title, url), (TITLE, "")]


def _changed(
    request: HttpRequest, before: Publication | None, document: Document
) -> dict[str, list[SectionChange] | list[Line]]:
    """The sections that differ from the last board's paper, and the homes judged otherwise.

    Words that were taken out since are read here: of an exempt paper that is told to the log.
    """
    if before is None:
        return {"changes": [], "homes": []}
    edition, words = words_for(request.user, before)
    record_reading(request, before, edition, "glance")
    found = compare(words, document)
    return {
        "changes": [change for change in found if change.fate != Fate.SAME],
        "homes": _lines(request.user, changed_homes(words, document)),
    }


def _lines(user: AbstractBaseUser, places: tuple[Told, ...]) -> list[Line]:
    """Each once, with the page of its row where this reader may open it."""
    once = {(told.words, told.about): told for told in reversed(places)}
    return [Line(told, _url(user, told)) for told in reversed(once.values())]


def _url(user: AbstractBaseUser, told: Told) -> str:
    if not told.about:
        return ""
    kind, key = told.key
    route, permission = PAGES[kind]
    return reverse(route, args=[key]) if user.has_perm(permission) else ""
