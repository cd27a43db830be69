"""Pages of what people said, and of what of it a draft quotes."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from corporate_parenting.forms import OnceForm, posted, render_form
from corporate_parenting.paging import page_of
from corporate_parenting.submissions import answer_once
from reports import queries, rules, services
from reports.forms import (
    QuotationChangeForm,
    QuotationFields,
    QuotationForm,
    QuotationRemoveForm,
    QuotedForm,
)
from reports.models import Quotation, Report
from reports.views.loading import check_sees_drafts, crumbs, report_to_write, report_url

QUOTATIONS_A_PAGE = 25
NOT_YOURS = "Your role does not include keeping quotations."
ADD, CHANGE, REMOVE = "Add a quotation", "Change the quotation", "Remove the quotation"
CHOOSE = "Quotations in the paper"


def _check_keeps(user: AbstractBaseUser) -> None:
    check_sees_drafts(user)
    if not rules.can_keep_quotations(user):
        raise PermissionDenied(NOT_YOURS)


def _quotation_for(user: AbstractBaseUser, pk: int) -> Quotation:
    check_sees_drafts(user)
    quotation = get_object_or_404(queries.quotations_kept(), pk=pk)
    _check_keeps(user)
    return quotation


@require_safe
def quotation_list(request: HttpRequest) -> HttpResponse:
    _check_keeps(request.user)
    page = page_of(request, Paginator(queries.quotations_kept(), QUOTATIONS_A_PAGE))
    trail = [("Drafts", reverse("reports:report-list")), ("Quotations", "")]
    return render(request, "reports/quotation_list.html", {"page": page, "breadcrumbs": trail})


@require_http_methods(["GET", "POST"])
def quotation_add(request: HttpRequest) -> HttpResponse:
    _check_keeps(request.user)
    form = QuotationForm(posted(request), today=timezone.localdate())
    act = partial(_add, request, form)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return _page(request, form, ADD)


def _add(request: HttpRequest, form: QuotationForm) -> HttpResponseRedirect:
    quotation = services.add_quotation(by=request.user, **_fields(form))
    messages.success(request, f"The quotation of {quotation} was added.")
    return redirect("reports:quotation-list")


@require_http_methods(["GET", "POST"])
def quotation_change(request: HttpRequest, pk: int) -> HttpResponse:
    quotation = _quotation_for(request.user, pk)
    names = ["version", *QuotationFields.base_fields]
    initial = {name: getattr(quotation, name) for name in names}
    form = QuotationChangeForm(posted(request), today=timezone.localdate(), initial=initial)
    act = partial(_change, request, form, quotation)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return _page(request, form, CHANGE)


def _change(
    request: HttpRequest, form: QuotationChangeForm, quotation: Quotation
) -> HttpResponseRedirect:
    version = form.cleaned_data["version"]
    quotation = services.change_quotation(
        quotation=quotation, version=version, by=request.user, **_fields(form)
    )
    messages.success(request, f"The quotation of {quotation} was changed.")
    return redirect("reports:quotation-list")


@require_http_methods(["GET", "POST"])
def quotation_remove(request: HttpRequest, pk: int) -> HttpResponse:
    quotation = _quotation_for(request.user, pk)
    form = QuotationRemoveForm(posted(request), initial={"version": quotation.version})
    act = partial(_remove, request, form, quotation)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return _page(request, form, REMOVE, "reports/quotation_remove.html", quotation=quotation)


def _remove(
    request: HttpRequest, form: QuotationRemoveForm, quotation: Quotation
) -> HttpResponseRedirect:
    version = form.cleaned_data["version"]
    services.remove_quotation(quotation=quotation, version=version, by=request.user)
    messages.success(request, f"The quotation of {quotation} was removed.")
    return redirect("reports:quotation-list")


def _page(
    request: HttpRequest,
    form: OnceForm,
    heading: str,
    template: str = "reports/form.html",
    **context: object,
) -> HttpResponse:
    back = reverse("reports:quotation-list")
    drafts = ("Drafts", reverse("reports:report-list"))
    trail = [drafts, ("Quotations", back), (heading, "")]
    return render_form(
        request, template, form, heading=heading, cancel_url=back, breadcrumbs=trail, **context
    )


def _fields(form: QuotationFields) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in QuotationFields.base_fields}


@require_http_methods(["GET", "POST"])
def report_quotations(request: HttpRequest, pk: int) -> HttpResponse:
    """Which quotations a draft has, in which order, and the headings above them."""
    report = report_to_write(request.user, pk)
    if not report.has_section("quotations"):
        raise Http404("Papers of this kind quote nobody.")
    offered = queries.quotations_to_choose(report)
    form = QuotedForm(posted(request), offered=offered, report=report)
    act = partial(_choose, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return render_form(
        request,
        "reports/report_quotations.html",
        form,
        heading=CHOOSE,
        report=report,
        breadcrumbs=crumbs(report, CHOOSE),
    )


def _choose(request: HttpRequest, form: QuotedForm, report: Report) -> HttpResponseRedirect:
    version = form.cleaned_data["version"]
    services.choose_quotations(
        report=report, version=version, places=form.places(), by=request.user
    )
    messages.success(request, "The quotations were saved.")
    return redirect(report_url(report))
