"""Pages that are kept until something changes show each change at once."""

import pytest
from django.urls import reverse

from corporate_parenting.roles import Role
from tests.factories import make_council, make_lead, make_note, make_strand, make_user

pytestmark = pytest.mark.django_db


def test_a_note_and_a_leads_new_name_are_read_at_once(client):
    make_council()
    client.force_login(make_user(Role.OFFICER))
    lead = make_lead()
    strand = make_strand(lead)
    pages = [
        reverse("actions:action-detail", args=[strand.action_id]),
        reverse("actions:action-list"),
    ]
    before = [client.get(page).content.decode() for page in pages * 2]
    make_note(strand.action, text="Two homes were found.")
    noted = [client.get(page).content.decode() for page in pages]
    lead.name = "Wren Oakley"
    lead.save()
    named = [client.get(page).content.decode() for page in pages]
    assert ["Two homes were found." in page for page in before + noted] == [False] * 4 + [True] * 2
    assert ["Wren Oakley" in page for page in noted + named] == [False] * 2 + [True] * 2
