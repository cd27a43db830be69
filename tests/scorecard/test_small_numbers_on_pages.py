"""A small number is nowhere on a page or in a file for whoever may not see it."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import html

from corporate_parenting.roles import Role
from tests.factories import make_area, make_council, make_indicator, make_measurement, make_target
from tests.scorecard.boards import THIRD
from tests.scorecard.test_scorecard_page import signed_in

pytestmark = pytest.mark.django_db

# 7 of 353 is 1.98300%, and nothing else on a page or in a file has these digits.
CANARIES = {"7", "8", "1.98300", "1.983", "1.983003"}
NUMBER = re.compile(r"(?<![\d./-])\d+(?:\.\d+)?(?![\d.]*\d)")
QUERIES = ["", "?order=exceptions", "?period=Q3+2019-20", "?limits=on"]


@pytest.fixture
def indicators():
    """A percentage and a count of which the newest is small, where 1 to 9 are hidden."""
    make_council(hide_up_to=9)
    own = make_area()
    share = make_indicator(code="S", name="Share", decimals=5)
    count = make_indicator(code="C", name="Count", unit="number", basis="snapshot")
    for indicator in (share, count):
        make_target(indicator, starts_on=date(2019, 4, 1), value=50)
    make_measurement(
        share, own, THIRD, Decimal("1.983003"), numerator=7, denominator=353,
        finality="revised", revised_because="It was 8.", rating="green",
        rating_reason="All 7 of them.",
    )  # fmt: skip
    make_measurement(count, own, THIRD, 8)
    make_measurement(count, own, THIRD.previous(), 50)
    return share, count


def texts(client, indicators):
    """(address, all of its text but the drawings) of each page and each file."""
    pages = ["/scorecard/", *(f"/scorecard/{each.pk}/" for each in indicators)]
    for page in pages:
        for query in QUERIES:
            answer = client.get(page + query)
            yield page + query, visible(html.fromstring(answer.content))
        for kind in ("csv", "xlsx", "docx"):
            yield f"{page}export/{kind}/", file_text(client.get(f"{page}export/{kind}/"), kind)


def visible(page):
    """What is read of a page: addresses and the geometry of drawings are no text."""
    return " ".join(page.find(".//main").itertext())


def file_text(answer, kind):
    assert answer.status_code == 200
    if kind == "csv":
        return b"".join(answer.streaming_content).decode()
    with ZipFile(BytesIO(answer.content)) as file:
        parts = ["xl/worksheets/sheet1.xml"] if kind == "xlsx" else ["word/document.xml"]
        parts += [name for name in file.namelist() if name.endswith("sharedStrings.xml")]
        trees = [html.fromstring(file.read(name)) for name in parts]
    if kind == "xlsx":
        # A cell of text holds the place of its words among all strings, which is no figure.
        for cell in trees[0].xpath("//c[@t='s']"):
            cell.clear()
    return " ".join(" ".join(tree.itertext()) for tree in trees)


def found(client, indicators):
    return {
        address: canaries
        for address, text in texts(client, indicators)
        if (canaries := CANARIES & set(NUMBER.findall(text)))
    }


def test_a_lead_finds_no_small_number_anywhere(indicators):
    assert found(signed_in(Role.LEAD), indicators) == {}


def test_an_analyst_finds_them_on_every_page_and_in_every_file(indicators):
    client = signed_in(Role.ANALYST)
    assert set(found(client, indicators)) == {address for address, _ in texts(client, indicators)}


def test_no_drawing_shows_a_lead_where_a_hidden_figure_lies(indicators):
    """The chart of a lead is the one that a council without the figure would have."""
    _, count = indicators
    page = f"/scorecard/{count.pk}/"
    hidden = drawings(signed_in(Role.LEAD).get(page))
    exact = drawings(signed_in(Role.ANALYST).get(page))
    assert hidden != exact
    figure = count.measurements.get(period_starts_on=THIRD.starts_on)
    figure.value, figure.state = None, "suppressed"
    figure.save()
    assert drawings(signed_in(Role.ANALYST).get(page)) == hidden


def drawings(answer):
    found = html.fromstring(answer.content).xpath("//svg")
    return [html.tostring(drawing) for drawing in found]
