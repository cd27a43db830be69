"""Act on a form once, however often it is sent."""

import hashlib
import json
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

from corporate_parenting.forms import OnceForm
from corporate_parenting.models import Submission
from corporate_parenting.versions import Conflict

# As the two databases name it when a save waited for another in vain.
LOCKED = ("55P03", "40P01", "SQLITE_BUSY", "SQLITE_LOCKED")
LONGEST_ADDRESS = Submission._meta.get_field("answer").max_length


def answer_once(
    request: HttpRequest, form: OnceForm, act: Callable[[], HttpResponseRedirect]
) -> HttpResponse | None:
    """``act`` in one transaction with the form's one-time token, and its redirect.

    A form that was sent before gets the redirect of the first time, if it said the same. None
    means that nothing was saved and the form says why: show it again with ``render_form``.
    """
    try:
        with transaction.atomic():
            return _first_or_same_answer(request, form, act)
    except Conflict as conflict:
        form.show_conflict(conflict)
    except ValidationError as error:
        form.show_refusal(error)
    except OperationalError as error:
        if not _waited_for_another(error):
            raise
        form.show_held_up()
    return None


def page_before(request: HttpRequest) -> str:
    """The page of ours that ``next`` names, or nothing."""
    url = request.POST.get("next") or request.GET.get("next", "")
    # As it is kept with the form: a letter with an accent takes six characters there.
    is_short = len(url) <= LONGEST_ADDRESS and len(iri_to_uri(url)) <= LONGEST_ADDRESS
    is_ours = is_short and url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours else ""


def _waited_for_another(error: OperationalError) -> bool:
    cause = error.__cause__
    code = getattr(cause, "pgcode", "") or getattr(cause, "sqlite_errorname", "")
    return code.startswith(LOCKED)


def answer_before(request: HttpRequest, form: OnceForm) -> HttpResponse | None:
    """The answer of the first time, where a second look at the form could not find it valid."""
    token = form["submission"].data
    try:
        submission = Submission.objects.filter(
            token=token or None, user=request.user, sha256=words_hash(request)
        ).first()
    except ValidationError:
        return None  # no token at all: the form says so itself
    return HttpResponseRedirect(submission.answer) if submission else None


def words_hash(request: HttpRequest) -> str:
    """SHA-256 of what was sent and where to; of files the names and sizes."""
    sent = {
        "path": request.get_full_path(),
        "fields": {k: v for k, v in request.POST.lists() if k != "csrfmiddlewaretoken"},
        "files": {k: [(f.name, f.size) for f in files] for k, files in request.FILES.lists()},
    }
    return hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()


def _first_or_same_answer(
    request: HttpRequest, form: OnceForm, act: Callable[[], HttpResponseRedirect]
) -> HttpResponse | None:
    sha256 = words_hash(request)
    submission, is_first = Submission.objects.get_or_create(
        token=form.cleaned_data["submission"], defaults={"user": request.user, "sha256": sha256}
    )
    if not is_first:
        if submission.user_id != request.user.pk:
            raise PermissionDenied("This form was sent by somebody else.")
        if submission.sha256 != sha256:
            form.show_other_words()
            return None
        return HttpResponseRedirect(submission.answer)
    response = act()
    submission.answer = response.url
    submission.full_clean(exclude=["token", "user"])
    submission.save(update_fields=["answer"])
    return response
