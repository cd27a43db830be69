"""Meetings: added and changed."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from corporate_parenting.context import current_council
from corporate_parenting.forms import OnceForm, posted, render_form
from corporate_parenting.submissions import answer_once
from reports import rules, services
from reports.forms import MeetingChangeForm, MeetingFields, MeetingForm
from reports.models import Meeting
from reports.views.loading import check_sees_drafts

NOT_YOURS = "Your role does not include keeping meetings."


@require_http_methods(["GET", "POST"])
def meeting_add(request: HttpRequest) -> HttpResponse:
    check_sees_drafts(request.user)
    if not rules.can_add_meeting(request.user):
        raise PermissionDenied(NOT_YOURS)
    form = MeetingForm(posted(request), initial={"body": current_council().board_name})
    act = partial(_add, request, form)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return _page(request, form, "Add a meeting")


@require_http_methods(["GET", "POST"])
def meeting_change(request: HttpRequest, pk: int) -> HttpResponse:
    check_sees_drafts(request.user)
    meeting = get_object_or_404(Meeting, pk=pk)
    if not rules.can_change_meeting(request.user):
        raise PermissionDenied(NOT_YOURS)
    names = ["version", *MeetingFields.base_fields]
    form = MeetingChangeForm(
        posted(request), initial={name: getattr(meeting, name) for name in names}
    )
    act = partial(_change, request, form, meeting)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return _page(request, form, "Change the meeting")


def _page(request: HttpRequest, form: OnceForm, heading: str) -> HttpResponse:
    back = reverse("reports:report-list")
    return render_form(
        request,
        "reports/form.html",
        form,
        heading=heading,
        cancel_url=back,
        breadcrumbs=[("Drafts", back), (heading, "")],
    )


def _add(request: HttpRequest, form: MeetingForm) -> HttpResponseRedirect:
    meeting = services.add_meeting(by=request.user, **_fields(form))
    messages.success(request, f"{meeting} was added.")
    return redirect("reports:report-list")


def _change(
    request: HttpRequest, form: MeetingChangeForm, meeting: Meeting
) -> HttpResponseRedirect:
    version = form.cleaned_data["version"]
    meeting = services.change_meeting(
        meeting=meeting, version=version, by=request.user, **_fields(form)
    )
    messages.success(request, f"{meeting} was changed.")
    return redirect("reports:report-list")


def _fields(form: MeetingFields) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in MeetingFields.base_fields}
