"""The security log: who came, who was turned away, and who changed what others may do.

One line an event, to the logger ``security``. It names rows by their keys: nothing that somebody
typed stands in it, but for the path of an address, and that as Python writes a text, on one line.
"""

import logging

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse

security_log = logging.getLogger("security")

# What is worth a line once it was done: (route, method) and the status that says so.
EVENTS = {
    ("actions:action-export", "GET"): ("export", 200),
    ("actions:import-add", "POST"): ("import read", 302),
    ("actions:import-review", "POST"): ("import", 302),
    ("reports:report-clear", "POST"): ("clear", 302),
    ("reports:report-release", "POST"): ("release", 302),
    ("reports:report-publish", "POST"): ("publish", 302),
    ("reports:report-withdraw", "POST"): ("withdraw", 302),
    ("mfa_activate_totp", "POST"): ("second factor set", 302),
    ("mfa_deactivate_totp", "POST"): ("second factor removed", 302),
}


def record(event: str, **facts: object) -> None:
    """One line: ``event`` in our words, then each fact as ``name=value``."""
    security_log.info("%s %s", event, " ".join(f"{name}={facts[name]!r}" for name in facts))


def client_address(request: HttpRequest) -> str:
    """The address that the throttling goes by."""
    return get_adapter().get_client_ip(request)


def record_answer(request: HttpRequest, response: HttpResponse) -> None:
    """A line for a refusal to somebody signed in, and for what ``EVENTS`` lists."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return
    event = _event(request, response)
    if event is not None:
        facts = {"user": user.pk, "method": request.method, "path": request.path[:200]}
        record(event, status=response.status_code, **facts)


def _event(request: HttpRequest, response: HttpResponse) -> str | None:
    if response.status_code in (403, 404):
        return "refused"
    match = getattr(request, "resolver_match", None)
    event, status = EVENTS.get((match and match.view_name, request.method), (None, None))
    return event if response.status_code == status else None
