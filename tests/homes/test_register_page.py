"""The register: which homes it shows to whom, narrowed how, as at which day, and to take away."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from corporate_parenting.roles import Role
from corporate_parenting.settled import forget_all
from tests.factories import make_council, make_lead, make_user
from tests.home_factories import (
    grade,
    make_home,
    make_inspection,
    make_notice,
    make_requirement,
)
from tests.homes.reading import named, page_of, rows_of, signed_in, words

pytestmark = pytest.mark.django_db

PAGE = "/homes/"


def headings(page):
    """(heading, counts) of each group."""
    return [
        (words(part.find("h2")), words(part.find("p")))
        for part in page.xpath("//section[@class='homes-group']")
    ]


def make_three():
    """An own home, a joint venture's and a commissioned one; they are judged differently."""
    make_council()
    own = make_home(internal_name="Beck House", alias="Alder")
    venture = make_home(internal_name="Quay House", alias="Birch", governance="joint_venture")
    other = make_home(internal_name="Moor House", alias="Cedar", governance="commissioned")
    make_inspection(own, "Outstanding")
    make_inspection(venture, "Requires improvement to be good")
    return own, venture, other


def test_homes_stand_apart_by_whose_they_are_with_their_counts_in_words():
    make_three()
    make_inspection(make_home(alias="Aspen"), "Good")
    page = page_of(signed_in(Role.MEMBER), PAGE)
    assert headings(page) == [
        ("Our own", "1 Outstanding, 1 Good; 8 places"),
        ("Joint venture", "1 Requires improvement; 4 places"),
        ("Commissioned", "1 not judged yet; 4 places"),
    ]
    assert words(page.find(".//p[@class='govuk-body-l']")) == (
        "1 Outstanding, 1 Good, 1 Requires improvement; 1 not judged yet"
    )
    assert named(page) == ["Alder", "Aspen", "Birch", "Cedar"]


def test_members_read_names_in_public_and_officers_all():
    own, *_ = make_three()
    make_inspection(own, "Inadequate", visited_from=date(2026, 3, 1), published_on=None)
    shown = rows_of(page_of(signed_in(Role.MEMBER), PAGE))
    assert shown["Alder"] == {
        "Judgement": "Outstanding Full inspection of 9 March 2021, published on 4 May 2021",
        "Since then": "None recorded",
        "Requirements": "None open",
        "Next inspection by": "9 March 2022 (no later one is published)",
    }
    page = page_of(signed_in(Role.OFFICER), PAGE)
    assert named(page) == ["Beck House", "Quay House", "Moor House"]
    assert rows_of(page)["Beck House"]["Since then"] == (
        "Not published: Full inspection of 1 March 2026, not published yet: Inadequate"
    )
    assert words(page.find(".//tbody/tr/th/span")) == (
        f"In public: Alder. {own.urn}. Children's home, 4 places"
    )


def test_what_has_no_grade_and_notices_stand_beside_the_judgement():
    make_council()
    home = make_home(alias="Alder")
    make_inspection(home, "Good")
    make_inspection(
        home, "", kind="monitoring", visited_from=date(2021, 6, 1), published_on=date(2021, 7, 1)
    )
    make_notice(home, issued_on=date(2021, 7, 2), published_on=date(2021, 7, 9))
    shown = rows_of(page_of(signed_in(Role.MEMBER), PAGE))["Alder"]
    assert shown["Since then"] == (
        "Monitoring inspection of 1 June 2021 Compliance notice of 2 July 2021"
    )
    assert shown["Judgement"].startswith("Good ")


@pytest.mark.parametrize(
    ("words_of_grade", "shape"),
    [("Outstanding", "path"), ("Good", "circle"), ("Inadequate", "path")],
)
def test_a_judgement_is_a_word_with_a_shape_of_its_own(words_of_grade, shape):
    make_inspection(make_home(), words_of_grade)
    tag = page_of(signed_in(Role.MEMBER), PAGE).find(".//td/strong")
    assert words(tag) == words_of_grade
    (drawing,) = tag.find("svg")
    assert (drawing.tag, tag.find("svg").get("aria-hidden")) == (shape, "true")


def test_no_two_meanings_have_one_shape():
    home = make_home()
    shapes = set()
    for name in ("Outstanding", "Good", "Requires improvement to be good", "Inadequate"):
        make_inspection(home, name, visited_from=date(2021, 3, 9))
    page = page_of(signed_in(Role.OFFICER), f"/homes/{home.pk}/")
    for tag in page.xpath("//td/strong[contains(@class, 'homes-grade')]"):
        (drawing,) = tag.find("svg")
        shapes.add((drawing.tag, drawing.get("d")))
    assert len(shapes) == 4


def test_each_filter_narrows_the_homes_and_their_counts():
    own, venture, other = make_three()
    own.provision_type = "supported"
    own.save()
    make_requirement(venture.inspections.get(), is_public=True)
    fresh = make_home(alias="Dogwood")
    soon = timezone.localdate() - timedelta(days=340)
    make_inspection(fresh, "Good", visited_from=soon, published_on=soon + timedelta(days=30))
    client = signed_in(Role.MEMBER)
    asked = {
        f"judgement={grade('Outstanding').pk}": ["Alder"],
        f"judgement={grade('Outstanding').pk}&judgement={grade('Good').pk}": ["Alder", "Dogwood"],
        "judgement=none": ["Cedar"],
        "governance=joint_venture": ["Birch"],
        "governance=own&governance=commissioned": ["Alder", "Dogwood", "Cedar"],
        "type=supported": ["Alder"],
        "open=on": ["Birch"],
        "due=on": ["Alder", "Dogwood", "Birch", "Cedar"],
        "due=on&governance=own&type=childrens_home": ["Dogwood"],
        "of=ours": ["Alder", "Dogwood", "Birch", "Cedar"],
    }
    assert {query: named(page_of(client, f"{PAGE}?{query}")) for query in asked} == asked
    page = page_of(client, f"{PAGE}?governance=joint_venture")
    assert headings(page) == [("Joint venture", "1 Requires improvement; 4 places")]
    assert "Filter (1 on)" in words(page)


def test_a_home_that_was_inspected_just_now_is_not_due():
    today = timezone.localdate()
    visited = today - timedelta(days=200)
    make_inspection(make_home(), visited_from=visited, published_on=visited + timedelta(days=9))
    page = page_of(signed_in(Role.MEMBER), f"{PAGE}?due=on")
    assert "No home matches. Take a filter away." in words(page)


def test_requirements_that_are_not_public_open_nothing_to_members():
    make_requirement(make_inspection(make_home(alias="Alder")))
    path = f"{PAGE}?open=on"
    assert named(page_of(signed_in(Role.MEMBER), path)) == []
    assert len(named(page_of(signed_in(Role.OFFICER), path))) == 1


def test_homes_of_other_providers_are_looked_at_apart():
    make_three()
    make_home(alias="Elm", governance="area")
    client = signed_in(Role.MEMBER)
    assert "Elm" not in named(page_of(client, PAGE))
    page = page_of(client, f"{PAGE}?of=area")
    assert (named(page), words(page.find(".//h1"))) == (
        ["Elm"],
        "Homes of other providers in our area",
    )


def make_closed():
    """An open home, and one that closed on 4 May 2021."""
    make_council()
    make_inspection(make_home(alias="Alder"), "Good")
    closed = make_home(alias="Birch", closed_on=date(2021, 5, 4), closed_because="Too large.")
    make_inspection(closed, "Outstanding", visited_from=date(2020, 3, 9))
    return closed


def test_a_closed_home_is_found_with_the_day_on_which_it_closed():
    make_closed()
    client = signed_in(Role.MEMBER)
    asked = {"": ["Alder"], "?state=": ["Alder"], "?state=closed": ["Birch"]}
    asked["?state=all"] = ["Alder", "Birch"]
    assert {query: named(page_of(client, PAGE + query)) for query in asked} == asked
    page = page_of(client, f"{PAGE}?state=closed")
    assert words(page.find(".//tbody/tr/th/span")) == (
        "Children's home, 4 places. Closed on 4 May 2021"
    )
    assert rows_of(page)["Birch"]["Judgement"].startswith("Outstanding ")
    assert headings(page) == [("Our own", "1 closed")]  # without its grade and its places
    assert headings(page_of(client, f"{PAGE}?state=all")) == [
        ("Our own", "1 Good; 1 closed; 4 places")
    ]
    (line,) = as_rows("csv", exported(client, "csv", "?state=closed")[1])[1:]
    assert line[1:5] == ["Birch", "", "Children's home", "Closed on 4 May 2021"]


def test_a_home_that_closed_later_is_open_as_at_an_earlier_day():
    make_closed()
    client, day = signed_in(Role.MEMBER), "as-at=2021-05-03"
    assert named(page_of(client, f"{PAGE}?{day}")) == ["Alder", "Birch"]
    assert "Closed" not in words(page_of(client, f"{PAGE}?{day}").find(".//table"))
    page = page_of(client, f"{PAGE}?{day}&state=closed")
    assert "No home matches. Take a filter away." in words(page)
    assert named(page_of(client, f"{PAGE}?as-at=2021-05-04&state=closed")) == ["Birch"]


def test_a_home_that_went_to_another_registration_says_so():
    closed = make_closed()
    make_home(alias="Birch", registered_on=closed.closed_on, opened_on=closed.closed_on,
              transferred_from=closed)  # fmt: skip
    page = page_of(signed_in(Role.MEMBER), f"{PAGE}?state=closed")
    assert "Transferred on 4 May 2021" in words(page.find(".//tbody/tr/th/span"))


def test_homes_are_listed_by_fifty_under_the_counts_of_all():
    make_council()
    for number in range(53):
        make_home(label_kind="number", number=number + 1, governance=("own", "trust")[number > 50])
    client = signed_in(Role.MEMBER)
    first, second = page_of(client, f"{PAGE}?due=on"), page_of(client, f"{PAGE}?due=on&page=2")
    assert headings(first) == [("Our own", "51 not judged yet; 204 places")]
    assert headings(second) == [
        *headings(first),
        ("Run by our trust", "2 not judged yet; 8 places"),
    ]
    assert (len(named(first)), len(named(second))) == (50, 3)
    for page in (first, second):
        assert words(page.find(".//p[@class='govuk-body-l']")) == "53 not judged yet"
        assert "53 homes found." in words(page)
    assert "51 to 53 of 53" in words(second)
    assert first.xpath("//a[@rel='next']")[0].get("href") == "?due=on&page=2"
    (link,) = second.xpath("//main//a[text()='CSV']")
    assert link.get("href") == "/homes/export/csv/?due=on"
    assert len(as_rows("csv", exported(client, "csv", "?due=on&page=2")[1])) == 54
    assert client.get(f"{PAGE}?page=3").status_code == 404


def test_a_wrong_filter_is_told_and_shows_no_home():
    make_three()
    page = page_of(signed_in(Role.MEMBER), f"{PAGE}?type=castle&judgement=abc&of=all&state=x", 422)
    assert [words(each) for each in page.xpath("//ul[contains(@class,'error-summary')]/li")] == [
        "Choose one of those that are offered."
    ] * 4
    assert named(page) == []


def test_as_at_an_earlier_day_with_what_was_published_by_then():
    own, *_ = make_three()
    make_inspection(own, "Good", visited_from=date(2020, 2, 3), published_on=date(2020, 3, 2))
    client = signed_in(Role.MEMBER)
    page = page_of(client, f"{PAGE}?as-at=2021-05-03")
    assert headings(page)[0] == ("Our own", "1 Good; 4 places")
    assert "as it is known today" in words(page)
    assert page.find(".//tbody/tr/th/a").get("href") == f"/homes/{own.pk}/?as-at=2021-05-03"
    page = page_of(client, f"{PAGE}?as-at=2021-05-03&judgement={grade('Outstanding').pk}")
    assert "No home matches." in words(page)
    page = page_of(client, f"{PAGE}?as-at=2021-05-04&governance=own")
    assert headings(page) == [("Our own", "1 Outstanding; 4 places")]
    carried = page.xpath("//form[@role='search']/input[@type='hidden']")
    assert [(box.get("name"), box.get("value")) for box in carried] == [("as-at", "2021-05-04")]
    (link,) = page.xpath("//a[text()='See it as it stands today']")
    assert link.get("href") == "/homes/?governance=own"
    assert "No home had begun by that day." in words(page_of(client, f"{PAGE}?as-at=2014-12-31"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("as-at=2999-01-01", "1 January 2999 lies in the future. Choose today or a day before it."),
        ("as-at=2021-02-30", "30 February 2021 is not a date."),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused(query, sentence):
    make_three()
    page = page_of(signed_in(Role.MEMBER), f"{PAGE}?{query}", 422)
    assert words(page.find(".//div[@role='alert']")) == f"There is a problem {sentence}"
    assert page.xpath("//a[text()='Excel']") == []


def test_with_no_home_at_all_the_page_says_so():
    make_council()
    assert "No home has been recorded yet." in words(page_of(signed_in(Role.MEMBER), PAGE))


def test_a_leads_own_home_is_shown_by_its_public_name_among_the_others():
    user = make_user(Role.LEAD)
    home = make_home(internal_name="Beck House", alias="Alder", lead=make_lead(user=user))
    client = signed_in(Role.LEAD)
    client.force_login(user)
    assert named(page_of(client, PAGE)) == ["Alder"]
    assert words(page_of(client, f"/homes/{home.pk}/").find(".//h1")) == "Beck House"


def exported(client, kind, query=""):
    answer = client.get(f"{PAGE}export/{kind}/{query}")
    assert answer.status_code == 200
    return answer, b"".join(answer)


def as_rows(kind, content):
    if kind == "csv":
        return list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    if kind == "xlsx":
        sheet = load_workbook(BytesIO(content)).active
        found = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
        return [row for row in found if row[1:2] != [""]]
    (table,) = Document(BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx"])
def test_a_download_holds_what_the_page_shows_and_its_name_tells_of_no_home(kind):
    make_three()
    client = signed_in(Role.MEMBER)
    answer, content = exported(client, kind, "?governance=own&governance=joint_venture")
    today = timezone.localdate()
    assert answer["Content-Disposition"] == f'attachment; filename="homes-{today}.{kind}"'
    assert as_rows(kind, content) == [
        [
            "Whose it is", "Home", "URN", "Type", "State", "Places", "Judgement",
            "By which inspection", "Since then", "Requirements", "Next inspection by",
        ],
        [
            "Our own", "Alder", "", "Children's home", "Open", "4", "Outstanding",
            "Full inspection of 9 March 2021, published on 4 May 2021", "", "None open",
            "9 March 2022 (no later one is published)",
        ],
        [
            "Joint venture", "Birch", "", "Children's home", "Open", "4",
            "Requires improvement to be good",
            "Full inspection of 9 March 2021, published on 4 May 2021", "", "None open",
            "9 September 2021 (no later one is published)",
        ],
    ]  # fmt: skip


def test_officers_take_names_away_in_a_file_that_says_what_it_is():
    own, *_ = make_three()
    answer, content = exported(signed_in(Role.OFFICER), "csv", "?as-at=2021-05-04")
    today = timezone.localdate()
    assert (
        f"homes-not-for-publication-as-at-4-may-2021-{today}.csv" in (answer["Content-Disposition"])
    )
    head, first, *_ = as_rows("csv", content)
    assert (head[1:4], first[1:4]) == (
        ["Home", "Name in public", "URN"],
        ["Beck House", "Alder", own.urn],
    )
    assert "Not published" in head


def test_nothing_is_exported_of_what_cannot_be_shown():
    client = signed_in(Role.MEMBER)
    for path in ("pdf/", "csv/?type=castle", "csv/?as-at=2999-01-01"):
        assert client.get(f"{PAGE}export/{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_takes_a_fixed_number_of_queries(count, django_assert_num_queries):
    make_council()
    lead = make_lead()
    for _ in range(count):
        home = make_home(lead=lead)
        make_requirement(make_inspection(home))
        make_notice(home)
    client = signed_in(Role.OFFICER)
    client.get(PAGE)
    forget_all()
    with django_assert_num_queries(12):
        assert len(named(page_of(client, PAGE))) == count
    with django_assert_num_queries(12 - 7):
        page_of(client, PAGE)
