"""What every request and every answer passes through."""

import re
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from corporate_parenting.security_log import record, record_answer

Answer = Callable[[HttpRequest], HttpResponse]

MAX_BODY_BYTES = 11 * 1024 * 1024  # the largest file that is taken (10 MB), and its form
DIGITS = re.compile(r"[0-9]+")
OUR_SESSION = re.compile(r"[a-z0-9]{8,64}")
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(get_response: Answer) -> Answer:
    """Headers that Django does not set itself; nothing of a signed-in page stays in a cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        if not request.path.startswith(f"/{settings.STATIC_URL.lstrip('/')}"):
            response.headers.setdefault("Cache-Control", "no-store")
        record_answer(request, response)
        if request.path.startswith("/admin/"):
            # Django's admin and its history and import pages carry inline styles.
            response._csp_update = {"style-src": [settings.ADMIN_CONTENT_SECURITY_POLICY_STYLE]}
        return response

    return middleware


def refuse_large_bodies(get_response: Answer) -> Answer:
    """413 before anything is read: the form's token is looked for only after the whole body."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if len(length) > 20 or not DIGITS.fullmatch(length) or int(length) > MAX_BODY_BYTES:
            return HttpResponse(render_to_string("413.html"), status=413)
        return get_response(request)

    return middleware


def drop_odd_session_cookies(get_response: Answer) -> Answer:
    """Leave out a session cookie that is none of ours: PostgreSQL cannot look for a NUL."""

    def middleware(request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key is not None and not OUR_SESSION.fullmatch(key):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        return get_response(request)

    return middleware


def refuse_odd_addresses(get_response: Answer) -> Answer:
    """400 for a NUL in the address: PostgreSQL cannot hold one, and nobody types one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("The address holds a character that no text can hold.")
        return get_response(request)

    return middleware


def session_limits(get_response: Answer) -> Answer:
    """Sign out after half an hour without a request, and after ten hours in any case.

    The moment of the last request is written at most once a minute.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        # A visitor without a session has none to end, and must not be given one.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _end_or_touch(request)
        return get_response(request)

    return middleware


def _end_or_touch(request: HttpRequest) -> None:
    now = int(time.time())
    seen = request.session.get("seen_at")
    started = request.session.get("started_at", now)
    idle = seen is not None and now - seen > settings.SESSION_IDLE_SECONDS
    if idle or now - started > settings.SESSION_COOKIE_AGE:
        record("session ended", user=request.session.get(SESSION_KEY))
        logout(request)
    elif not request.session.is_empty() and (seen is None or now - seen >= 60):
        request.session["seen_at"] = now
        request.session["started_at"] = started
