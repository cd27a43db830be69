"""What the pages that write share: the row, who may, the answer and the way back."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from corporate_parenting.forms import OnceForm, render_form
from corporate_parenting.submissions import answer_once
from homes import rules
from homes.models import (
    AuthorityInspection,
    Home,
    ImprovementAction,
    Inspection,
    Notice,
    Requirement,
    Visit,
)
from homes.views.access import check_reader

NOT_RECORDED = "Officers and whoever answers for a home record what happens to it."
NOT_COUNCIL = "Officers record inspections of the council."
NOT_CHANGED = "Officers and administrators change homes."
NOT_DATED = "Closing and transferring is for those who may know of every inspection."


def home_to_record(request: HttpRequest, pk: int) -> Home:
    """Raises PermissionDenied for whoever does not record for this home."""
    check_reader(request.user)
    home = get_object_or_404(Home.objects.select_related("lead"), pk=pk)
    _check_recorder(request, home)
    return home


def home_to_change(request: HttpRequest, pk: int) -> Home:
    check_reader(request.user)
    check_may_change(request)
    return get_object_or_404(Home.objects.select_related("lead"), pk=pk)


def home_to_end(request: HttpRequest, pk: int) -> Home:
    """For closing and transferring: a day that is refused tells of an inspection."""
    home = home_to_change(request, pk)
    if not rules.can_change_days(request.user):
        raise PermissionDenied(NOT_DATED)
    return home


def check_may_change(request: HttpRequest) -> None:
    if not rules.can_change_homes(request.user):
        raise PermissionDenied(NOT_CHANGED)


def inspection_to_record(request: HttpRequest, pk: int) -> Inspection:
    rows = Inspection.objects.select_related("home__lead", "scale")
    return _to_record(request, rows, pk, lambda row: row)


def requirement_to_record(request: HttpRequest, pk: int) -> Requirement:
    rows = Requirement.objects.select_related("inspection__home__lead")
    return _to_record(request, rows, pk, lambda row: row.inspection)


def link_to_record(request: HttpRequest, pk: int) -> ImprovementAction:
    rows = ImprovementAction.objects.select_related(
        "inspection__home__lead", "action__priority", "requirement"
    )
    return _to_record(request, rows, pk, lambda row: row.inspection)


def home_of_gone_link(request: HttpRequest, pk: int) -> Home | None:
    """Where a link was taken away, its home for whoever records for that; else None."""
    gone = ImprovementAction.history.filter(id=pk, history_type="-").first()
    return inspection_to_record(request, gone.inspection_id).home if gone else None


def notice_to_record(request: HttpRequest, pk: int) -> Notice:
    rows = Notice.objects.select_related("home__lead")
    return _to_record(request, rows, pk, lambda row: row)


def check_council_recorder(request: HttpRequest) -> None:
    check_reader(request.user)
    if not rules.can_record_authority(request.user):
        raise PermissionDenied(NOT_COUNCIL)


def council_inspection_to_record(request: HttpRequest, pk: int) -> AuthorityInspection:
    """404 for one that the person may not know of."""
    check_reader(request.user)
    row = get_object_or_404(AuthorityInspection.objects.select_related("scale"), pk=pk)
    today = timezone.localdate()
    if not rules.edition_for(request.user, today).tells(row.published_on, today):
        raise Http404("There is no such page.")
    check_council_recorder(request)
    return row


def visit_to_record(request: HttpRequest, pk: int) -> Visit:
    check_reader(request.user)
    visit = get_object_or_404(Visit.objects.select_related("home__lead"), pk=pk)
    _check_recorder(request, visit.home)
    return visit


def _to_record(
    request: HttpRequest, rows: QuerySet, pk: int, told_by: Callable[[object], object]
) -> object:
    """404 where the person may not know of the row, before 403 for what they may not do."""
    check_reader(request.user)
    row = get_object_or_404(rows, pk=pk)
    told, today = told_by(row), timezone.localdate()
    edition = rules.edition_of_home(request.user, told.home, today)
    if not edition.tells(told.published_on, today):
        raise Http404("There is no such page.")
    _check_recorder(request, told.home)
    return row


def _check_recorder(request: HttpRequest, home: Home) -> None:
    if not rules.can_record(request.user, home, timezone.localdate()):
        raise PermissionDenied(NOT_RECORDED)


def name_for(request: HttpRequest, home: Home) -> str:
    """What this person calls the home."""
    edition = rules.edition_of_home(request.user, home, timezone.localdate())
    return home.internal_name if edition.names else home.public_label


def home_url(home: Home) -> str:
    return reverse("homes:home-detail", args=[home.pk])


def written(
    request: HttpRequest, form: OnceForm, act: Callable[[], str], *, home: Home, **more: object
) -> HttpResponse:
    """As ``written_to``, with the home's page behind it."""
    back, name = home_url(home), name_for(request, home)
    crumbs = [("Homes", reverse("homes:register")), (name, back)]
    return written_to(request, form, act, back=back, name=name, crumbs=crumbs, home=home, **more)


def written_to(
    request: HttpRequest,
    form: OnceForm,
    act: Callable[[], str],
    *,
    back: str,
    name: str,
    crumbs: list[tuple[str, str]],
    heading: str,
    save: str,
    template: str = "homes/record_form.html",
    is_preview: bool = False,
    **more: object,
) -> HttpResponse:
    """Once the form is sound, what ``act`` says and the page ``back``; else the form again.

    ``name``: of what the form is about. ``is_preview``: the form is only shown again, with what
    its words come to.
    """
    save_once = partial(answer_once, request, form, partial(_done, request, back, act))
    if form.is_valid() and not is_preview and (answer := save_once()):
        return answer
    shown = {"heading": heading, "save": save, "name": name, "cancel_url": back}
    crumbs = [*crumbs, (heading, "")]
    return render_form(request, template, form, breadcrumbs=crumbs, **shown | more)


def _done(request: HttpRequest, back: str, act: Callable[[], str]) -> HttpResponseRedirect:
    messages.success(request, act())
    return HttpResponseRedirect(back)
