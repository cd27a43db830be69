"""Which page of a list is asked for."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

ROWS_A_PAGE = 25
MOST_LISTED = 500


class LongListPaginator(Paginator):
    """Pages of the keys of the first 500 rows of a queryset, read in one query.

    Nobody turns twenty pages, and counting ten thousand rows takes longer than all else on the
    page. ``has_more`` tells that there are others, which a narrower filter finds.
    """

    def __init__(self, rows: QuerySet, rows_a_page: int) -> None:
        keys = list(rows.values_list("pk", flat=True)[: MOST_LISTED + 1])
        self.has_more = len(keys) > MOST_LISTED
        super().__init__(keys[:MOST_LISTED], rows_a_page)


def page_of(request: HttpRequest, paginator: Paginator) -> Page:
    """The page that ``?page=`` asks for; Http404 for one that is not there."""
    return page_numbered(request.GET.get("page", "1"), paginator)


def page_numbered(number: str, paginator: Paginator) -> Page:
    try:
        return paginator.page(number)
    except InvalidPage as error:
        raise Http404("There is no such page of the list.") from error
