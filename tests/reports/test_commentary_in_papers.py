"""Who wrote commentary of a paper, and what its words give away."""

import html

import pytest

from corporate_parenting.roles import Role
from reports.queries import commentary_warnings, has_written
from scorecard.periods import parse
from scorecard.queries.paper import paper_rows
from tests.factories import (
    make_area,
    make_commentary,
    make_indicator,
    make_measurement,
    make_report,
    make_section,
    make_user,
)
from tests.reports.publishing import make_rendering, submit
from tests.reports.test_scorecard_sections import make_health
from tests.reports.test_views import signed_in, url

pytestmark = pytest.mark.django_db

Q3 = parse("Quarter 3 2019-20")


def test_whoever_wrote_a_commentary_that_the_paper_carries_has_written_in_it():
    writer, editor, nobody = (make_user(Role.APPROVER) for _ in range(3))
    commentary = make_commentary(make_health(), Q3, author=writer)
    commentary._history_user = editor
    commentary.save()
    report = make_report()
    assert not has_written(writer, report)
    section = make_section(report, "exceptions", Q3)
    people = (writer, editor, nobody)
    assert [has_written(person, report) for person in people] == [True, True, False]
    section.is_included = False
    section.save()
    assert [has_written(person, report) for person in people] == [False, False, False]


@pytest.fixture
def built(monkeypatch):
    """The periods of the scorecards that were put together, in order."""
    found = []

    def noted(until, council):
        found.append(until)
        return paper_rows(until, council)

    monkeypatch.setattr("reports.queries.papers.scorecard_of_paper", noted)
    return found


def test_no_scorecard_is_put_together_for_who_wrote_no_commentary(built):
    commentary = make_commentary(make_health(), Q3)
    report = make_report()
    make_section(report, "exceptions", Q3)
    assert not has_written(make_user(Role.APPROVER), report)
    assert built == []
    assert has_written(commentary.author, report)
    assert built == [Q3]


def test_warnings_are_worked_out_once_until_something_is_changed(built):
    indicator = make_indicator(code="P3.1", unit="number", basis="snapshot")
    make_measurement(indicator, make_area(), Q3, 3)
    commentary = make_commentary(indicator, Q3, text="Three brothers came.")
    report = make_report()
    make_section(report, "exceptions", Q3, codes="P3.1")
    rendering = make_rendering(report)
    (warning,) = commentary_warnings(rendering)
    assert commentary_warnings(rendering) == (warning,)
    assert built == [Q3]
    commentary.text = "Brothers came."
    commentary.save()
    assert commentary_warnings(rendering) == ()
    assert built == [Q3, Q3]


@pytest.mark.parametrize("true_number", [2, 3])
def test_the_warning_of_a_number_in_commentary_does_not_confirm_it(true_number):
    """The approver, who may not see small numbers, reads the same words for a wrong guess."""
    indicator = make_indicator(code="P3.1", name="Homes", unit="number", basis="snapshot")
    make_measurement(indicator, make_area(), Q3, true_number)
    make_commentary(indicator, Q3, text="Three brothers came.")
    report, approver = make_report(), signed_in(Role.APPROVER)
    make_section(report, "exceptions", Q3, codes="P3.1")
    submit(report)
    page = approver.get(url("report-clear", report.pk))
    (warning,) = page.context["warnings"]
    assert warning == (
        "The commentary on P3.1 Homes says “Three”, and counts of that time are hidden from "
        "readers of the public edition. Leave out each number that counts people and that the "
        "public edition does not show."
    )
    assert warning in html.unescape(page.content.decode())
    assert 'name="has_read"' in page.content.decode()
