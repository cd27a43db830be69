"""Which page of a list is asked for."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest


def page_of(request: HttpRequest, paginator: Paginator) -> Page:
    """The page that ``?page=`` asks for; Http404 for one that is not there."""
    try:
        return paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404("There is no such page of the list.") from error
