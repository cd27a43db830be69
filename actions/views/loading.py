"""What the pages that write share: whose row it is, what was sent, and the way back."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

from actions.models import Action, ProgressNote, Strand
from actions.views.access import check_reader

LONGEST_ADDRESS = 500
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


def page_before(request: HttpRequest) -> str:
    """The page of ours that ``next`` names, or nothing."""
    url = request.POST.get("next") or request.GET.get("next", "")
    # As it is kept with the form: a letter with an accent takes six characters there.
    is_short = len(url) <= LONGEST_ADDRESS and len(iri_to_uri(url)) <= LONGEST_ADDRESS
    is_ours = is_short and url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours else ""


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
