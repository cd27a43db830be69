"""The page of one home, its downloads, and its history."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from corporate_parenting.changes import describe
from corporate_parenting.context import council_for
from corporate_parenting.exports import EXPORT_NAMES, EXPORTS, export_response
from corporate_parenting.forms import AsAtForm
from corporate_parenting.paging import ROWS_A_PAGE, page_of
from homes import queries, rules
from homes.editions import Edition
from homes.models import Home
from homes.queries import HomeRow
from homes.views.access import check_reader
from homes.views.home_columns import columns_of, rows_of
from homes.views.parts import area_table, facts_of, of_home, with_answers


@require_safe
def home_detail(request: HttpRequest, pk: int) -> HttpResponse:
    check_reader(request.user)
    day_form = AsAtForm(request.GET, today=timezone.localdate())
    kept = get_object_or_404(Home.objects.select_related("lead"), pk=pk)
    edition = rules.edition_of_home(request.user, kept, day_form.today)
    found = queries.home_timeline(pk, day_form.day or day_form.today, edition)
    if found is None:
        return _not_begun(request, kept, edition, day_form)
    home = found.home
    answers = queries.answers_to(home.inspections, home.requirements, edition)
    context = {
        "timeline": found,
        **of_home(home, edition),
        "facts": facts_of(home, edition, day_form.day or day_form.today),
        "areas": area_table(home.inspections),
        "requirements": with_answers(home.requirements, answers),
        "answers": [each for each in answers if each.requirement is None],
        "other_registrations": _others(request.user, home, day_form.today),
        "may_view_history": rules.can_view_history(request.user),
        "may_record": rules.can_record(request.user, kept, day_form.today),
        "may_change": rules.can_change_homes(request.user),
        **_of_page(pk, home.called, day_form),
    }
    return render(request, "homes/home_detail.html", context, status=day_form.status)


@require_safe
def home_export(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """What the page tells by the day. The file's name names no home."""
    check_reader(request.user)
    day_form = AsAtForm(request.GET, today=timezone.localdate())
    if kind not in EXPORTS or day_form.status != 200:
        raise Http404("There is nothing to export in that form.")
    kept = get_object_or_404(Home.objects.select_related("lead"), pk=pk)
    edition = rules.edition_of_home(request.user, kept, day_form.today)
    found = queries.home_timeline(pk, day_form.day or day_form.today, edition)
    if found is None:
        raise Http404("There is no such home.")
    title = "One home" if edition.is_public else "One home, not for publication"
    return export_response(
        kind,
        title + day_form.words,
        columns_of(edition),
        rows_of(found, edition),
        day_form.today,
        council=council_for(request).name,
    )


def _of_page(pk: int, called: str, day_form: AsAtForm) -> dict[str, object]:
    """The form of the day, and the way here."""
    register = reverse("homes:register") + day_form.query
    return {
        "form": day_form,
        "day": day_form.day,
        "kinds": EXPORT_NAMES.items(),
        "of_day": day_form.query,
        "today_url": reverse("homes:home-detail", args=[pk]),
        "breadcrumbs": [("Homes", register), (called, "")],
    }


def _not_begun(
    request: HttpRequest, kept: Home, edition: Edition, day_form: AsAtForm
) -> HttpResponse:
    """404 where the home is not told of that day, with the first day on which it is."""
    if kept.began_on is None or kept.began_on > day_form.today:
        raise Http404("There is no such home.")
    called = kept.internal_name if edition.names else kept.public_label
    context = {"called": called, "began_on": kept.began_on}
    context |= _of_page(kept.pk, called, day_form)
    return render(request, "homes/home_not_begun.html", context, status=404)


def _others(user: AbstractBaseUser, home: HomeRow, today: date) -> list[tuple[str, int, str]]:
    """(sort, key, name) of the registrations before and after this one, as far as told."""
    sorts = {home.transferred_from: "Registration before", home.transferred_to: "Registered since"}
    rows = Home.objects.filter(pk__in=[key for key in sorts if key]).select_related("lead")
    return [
        (
            sorts[row.pk],
            row.pk,
            row.internal_name
            if rules.edition_of_home(user, row, today).names
            else row.public_label,
        )
        for row in rows.order_by("pk")
    ]


@require_safe
def home_history(request: HttpRequest, pk: int) -> HttpResponse:
    check_reader(request.user)
    if not rules.can_view_history(request.user):
        raise PermissionDenied("Only those who may read everything about homes read the history.")
    home = get_object_or_404(Home, pk=pk)
    page = page_of(request, Paginator(queries.home_events(pk), ROWS_A_PAGE))
    context = {
        "home": home,
        "page": page,
        "entries": [describe(event) for event in page],
        "breadcrumbs": [
            ("Homes", reverse("homes:register")),
            (home.internal_name, reverse("homes:home-detail", args=[pk])),
            ("History", ""),
        ],
    }
    return render(request, "homes/home_history.html", context)
