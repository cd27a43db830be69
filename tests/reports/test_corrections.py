"""A published paper that is corrected or withdrawn, and what its readers see of both versions."""

from datetime import date

import pytest

from corporate_parenting.roles import Role
from reports import services
from reports.assemble import assemble
from reports.models import Withdrawal
from tests.factories import make_passage, make_report, make_user
from tests.reports.publishing import AT, clear, make_publication, publish, submit, withdraw
from tests.reports.test_clearance import correct, refused
from tests.reports.test_views import sent, signed_in, url

pytestmark = pytest.mark.django_db

LATER = b"%PDF-1.7 second"


@pytest.mark.parametrize("way", [lambda report: None, submit, clear])
def test_a_paper_is_withdrawn_at_once_though_its_correction_is_on_its_way(way):
    first = make_publication()
    report = first.report
    correct(report)
    way(report)
    report.refresh_from_db()
    state = report.state
    withdraw(report)
    assert (report.state, first.withdrawal.reason) == (state, "It named a child.")
    assert signed_in(Role.MEMBER).get(url("publication-detail", first.pk)).status_code == 410
    refused("Nobody reads this paper", services.withdraw_report, report, reason="Why.", at=AT,
            by=make_user(Role.DEMOCRATIC_SERVICES))  # fmt: skip
    assert Withdrawal.objects.count() == 1


def test_who_withdraws_a_paper_that_is_being_corrected_may_clear_the_correction():
    report, approver = make_publication().report, make_user(Role.APPROVER)
    correct(report)
    services.withdraw_report(
        report=report, version=report.version, reason="It named a child.", by=approver
    )
    second = publish(report, approver=approver, pdf=LATER)
    assert (second.version, second.approved_by) == (2, approver)


def test_withdrawing_is_offered_as_long_as_somebody_can_read_the_paper():
    report, clerk = make_publication().report, signed_in(Role.DEMOCRATIC_SERVICES)
    step = f'href="{url("report-withdraw", report.pk)}"'
    correct(report)
    page = clerk.get(url("report-detail", report.pk)).content.decode()
    assert (step in page, "The next version is on its way: A wrong name." in page) == (True, True)
    form = sent(version=report.version, reason="It named a child.")
    assert clerk.post(url("report-withdraw", report.pk), form).status_code == 302
    page = clerk.get(url("report-detail", report.pk)).content.decode()
    assert (step in page, "and withdrawn on" in page) == (False, True)


def test_a_paper_is_kept_as_long_while_it_is_corrected():
    report, author = make_publication().report, signed_in(Role.AUTHOR)
    kept = "Kept until 14 June 2025 at least."
    assert kept in author.get(url("report-detail", report.pk)).content.decode()
    correct(report)
    assert kept in author.get(url("report-detail", report.pk)).content.decode()


def compared(first, second):
    page = signed_in(Role.MEMBER).get(url("publication-compare", first.pk, second.pk))
    pieces = [piece for change in page.context["changes"] for piece in change.pieces]
    words = {
        kind: [each.text for each in pieces if each.kind == kind] for kind in ("added", "removed")
    }
    return page.context["paper"], words


def test_what_came_in_is_what_the_later_paper_says_whichever_is_named_first():
    report = make_report()
    item = make_passage(report, heading="Visits", text="Two homes were seen.")
    first = publish(report)
    correct(report)
    item.text = "Three homes were seen."
    item.save()
    second = publish(report, pdf=LATER)
    told = (second, {"added": ["Three"], "removed": ["Two"]})
    assert [compared(first, second), compared(second, first)] == [told, told]
    next_board = make_report(plan=report.plan, held_on=date(2019, 9, 13))
    make_passage(next_board, heading="Visits", text="Four homes were seen.")
    third = publish(next_board)
    assert compared(second, third) == compared(third, second)
    assert compared(second, third)[0] == third


def test_a_version_that_nobody_reads_is_not_offered_to_be_compared():
    first = make_publication()
    report = withdraw(first.report)
    correct(report)
    second = publish(report, pdf=LATER)
    page = signed_in(Role.MEMBER).get(url("publication-detail", second.pk)).content.decode()
    assert url("publication-detail", first.pk) in page
    assert url("publication-compare", second.pk, first.pk) not in page


def test_a_correction_says_in_itself_which_version_it_is_and_why():
    report = make_report()
    first = publish(report)
    assert "Version" not in first.html
    correct(report)
    second = publish(report, pdf=LATER)
    assert "Version 2, corrected: A wrong name." in second.html
    assert assemble(report) == second.document  # the draft of what is published, looked at later
    correct(report)
    assert assemble(report)["cover"]["lines"] == ["Version 3, corrected: A wrong name."]


def test_at_a_glance_leads_from_a_version_that_was_corrected_to_the_newest():
    first, member = make_publication(), signed_in(Role.MEMBER)
    glance = url("publication-reading", first.pk)
    assert "This version was corrected." not in member.get(glance).content.decode()
    correct(first.report)
    second = publish(first.report, pdf=LATER)
    page = member.get(glance).content.decode()
    assert "This version was corrected." in page
    assert f'href="{url("publication-detail", second.pk)}"' in page
