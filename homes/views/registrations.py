"""The pages on which homes are added, changed, closed and transferred."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_once
from homes import rules, services
from homes.forms import HomeChangeForm, HomeCloseForm, HomeForm, TransferForm
from homes.models import Home
from homes.views.loading import (
    check_may_change,
    home_to_change,
    home_to_end,
    home_url,
    written,
)

PAGE = "homes/home_form.html"


@require_http_methods(["GET", "POST"])
def home_add(request: HttpRequest) -> HttpResponse:
    check_may_change(request)
    form = HomeForm(posted(request))
    is_ready = form.is_valid() and not _asks_for_preview(request)
    if is_ready and (answer := answer_once(request, form, partial(_add, request, form))):
        return answer
    register = reverse("homes:register")
    shown = {"breadcrumbs": [("Homes", register), ("Add a home", "")], "cancel_url": register}
    return render_form(request, PAGE, form, heading="Add a home", save="Add the home", **shown)


def _add(request: HttpRequest, form: HomeForm) -> HttpResponseRedirect:
    home = services.add_home(by=request.user, **form.row_fields())
    messages.success(request, _called(home))
    return HttpResponseRedirect(home_url(home))


@require_http_methods(["GET", "POST"])
def home_change(request: HttpRequest, pk: int) -> HttpResponse:
    home = home_to_change(request, pk)
    with_days = rules.can_change_days(request.user)
    form = HomeChangeForm(posted(request), home=home, with_days=with_days)
    shown = {"home": home, "heading": "Change a home", "save": "Save the change"}
    act = partial(_change, request, form, home)
    is_preview = _asks_for_preview(request)
    return written(request, form, act, template=PAGE, is_preview=is_preview, **shown)


def _change(request: HttpRequest, form: HomeChangeForm, home: Home) -> str:
    given = form.cleaned_data
    home = services.change_home(
        home=home,
        version=given["version"],
        by=request.user,
        reason=given["reason"],
        **form.row_fields(),
    )
    return _called(home)


@require_http_methods(["GET", "POST"])
def home_close(request: HttpRequest, pk: int) -> HttpResponse:
    home = home_to_end(request, pk)
    form = HomeCloseForm(posted(request), home=home)
    act = partial(_close, request, form, home)
    shown = {"heading": "Close a home", "save": "Close the home", "is_warning": True}
    return written(request, form, act, home=home, **shown)


def _close(request: HttpRequest, form: HomeCloseForm, home: Home) -> str:
    given = {name: form.cleaned_data[name] for name in ("version", "closed_on", "reason")}
    services.close_home(home=home, by=request.user, **given)
    return "The home is closed. It is out of the counts from that day on."


@require_http_methods(["GET", "POST"])
def home_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    home = home_to_end(request, pk)
    form = TransferForm(posted(request), home=home)
    act = partial(_transfer, request, form, home)
    shown = {"heading": "Transfer a home", "save": "Transfer the home", "is_warning": True}
    intro = "This registration closes, and the new one starts without a judgement."
    return written(request, form, act, home=home, intro=intro, **shown)


def _transfer(request: HttpRequest, form: TransferForm, home: Home) -> str:
    given = {name: value for name, value in form.cleaned_data.items() if name != "submission"}
    new = services.transfer_home(home=home, by=request.user, **given)
    return f"The home is registered anew as {new.urn}. This registration is closed."


def _asks_for_preview(request: HttpRequest) -> bool:
    return "preview" in request.POST


def _called(home: Home) -> str:
    return f"The home is saved. Papers call it “{home.public_label}”."
