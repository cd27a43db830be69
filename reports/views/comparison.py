"""What changed from one published paper to another."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from corporate_parenting.boards import names_of_board
from corporate_parenting.words import day_words
from reports.compare import Fate, SectionChange, compare
from reports.models import Publication
from reports.views.editions import handed_out, words_for
from reports.views.papers import check_reader, withdrawn_page


@require_safe
def publication_compare(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    """The paper against another of its kind and board, or another version of itself.

    The later is told of, whichever is named first; of each the reader's fullest edition.
    """
    check_reader(request.user)
    other, paper = _earlier_first(pk, other_pk)
    if gone := next((each for each in (paper, other) if each.is_withdrawn), None):
        return withdrawn_page(request, gone)
    edition, words = words_for(request.user, paper)
    other_edition, other_words = words_for(request.user, other)
    context = {
        "paper": paper,
        "other": other,
        "edition": edition,
        "other_edition": other_edition,
        **_told(compare(other_words, words)),
        "breadcrumbs": _crumbs(paper),
    }
    response = render(request, "reports/publication_compare.html", context)
    handed_out(request, response, other, other_edition, "comparison")
    return handed_out(request, response, paper, edition, "comparison")


def _earlier_first(*keys: int) -> list[Publication]:
    papers = Publication.objects.defer("html", "pdf", "docx").select_related("withdrawal")
    both = [get_object_or_404(papers, pk=key) for key in keys]
    earlier, later = sorted(both, key=lambda each: (each.meeting_on, each.version))
    if later.kind != earlier.kind or earlier.body not in names_of_board(later.body):
        raise Http404("These two papers are not of one kind and one board.")
    return [earlier, later]


def _told(found: tuple[SectionChange, ...]) -> dict[str, list[SectionChange]]:
    return {
        "changes": [each for each in found if each.fate != Fate.SAME],
        "same": [each for each in found if each.fate == Fate.SAME],
    }


def _crumbs(paper: Publication) -> list[tuple[str, str]]:
    title = f"{paper.title}, {day_words(paper.meeting_on)}"
    return [
        ("Papers", reverse("reports:publication-list")),
        (title, reverse("reports:publication-detail", args=[paper.pk])),
        ("What changed", ""),
    ]
