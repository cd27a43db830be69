"""Publications in the administration: looked at, never changed."""

import pytest
from django.urls import reverse

from reports.models import Publication
from tests.factories import make_user
from tests.reports.publishing import make_publication

pytestmark = pytest.mark.django_db


def test_even_a_superuser_only_looks_at_publications(client):
    publication = make_publication()
    client.force_login(make_user(is_staff=True, is_superuser=True))
    page = client.get(reverse("admin:reports_publication_change", args=[publication.pk]))
    assert publication.sha256_pdf in page.content.decode()
    assert client.get(reverse("admin:reports_publication_changelist")).status_code == 200
    refused = [
        client.post(reverse("admin:reports_publication_add"), {}),
        client.post(page.request["PATH_INFO"], {"title": "Another"}),
        client.post(reverse("admin:reports_publication_delete", args=[publication.pk]), {}),
    ]
    assert [answer.status_code for answer in refused] == [403, 403, 403]
    assert Publication.objects.get() == publication
