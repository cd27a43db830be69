"""Which edition of a paper a reader gets, and the security log's line for one that is exempt."""

from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse

from corporate_parenting.security_log import record
from reports import queries, rules
from reports.document import Document, from_dict
from reports.kinds import Edition
from reports.models import Publication, Rendering, Report

PRIVATE = "private, no-store"
"""Of an exempt paper no computer keeps a copy that its reader did not ask for."""


def offered(user: AbstractBaseUser, paper: Publication | Rendering) -> list[Edition]:
    """The editions of the paper that this person may read, the fullest last."""
    return queries.editions_in(paper, rules.editions_for(user))


def edition_asked(
    user: AbstractBaseUser, paper: Publication | Rendering, edition: Edition
) -> Edition:
    """The edition, or Http404: whoever may not read it is not told that there is one."""
    if edition not in offered(user, paper):
        raise Http404("There is no such paper.")
    return edition


def words_for(user: AbstractBaseUser, paper: Publication) -> tuple[Edition, Document]:
    """The fullest edition that this person may read."""
    edition = offered(user, paper)[-1]
    return edition, from_dict(queries.in_edition(paper, edition, "document").document)


def handed_out(
    request: HttpRequest,
    response: HttpResponse,
    paper: Publication | Rendering | Report,
    edition: Edition,
    form: str,
) -> HttpResponse:
    """The response; of an exempt edition kept nowhere, and told to the security log.

    ``paper`` is the report itself where a draft is read before its paper is made.
    """
    if edition is not Edition.PUBLIC:
        response["Cache-Control"] = PRIVATE
    record_reading(request, paper, edition, form)
    return response


def record_reading(
    request: HttpRequest, paper: Publication | Rendering, edition: Edition, form: str
) -> None:
    """A line in the security log, if the edition is exempt."""
    if edition is not Edition.PUBLIC:
        facts = {paper._meta.model_name: paper.pk, "edition": edition.value, "form": form}
        record("exempt paper", user=request.user.pk, **facts)
