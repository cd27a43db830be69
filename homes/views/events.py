"""The pages on notices of the inspectorate and on visits of our own."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import posted
from homes import services
from homes.forms import (
    NoticeCorrectionForm,
    NoticeEndForm,
    NoticeForm,
    VisitCorrectionForm,
    VisitForm,
)
from homes.models import Home, Notice, Visit
from homes.views.loading import home_to_record, notice_to_record, visit_to_record, written


@require_http_methods(["GET", "POST"])
def visit_add(request: HttpRequest, home_pk: int) -> HttpResponse:
    home = home_to_record(request, home_pk)
    form = VisitForm(posted(request))
    act = partial(_record_visit, request, form, home)
    return written(request, form, act, home=home, heading="Record a visit", save="Record the visit")


def _record_visit(request: HttpRequest, form: VisitForm, home: Home) -> str:
    visit = services.record_visit(home=home, **_by_today(request), **form.row_fields())
    return f"{visit} is recorded."


@require_http_methods(["GET", "POST"])
def visit_correct(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_to_record(request, pk)
    form = VisitCorrectionForm(posted(request), visit=visit)
    act = partial(_correct_visit, request, form, visit)
    shown = {"heading": "Correct a visit", "save": "Save the correction"}
    return written(request, form, act, home=visit.home, **shown)


def _correct_visit(request: HttpRequest, form: VisitCorrectionForm, visit: Visit) -> str:
    visit = services.correct_visit(
        visit=visit, **_by_today(request), **_version_and_reason(form), **form.row_fields()
    )
    return f"{visit} is corrected."


@require_http_methods(["GET", "POST"])
def notice_add(request: HttpRequest, home_pk: int) -> HttpResponse:
    home = home_to_record(request, home_pk)
    form = NoticeForm(posted(request))
    act = partial(_record_notice, request, form, home)
    return written(
        request, form, act, home=home, heading="Record a notice", save="Record the notice"
    )


def _record_notice(request: HttpRequest, form: NoticeForm, home: Home) -> str:
    notice = services.record_notice(home=home, **_by_today(request), **form.row_fields())
    return f"{notice} is recorded."


@require_http_methods(["GET", "POST"])
def notice_end(request: HttpRequest, pk: int) -> HttpResponse:
    notice = notice_to_record(request, pk)
    form = NoticeEndForm(posted(request), notice=notice)
    act = partial(_end_notice, request, form, notice)
    shown = {"heading": "Say that a notice ended", "save": "It ended", "intro": str(notice)}
    return written(request, form, act, home=notice.home, **shown)


def _end_notice(request: HttpRequest, form: NoticeEndForm, notice: Notice) -> str:
    services.end_notice(
        notice=notice,
        ended_on=form.cleaned_data["ended_on"],
        **_by_today(request),
        **_version_and_reason(form),
    )
    return f"{notice} stands no longer."


@require_http_methods(["GET", "POST"])
def notice_correct(request: HttpRequest, pk: int) -> HttpResponse:
    notice = notice_to_record(request, pk)
    form = NoticeCorrectionForm(posted(request), notice=notice)
    act = partial(_correct_notice, request, form, notice)
    shown = {"heading": "Correct a notice", "save": "Save the correction"}
    return written(request, form, act, home=notice.home, **shown)


def _correct_notice(request: HttpRequest, form: NoticeCorrectionForm, notice: Notice) -> str:
    notice = services.correct_notice(
        notice=notice, **_by_today(request), **_version_and_reason(form), **form.row_fields()
    )
    return f"{notice} is corrected."


def _by_today(request: HttpRequest) -> dict[str, object]:
    return {"by": request.user, "on": timezone.localdate()}


def _version_and_reason(form: object) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in ("version", "reason")}
