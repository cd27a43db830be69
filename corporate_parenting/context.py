"""What every page shows: the council's name and words, and where one can go."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from corporate_parenting.models import Council
from corporate_parenting.words import capitalised, plural


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url: str
    is_current: bool


# (label, name of the route, permission), in the order of the bar; apps are named in strings.
NAVIGATION = [
    ("My {actions}", "actions:my-actions", "actions.view_plan"),
    ("Plan", "actions:plan-current", "actions.view_plan"),
    ("{actions}", "actions:action-list", "actions.view_plan"),
    ("Scorecard", "scorecard:scorecard", "scorecard.view_indicator"),
    ("Homes", "homes:register", "homes.view_home"),
    ("Drafts", "reports:report-list", "reports.view_report"),
    ("Papers", "reports:publication-list", "reports.view_publication"),
    ("Admin", "admin:index", None),
]
# Addresses that lie beside their place in the bar, and that place.
BESIDE = {
    "/plans/": "actions:plan-current",
    "/priorities/": "actions:plan-current",
    "/strands/": "actions:action-list",
    "/notes/": "actions:action-list",
    "/leads/": "actions:action-list",
    "/papers/meetings/": "reports:report-list",
    "/papers/quotations/": "reports:report-list",
    "/papers/regular-reports/": "reports:report-list",
}


def current_council() -> Council:
    """The council's row, or its defaults before anybody has saved it."""
    return Council.objects.first() or Council(pk=1, name="Your council")


def council_for(request: HttpRequest) -> Council:
    """The council's row, read once a request, by the view or by its template."""
    if not hasattr(request, "council"):
        request.council = current_council()
    return request.council


def council_and_navigation(request: HttpRequest) -> dict[str, object]:
    """``council`` and ``navigation``, each worked out only when a template asks."""
    council = SimpleLazyObject(lambda: council_for(request))
    return {
        "council": council,
        "navigation": SimpleLazyObject(lambda: _navigation(request, council)),
    }


def _navigation(request: HttpRequest, council: Council) -> list[NavigationItem]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    allowed = tuple(
        user.has_perm(permission) if permission else user.is_staff for *_, permission in NAVIGATION
    )
    places = _places(allowed, council.action_word)
    # Drafts lie below papers: the longest address that fits is where one is.
    path = next((reverse(BESIDE[a]) for a in BESIDE if request.path.startswith(a)), request.path)
    here = max((url for _, url in places if path.startswith(url)), key=len, default="")
    return [NavigationItem(words, url, url == here) for words, url in places]


@lru_cache(maxsize=100)
def _places(allowed: tuple[bool, ...], action_word: str) -> list[tuple[str, str]]:
    """Words and addresses of the places in the bar that somebody may go to."""
    words = plural(action_word)
    return [
        (capitalised(label.format(actions=words)), reverse(route))
        for is_allowed, (label, route, _) in zip(allowed, NAVIGATION, strict=True)
        if is_allowed
    ]
