"""What the pages that read share: who may read, and pages of lists."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest

from actions import rules


def check_reader(user: AbstractBaseUser) -> None:
    """Raises PermissionDenied for whoever may not read the plan, whatever they ask for."""
    if not rules.can_view_plan(user):
        raise PermissionDenied("Your role does not include reading the action plan.")


def page_of(request: HttpRequest, paginator: Paginator) -> Page:
    """The page that ``?page=`` asks for; Http404 for one that is not there."""
    try:
        return paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404("There is no such page of the list.") from error
