"""The page of a home: what is told of it, to whom, and as at which day."""

from datetime import date, datetime

import pytest

from corporate_parenting.roles import Role
from tests.factories import make_action, make_council, make_lead, make_user
from tests.home_factories import (
    area,
    make_home,
    make_improvement_action,
    make_inspection,
    make_judgement,
    make_notice,
    make_requirement,
    make_visit,
)
from tests.homes.reading import page_of, section, signed_in, words

pytestmark = pytest.mark.django_db


def make_told():
    """A home with something of every sort, and its address."""
    make_council()
    home = make_home(internal_name="Beck House", alias="Alder", location="Mill Bank 4")
    first = make_inspection(
        home, "Good", reason_public="Children feel at home.", reason_exempt="One boy ran away."
    )
    make_judgement(first, area=area("leaders"), words="Good")
    make_requirement(
        first,
        is_public=True,
        text="Write the records up.",
        regulation="Regulation 36",
        due_on=date(2021, 6, 1),
        closed_on=date(2021, 5, 28),
        evidence="Ten files were read.",
    )
    make_visit(home, summary_public="A calm day.", summary_exempt="One child was away.")
    make_notice(home, ended_on=date(2021, 4, 30), published_on=date(2021, 4, 9), reference="N-7")
    return home, first, f"/homes/{home.pk}/"


def events(page):
    return [
        (words(item.find(".//h3")), words(item.find(".//time")))
        for item in page.xpath("//div[@class='moj-timeline__item']")
    ]


def test_the_timeline_tells_the_newest_first():
    *_, path = make_told()
    page = page_of(signed_in(Role.MEMBER), path)
    assert events(page) == [
        ("Requirement met", "28 May 2021"),
        ("Full inspection: Good", "4 May 2021"),
        ("Compliance notice ended", "30 April 2021"),
        ("Regulation 44 visit", "20 April 2021"),
        ("Compliance notice", "1 April 2021"),
        ("Opened", "2 February 2015"),
        ("Registered", "5 January 2015"),
    ]


def test_judgements_by_area_over_time_stand_in_a_table():
    home, *_, path = make_told()
    make_inspection(
        home,
        "Outstanding",
        visited_from=date(2022, 3, 1),
        published_on=date(2022, 4, 1),
    )
    page = page_of(signed_in(Role.MEMBER), path)
    (table,) = page.xpath("//table[caption[starts-with(., 'Judgements by area')]]")
    rows = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["Inspection", "Overall", "Leaders and managers"],
        [
            "Full inspection of 1 March 2022, published on 1 April 2022",
            "Outstanding",
            "Not judged",
        ],
        ["Full inspection of 9 March 2021, published on 4 May 2021", "Good", "Good"],
    ]


def test_requirements_are_told_to_their_closure_with_the_actions_that_answer_them():
    _home, first, path = make_told()
    closed = first.requirements.get()
    action = make_action(reference="2.4")
    other = make_action(reference="2.5", priority=action.priority)
    make_improvement_action(first, requirement=closed, action=action, note="Agreed in May.")
    make_improvement_action(first, action=other)
    make_requirement(first, text="Not for all.")
    told = " ".join(section(page_of(signed_in(Role.MEMBER), path), "requirements"))
    assert told == (
        "Requirement of 9 March 2021: met Write the records up. Regulation Regulation 36 "
        "To be met by 1 June 2021 Met on 28 May 2021 In the plan Action 2.4 "
        "Actions that answer a whole inspection: Action 2.5"
    )
    page = page_of(signed_in(Role.OFFICER), path)
    told = " ".join(section(page, "requirements"))
    assert told.startswith("Requirement of 9 March 2021: open Not for all. Not shown to the public")
    assert "What shows it Ten files were read." in told
    assert "Action 2.4 : Agreed in May." in told
    assert page.xpath(f"//a[@href='/actions/{action.pk}/']")


def test_actions_that_answer_a_hidden_requirement_are_hidden_with_it():
    _home, first, path = make_told()
    hidden = make_requirement(first, text="Not for all.")
    make_improvement_action(first, requirement=hidden, action=make_action(reference="9.9"))
    assert "9.9" not in words(page_of(signed_in(Role.LEAD), path))
    assert "9.9" in words(page_of(signed_in(Role.OFFICER), path))


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (Role.OFFICER, {"Beck House", "Mill Bank 4", "One boy ran away.", "One child was away."}),
        (Role.ADMINISTRATOR, {"Beck House", "Mill Bank 4"}),
        (Role.MEMBER, set()),
        (Role.LEAD, set()),
        (Role.ANALYST, set()),
    ],
)
def test_each_role_reads_its_edition(role, told):
    *_, path = make_told()
    page = words(page_of(signed_in(role), path))
    secrets = {"Beck House", "Mill Bank 4", "One boy ran away.", "One child was away."}
    assert {secret for secret in secrets if secret in page} == told
    assert "Children feel at home." in page


def test_who_answers_for_a_home_reads_all_of_it():
    home, *_, path = make_told()
    user = make_user(Role.LEAD)
    home.lead = make_lead(user=user)
    home.save()
    client = signed_in(Role.LEAD)
    client.force_login(user)
    page = page_of(client, path)
    assert words(page.find(".//h1")) == "Beck House"
    assert "One boy ran away." in words(page)
    assert page.xpath("//a[text()='History of changes']") == []


def test_what_is_not_published_stands_beside_for_those_entitled_alone():
    home, *_, path = make_told()
    make_inspection(home, "Inadequate", visited_from=date(2026, 3, 1), published_on=None)
    page = words(page_of(signed_in(Role.OFFICER), path))
    assert "Full inspection of 1 March 2026, not published yet: Inadequate" in page
    page = words(page_of(signed_in(Role.MEMBER), path))
    assert "Inadequate" not in page
    assert "March 2026" not in page


def test_registrations_before_and_after_a_transfer_are_linked():
    make_council()
    old = make_home(
        internal_name="Beck House",
        alias="Alder",
        closed_on=date(2020, 3, 31),
        closed_because="Transferred.",
    )
    new = make_home(
        internal_name="Beck House",
        alias="Alder",
        transferred_from=old,
        registered_on=date(2020, 4, 1),
        opened_on=date(2020, 4, 1),
    )
    client = signed_in(Role.MEMBER)
    page = page_of(client, f"/homes/{new.pk}/")
    assert page.xpath(f"//p[starts-with(., 'Registration before')]/a[@href='/homes/{old.pk}/']")
    page = page_of(client, f"/homes/{old.pk}/")
    (link,) = page.xpath("//p[starts-with(., 'Registered since')]/a")
    assert (link.text, link.get("href")) == ("Alder", f"/homes/{new.pk}/")
    assert "Transferred on 31 March 2020" in words(page)


def test_as_at_a_day_only_what_was_known_of_it_is_told():
    *_, path = make_told()
    page = page_of(signed_in(Role.MEMBER), f"{path}?as-at=2021-05-03")
    assert events(page)[0] == ("Compliance notice ended", "30 April 2021")
    assert "Not judged yet" in words(page)


def test_before_a_home_began_the_page_says_since_when_it_is():
    *_, path = make_told()
    page = page_of(signed_in(Role.MEMBER), f"{path}?as-at=2014-12-31", 404)
    assert words(page.find(".//h1")) == "Alder had not begun on 31 December 2014"
    assert "It has been registered since 5 January 2015." in words(page)
    page = page_of(signed_in(Role.MEMBER), f"{path}?as-at=2999-12-31", 422)
    assert "Choose today or a day before it." in words(page)


def test_a_home_of_a_day_to_come_is_not_found():
    make_council()
    day = date(datetime.now().year + 2, 1, 1)
    home = make_home(registered_on=day, opened_on=day)
    assert signed_in(Role.OFFICER).get(f"/homes/{home.pk}/").status_code == 404


def test_a_home_without_anything_says_none_recorded():
    make_council()
    home = make_home(registered_on=None, opened_on=None)
    page = page_of(signed_in(Role.MEMBER), f"/homes/{home.pk}/")
    for key in ("requirements", "notices", "visits"):
        assert section(page, key) == ["None recorded"]
    assert section(page, "areas") == ["No inspection has given a judgement yet."]
    assert section(page, "timeline")[0] == "Nothing has been recorded yet."


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(count, django_assert_num_queries):
    make_council()
    home, action = make_home(lead=make_lead()), make_action()
    for number in range(count):
        inspection = make_inspection(home, visited_from=date(2021, 3, 1 + number))
        requirement = make_requirement(inspection)
        make_improvement_action(inspection, requirement=requirement, action=action)
        make_visit(home, visited_on=date(2021, 4, 1 + number))
        make_notice(home, issued_on=date(2021, 4, 1 + number))
    client = signed_in(Role.OFFICER)
    client.get(f"/homes/{home.pk}/")
    with django_assert_num_queries(14):
        page_of(client, f"/homes/{home.pk}/")
