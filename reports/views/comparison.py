"""What changed from one published paper to another."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from corporate_parenting.boards import names_of_board
from corporate_parenting.words import day_words
from reports.compare import Fate, compare
from reports.document import from_dict
from reports.models import Publication
from reports.views.papers import check_reader, withdrawn_page


@require_safe
def publication_compare(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    """The paper against another of its kind and board, or another version of itself."""
    check_reader(request.user)
    papers = Publication.objects.defer("html", "pdf", "docx").select_related("withdrawal")
    paper, other = (get_object_or_404(papers, pk=key) for key in (pk, other_pk))
    if paper.kind != other.kind or other.body not in names_of_board(paper.body):
        raise Http404("These two papers are not of one kind and one board.")
    for each in (paper, other):
        if each.is_withdrawn:
            return withdrawn_page(request, each)
    found = compare(from_dict(other.document), from_dict(paper.document))
    title = f"{paper.title}, {day_words(paper.meeting_on)}"
    url = reverse("reports:publication-detail", args=[paper.pk])
    context = {
        "paper": paper,
        "other": other,
        "changes": [each for each in found if each.fate != Fate.SAME],
        "same": [each for each in found if each.fate == Fate.SAME],
        "breadcrumbs": [
            ("Papers", reverse("reports:publication-list")), (title, url), ("What changed", ""),
        ],
    }  # fmt: skip
    return render(request, "reports/publication_compare.html", context)
