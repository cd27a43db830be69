"""What tests of the pages of homes share: who reads, and what is read."""

from django.test import Client
from lxml import html

from tests.factories import make_user


def signed_in(role, **fields):
    client = Client()
    client.force_login(make_user(role, **fields))
    return client


def words(element):
    return " ".join(" ".join(element.itertext()).split())


def page_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return html.fromstring(answer.content)


def rows_of(page):
    """{name of a home: {column: words}} of every home on the page, in its order."""
    return {
        row.find(".//th/a").text: {cell.get("data-label"): words(cell) for cell in row.iter("td")}
        for row in page.xpath("//tbody/tr[th/a]")
    }


def named(page):
    return list(rows_of(page))


def section(page, key):
    """The words between the heading of that id and the next one of its level."""
    found = []
    for element in page.xpath(f"//h2[@id='{key}']/following-sibling::*"):
        if element.tag == "h2":
            break
        found.append(words(element))
    return found
