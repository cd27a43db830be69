"""What the pages that write share: whose row it is, what was sent, and the way back."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from actions.models import Action, ProgressNote, Strand
from actions.views.access import check_reader
from corporate_parenting.forms import OnceForm, render_form
from corporate_parenting.submissions import page_before

Crumbs = list[tuple[str, str]]


def action_for(user, pk: int) -> Action:
    check_reader(user)
    return get_object_or_404(Action.objects.select_related("priority__plan"), pk=pk)


def strand_for(user, pk: int) -> Strand:
    check_reader(user)
    return get_object_or_404(Strand.objects.select_related("action__priority__plan"), pk=pk)


def note_for(user, pk: int) -> ProgressNote:
    check_reader(user)
    notes = ProgressNote.objects.select_related("action__priority__plan", "strand", "author")
    return get_object_or_404(notes, pk=pk)


def back(request: HttpRequest, action: Action) -> HttpResponseRedirect:
    """To where the form was opened, else to the action."""
    return HttpResponseRedirect(page_before(request) or action_url(action))


def action_url(action: Action) -> str:
    return reverse("actions:action-detail", kwargs={"pk": action.pk})


def crumbs(action: Action, here: str) -> Crumbs:
    return [
        ("Plan", reverse("actions:plan-detail", kwargs={"pk": action.priority.plan_id})),
        (action.reference, action_url(action)),
        (here, ""),
    ]


def action_page(
    request: HttpRequest,
    template: str,
    form: OnceForm,
    action: Action,
    heading: str,
    **more: object,
) -> HttpResponse:
    """The page of a form about an action, with the way back to where its reader came from."""
    return render_form(
        request,
        template,
        form,
        heading=heading,
        action=action,
        breadcrumbs=crumbs(action, heading),
        next=page_before(request),
        cancel_url=page_before(request) or action_url(action),
        **more,
    )
