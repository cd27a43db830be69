"""Words of earlier papers, used again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from corporate_parenting.roles import Role
from reports import services
from reports.assemble import assemble
from reports.kinds import Edition
from reports.models import Passage, Report
from tests.factories import make_meeting, make_passage, make_report, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    user = make_user(Role.AUTHOR)
    client.force_login(user)
    return user


@pytest.fixture
def papers():
    """An earlier paper of the board, and the draft of the next one."""
    earlier = make_report(held_on=date(2019, 3, 8))
    return earlier, make_report(plan=earlier.plan)


def add_page(report, part="later_items"):
    return f"{reverse('reports:passage-add', args=[report.pk])}?part={part}"


def repeat(client, report, passage):
    token = client.get(add_page(report)).context["token"]().value()
    address = reverse("reports:passage-repeat", args=[report.pk, passage.pk])
    return client.post(address, {"submission": str(token)})


def test_the_page_offers_the_words_of_the_same_board_and_part(client, writer, papers):
    earlier, report = papers
    offered = make_passage(earlier, heading="Visits", text="Two homes were seen.")
    make_passage(earlier, heading="Removed", is_removed=True)
    make_passage(earlier, heading="Elsewhere", part="first_items")
    of_another = make_meeting(body="Scrutiny Committee", held_on=date(2019, 3, 8))
    make_passage(make_report(meeting=of_another, plan=report.plan), heading="Another board")
    make_passage(make_report(held_on=date(2019, 9, 13), plan=report.plan), heading="Later")
    make_passage(report, heading="Own")
    response = client.get(add_page(report))
    assert list(response.context["earlier"]) == [offered]
    words = response.content.decode()
    assert "Update report, 8 March 2019: Visits" in words
    assert "Two homes were seen." in words
    assert list(client.get(add_page(report, "nowhere")).context["earlier"]) == []


def test_they_are_copied_with_where_they_come_from(client, writer, papers):
    earlier, report = papers
    make_passage(report)
    source = make_passage(
        earlier, text="The price is private.", publicity="exempt", exempt_paragraph="3",
        withheld_because="The contract is being agreed.",
    )  # fmt: skip
    answer = repeat(client, report, source)
    copy = report.passages.get(repeats=source)
    assert answer.url == f"{reverse('reports:report-detail', args=[report.pk])}#passage-{copy.pk}"
    names = ("part", "heading", "text", "publicity", "exempt_paragraph", "withheld_because")
    assert [getattr(copy, name) for name in names] == [getattr(source, name) for name in names]
    assert (copy.order, copy.history.get().history_user) == (2, writer)
    assert "Unchanged since Update report, 8 March 2019" in " ".join(
        client.get(answer.url).content.decode().split()
    )
    assert list(client.get(add_page(report)).context["earlier"]) == []


def withhold(report, code):
    services.choose_readers(
        report=report, part=report.kind.parts.get(code=code), version=0, by=report.author,
        publicity="confidential", exempt_paragraph="", withheld_because="It is about one child.",
    )  # fmt: skip


def test_words_of_a_part_that_was_withheld_stay_withheld(client, writer, papers):
    earlier, report = papers
    source = make_passage(earlier, text="One child moved.")
    withhold(earlier, "later_items")
    repeat(client, report, source)
    copy = report.passages.get(repeats=source)
    assert (copy.publicity, copy.withheld_because) == ("confidential", "It is about one child.")
    assert "One child moved." not in str(assemble(report))
    assert "One child moved." in str(assemble(report, edition=Edition.OFFICERS))


def test_the_next_paper_tells_nobody_what_the_last_one_withheld():
    earlier = make_report(kind="annual", sign_off_name="Ada Wool", sign_off_post="Director")
    make_passage(earlier, part="foreword_signature", heading="", text="Ben Reed")
    for code in ("foreword_signature", "sign_off"):
        withhold(earlier, code)
    report = services.start_report(
        kind="annual", plan=earlier.plan, by=make_user(Role.AUTHOR),
        meeting=make_meeting(held_on=date(2019, 9, 13)), cut_off_on=date(2019, 9, 1),
    )  # fmt: skip
    assert report.passages.get().publicity == "confidential"
    assert (report.sign_off_name, report.sign_off_post) == ("", "")
    assert "Ben Reed" not in str(assemble(report))


def test_words_that_were_not_offered_are_refused(client, writer, papers):
    earlier, report = papers
    later = make_report(held_on=date(2019, 9, 13), plan=report.plan)
    answer = repeat(client, report, make_passage(later))
    assert answer.url == reverse("reports:report-detail", args=[report.pk])
    assert "These words cannot be used again" in client.get(answer.url).content.decode()
    source = make_passage(earlier)
    services.repeat_passage(report=report, passage=source, by=writer)
    with pytest.raises(ValidationError, match="cannot be used again"):
        services.repeat_passage(report=report, passage=source, by=writer)
    assert Passage.objects.filter(report=report).count() == 1


def test_nothing_is_added_to_a_paper_that_was_handed_on(writer, papers):
    earlier, _ = papers
    report = make_report(
        held_on=date(2019, 9, 13), plan=earlier.plan, state=Report.State.IN_CLEARANCE
    )
    with pytest.raises(ValidationError, match="The paper is in clearance."):
        services.repeat_passage(report=report, passage=make_passage(earlier), by=writer)


def test_a_double_click_adds_them_once(client, writer, papers):
    earlier, report = papers
    source = make_passage(earlier)
    token = {"submission": str(client.get(add_page(report)).context["token"]().value())}
    address = reverse("reports:passage-repeat", args=[report.pk, source.pk])
    assert len({client.post(address, token).url for _ in range(2)}) == 1
    assert report.passages.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(
    client, writer, papers, rows, django_assert_num_queries
):
    earlier, report = papers
    for _ in range(rows):
        make_passage(earlier)
    client.get(add_page(report))
    with django_assert_num_queries(10):
        client.get(add_page(report))
