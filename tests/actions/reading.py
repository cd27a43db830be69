"""What the tests of the reading pages share: a signed-in client, a filled plan, a page's words."""

from datetime import date

from django.test import Client
from django.urls import reverse

from actions.models import EvidenceLink
from tests.factories import (
    make_action,
    make_agency,
    make_lead,
    make_note,
    make_plan,
    make_priority,
    make_strand,
    make_timescale,
    make_user,
)


def signed_in(*roles, **fields):
    """A client whose first request, which writes into the session, is behind it."""
    client = Client()
    client.force_login(make_user(*roles, **fields))
    client.get("/health/")
    client.get(reverse("home"))
    return client


def url(name, *args):
    return reverse(f"actions:{name}", args=args)


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def text_of(html):
    """The words of the main part, without tags and with single blanks."""
    main = html.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    words, inside = [], False
    for character in main:
        inside = character == "<" or (inside and character != ">")
        words.append(" " if inside or character == ">" else character)
    return " ".join("".join(words).split())


def filled_plan(rows=1, reader=None):
    """A plan with ``rows`` priorities; in each one action with everything that a page shows."""
    plan = make_plan(starts_on=date(2019, 1, 1))
    lead = make_lead(user=reader, agency=make_agency())
    for number in range(1, rows + 1):
        priority = make_priority(plan=plan, number=number, promise="We keep our word.")
        action = make_action(priority=priority, reference=f"{number}.1")
        for order in range(1, rows + 1):
            other = make_lead(
                name=f"Ben {number}{order}", agency=make_agency(name=f"NHS {number}{order}")
            )
            strand = make_strand(lead, other, action=action, order=order)
            make_timescale(strand)
            note = make_note(strand)
            EvidenceLink(note=note, url="https://fernmoor.example/minutes").save()
    return plan
