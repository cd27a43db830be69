"""What browser tests do with a page: sign in, look for barriers, look for refused scripts."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

# Best practices are judged too: a council's auditors quote them.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(page):
    """Barriers on the page as ``rule (impact): where``; none is an empty list."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}"
        for rule in found
        for node in rule["nodes"]
    ]


def sign_in(page, user):
    """Give the browser a session of this person, without the sign-in page."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": page.context.site,
            }
        ]
    )


def watch(page):
    """Keep in ``page.complaints`` what the browser refuses (by the policy) or fails to run."""
    page.complaints = []
    page.on(
        "console",
        lambda message: (
            page.complaints.append(message.text) if message.type in {"error", "warning"} else None
        ),
    )
    page.on("pageerror", lambda error: page.complaints.append(str(error)))


def is_scrolled_sideways(page):
    """Whether a part of the page lies beyond the edge of the screen."""
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
