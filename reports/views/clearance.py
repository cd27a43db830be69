"""Pages of the steps between a draft and its publication, and of what is said on the way."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from corporate_parenting.forms import VersionedForm, posted, render_form
from corporate_parenting.submissions import answer_once
from reports import queries, rules, services
from reports.checking import open_findings
from reports.document import from_dict
from reports.forms import ClearForm, CommentForm, ReturnForm, SettleForm, SubmitForm
from reports.kinds import Edition
from reports.models import Comment, Rendering, Report
from reports.paragraphs import paragraphs, placed
from reports.queries.editions import Paper
from reports.views.editions import handed_out, offered
from reports.views.loading import (
    WITHHELD,
    check_sees_drafts,
    check_writes,
    crumbs,
    finished_paper,
    report_for,
    report_to_write,
    report_url,
    seen_in,
    step_page,
)

State = Report.State


@require_http_methods(["GET", "POST"])
def report_submit(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_to_write(request.user, pk)
    rendering = finished_paper(report)
    returned = queries.returned_with(queries.life_of(report), report)
    is_unchanged = queries.is_as_returned(report, rendering)
    asked = {"is_returned": returned is not None, "is_unchanged": is_unchanged}
    form = SubmitForm(posted(request), initial={"version": report.version}, **asked)
    act = partial(_submit, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return step_page(
        request,
        form,
        report,
        rendering,
        [State.DRAFTING],
        returned=returned,
        is_unchanged=is_unchanged,
        heading="Send the paper to clearance",
        lead="Nothing in it can be changed until it is returned.",
        save="Send to clearance",
        open_checks=len(open_findings(report)) if report.is_open else 0,
        unsettled=report.comments.filter(answer="").count(),
    )


def _submit(request: HttpRequest, form: SubmitForm, report: Report) -> HttpResponseRedirect:
    answer = form.cleaned_data.get("answer", "")
    services.submit_report(report=report, by=request.user, answer=answer, **_given(form, "version"))
    messages.success(request, "The paper is in clearance.")
    return redirect(report_url(report))


@require_http_methods(["GET", "POST"])
def report_return(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_for(request.user, pk)
    if not rules.can_return(request.user, report):
        raise PermissionDenied("Your role does not include returning this paper.")
    form = ReturnForm(posted(request), initial={"version": report.version})
    act = partial(_return, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return step_page(
        request,
        form,
        report,
        finished_paper(report),
        [State.IN_CLEARANCE, State.CLEARED, State.RELEASED],
        heading="Return the paper to its author",
        lead="It has to be cleared again before it is published.",
        save="Return the paper",
        always=True,
    )


def _return(request: HttpRequest, form: ReturnForm, report: Report) -> HttpResponseRedirect:
    services.return_report(report=report, by=request.user, **_given(form, "version", "reason"))
    messages.success(request, f"The paper was returned to {report.author}.")
    return redirect(report_url(report))


@require_http_methods(["GET", "POST"])
def report_clear(request: HttpRequest, pk: int) -> HttpResponse:
    """For an approver: the bytes to read, and the form that names them by their hash."""
    report = report_for(request.user, pk)
    if not rules.can_clear(request.user, report):
        raise PermissionDenied("A paper is cleared by an approver who did not write it.")
    rendering = finished_paper(report)
    form = ClearForm(posted(request), initial=seen_in(report, rendering))
    act = partial(_clear, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return step_page(
        request,
        form,
        report,
        rendering,
        [State.IN_CLEARANCE],
        heading="Clear the paper",
        lead=f"{report.author} wrote this paper for {report.meeting}.",
        save="Clear this paper",
        again=queries.sent_again(queries.life_of(report)),
        warnings=queries.warnings_of(rendering) if rendering else (),
        unsettled=report.comments.filter(answer="").count(),
    )


def _clear(request: HttpRequest, form: ClearForm, report: Report) -> HttpResponseRedirect:
    services.clear_report(report=report, by=request.user, **_given(form, "version", "sha256_pdf"))
    messages.success(request, "The paper is cleared. Democratic services can release it.")
    return redirect(report_url(report))


@require_http_methods(["GET", "POST"])
def report_release(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_for(request.user, pk)
    if not rules.can_publish(request.user, report):
        raise PermissionDenied("A paper is released by democratic services or an approver.")
    form = VersionedForm(posted(request), initial={"version": report.version})
    act = partial(_release, request, form, report)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return step_page(
        request,
        form,
        report,
        finished_paper(report),
        [State.CLEARED],
        clearance=queries.newest_clearance(report),
        heading="Release the paper",
        lead="It is then ready to be published.",
        save="Release this paper",
    )


def _release(request: HttpRequest, form: VersionedForm, report: Report) -> HttpResponseRedirect:
    services.release_report(report=report, by=request.user, **_given(form, "version"))
    messages.success(request, "The paper is released. It can be published.")
    return redirect(report_url(report))


def _given(form: VersionedForm, *names: str) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in names}


@require_safe
def report_clearance(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest paper, paragraph by paragraph in one edition, each with what was said of it."""
    report = report_for(request.user, pk)
    rendering, editions, edition, paper = _newest(request, report)
    withheld = WITHHELD if queries.withheld_from(request.user, report) else ""
    is_read = paper is not None and not withheld
    context = {
        "report": report,
        "rendering": rendering,
        "editions": editions if is_read else [],
        "edition": edition,
        "withheld": withheld,
        **(_said(report, rendering, editions, paper) if is_read else {}),
        "can_comment": rules.can_comment(request.user) and report.is_in_hands,
        "can_settle": rules.can_write_report(request.user) and not report.is_told,
        "can_get_bytes": rules.can_get_bytes(request.user, report),
        "breadcrumbs": crumbs(report, "Paragraph by paragraph"),
    }
    response = render(request, "reports/report_clearance.html", context)
    if not is_read:
        return response
    # Comments quote what they are on, of another edition as well.
    read = max([edition, *(other for other, _ in context["elsewhere"])], key=list(Edition).index)
    return handed_out(request, response, rendering, read, "paragraphs")


def _said(
    report: Report, rendering: Rendering, editions: list[Edition], paper: Paper
) -> dict[str, list]:
    """Each paragraph with its comments; then those on words of other editions, the fullest first,
    and those on words that none has any more.
    """
    passages = paragraphs(from_dict(paper.document))
    found, lost = placed(queries.comments_of(report), passages, paper.sha256_document)
    elsewhere = []
    for edition in reversed(editions if lost else []):
        other = queries.in_edition(rendering, edition, "document", "sha256_document")
        places = paragraphs(from_dict(other.document))
        there, lost = placed(lost, places, other.sha256_document)
        elsewhere += [(edition, comment) for said in there.values() for comment in said]
    return {
        "rows": [(passage, found.get(passage.place, ())) for passage in passages],
        "elsewhere": elsewhere,
        "lost": lost,
    }


@require_http_methods(["GET", "POST"])
def comment_add(request: HttpRequest, report_pk: int, place: int) -> HttpResponse:
    report = report_for(request.user, report_pk)
    if not rules.can_comment(request.user):
        raise PermissionDenied("Your role does not include comments on papers.")
    if queries.withheld_from(request.user, report):
        raise PermissionDenied(WITHHELD)
    rendering, edition, paper, passage = _passage(request, report, place)
    back = f"{_reading(report)}?edition={edition}#p{place}"
    form = CommentForm(posted(request), initial={"sha256_document": paper.sha256_document})
    act = partial(_add_comment, request, form, report, place, back)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    response = render_form(
        request,
        "reports/comment_form.html",
        form,
        heading="Comment on a paragraph",
        passage=passage,
        save="Save the comment",
        cancel_url=back,
        breadcrumbs=crumbs(report, "Comment on a paragraph"),
    )
    return handed_out(request, response, rendering, edition, "paragraph")


def _newest(request: HttpRequest, report: Report) -> tuple:
    """The newest finished paper, its editions that this person may read, and the one asked for.

    Without asking it is the fullest.
    """
    rendering = report.renderings.filter(state=Rendering.State.READY).newest_first().first()
    if rendering is None:
        return None, [], Edition.PUBLIC, None
    editions = offered(request.user, rendering)
    asked = request.GET.get("edition", editions[-1])
    edition = next((each for each in editions if each == asked), None)
    if edition is None:
        raise Http404("The paper has no such edition.")
    paper = queries.in_edition(rendering, edition, "document", "sha256_document")
    return rendering, editions, edition, paper


def _passage(request: HttpRequest, report: Report, place: int) -> tuple:
    """As above, with the paragraph at the place; Http404 where there is none."""
    rendering, _, edition, paper = _newest(request, report)
    passages = paragraphs(from_dict(paper.document)) if paper else ()
    if not 1 <= place <= len(passages):
        raise Http404("The paper has no such paragraph.")
    return rendering, edition, paper, passages[place - 1]


def _add_comment(
    request: HttpRequest, form: CommentForm, report: Report, place: int, back: str
) -> HttpResponseRedirect:
    services.add_comment(
        report=report,
        place=place,
        by=request.user,
        at=timezone.now(),
        **{name: form.cleaned_data[name] for name in ("sha256_document", "text")},
    )
    messages.success(request, "The comment was saved.")
    return redirect(back)


@require_http_methods(["GET", "POST"])
def comment_settle(request: HttpRequest, pk: int) -> HttpResponse:
    check_sees_drafts(request.user)
    comments = Comment.objects.select_related("report__meeting", "author")
    comment = get_object_or_404(comments, pk=pk)
    check_writes(request.user)
    initial = {"version": comment.version, "answer": comment.answer}
    form = SettleForm(posted(request), initial=initial)
    act = partial(_settle, request, form, comment)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    return render_form(
        request,
        "reports/comment_form.html",
        form,
        heading="Answer a comment",
        comment=comment,
        cancel_url=_reading(comment.report),
        breadcrumbs=crumbs(comment.report, "Answer a comment"),
    )


def _settle(request: HttpRequest, form: SettleForm, comment: Comment) -> HttpResponseRedirect:
    services.settle_comment(
        comment=comment, by=request.user, at=timezone.now(), **_given(form, "version", "answer")
    )
    messages.success(request, "The answer was saved.")
    return redirect(f"{_reading(comment.report)}#comment-{comment.pk}")


def _reading(report: Report) -> str:
    return reverse("reports:report-clearance", args=[report.pk])
