"""Choosing what a draft takes from the scorecard: the form, its page and the service."""

import uuid

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from corporate_parenting.roles import Role
from corporate_parenting.versions import Conflict
from reports import services
from reports.forms import SectionsForm
from reports.models import Publication, Report, ReportSection
from reports.queries import chosen_sections
from scorecard.periods import parse
from tests.factories import (
    make_area,
    make_commentary,
    make_indicator,
    make_measurement,
    make_report,
    make_section,
    make_target,
    make_user,
)
from tests.reports.publishing import make_rendering, publish

pytestmark = pytest.mark.django_db

Q2, Q3 = parse("Quarter 2 2019-20"), parse("Quarter 3 2019-20")
Q3_KEY = "quarter 2019-10-01"


@pytest.fixture
def indicator():
    indicator = make_indicator()
    make_target(indicator)
    make_measurement(indicator, make_area(), Q3, 72)
    make_commentary(indicator, Q3, text="Two clinics were closed.")
    return indicator


@pytest.fixture
def author():
    client = Client()
    client.force_login(make_user(Role.AUTHOR))
    return client


def page_of(report, name="report-sections"):
    return reverse(f"reports:{name}", args=[report.pk])


def sent(**fields):
    return {"submission": str(uuid.uuid4()), "version": 1, **fields}


def said(report, **fields):
    """The errors of the form by field."""
    form = SectionsForm(sent(**fields), report=report)
    return {name: list(errors) for name, errors in form.errors.items()}


def test_what_is_chosen_stands_in_the_preview_and_in_the_published_paper(indicator, author):
    report = make_report()
    answer = author.post(
        page_of(report),
        sent(sections=["exceptions", "scorecard_table"], period=Q3_KEY, exceptions="p4.2"),
    )
    assert answer.status_code == 302
    assert [str(row) for row in chosen_sections(report).values()] == [
        "Scorecard table, Quarter 3 2019-20",
        "Commentary on exceptions, Quarter 3 2019-20",
    ]
    preview = author.get(page_of(report, "report-preview")).content.decode()
    assert "Scorecard: Quarter 3 2019-20" in preview
    assert "Two clinics were closed." in preview
    work = author.get(page_of(report, "report-detail")).content.decode()
    assert "Commentary on exceptions, Quarter 3 2019-20: P4.2" in work
    publication = publish(report)
    indicator.name = "Another name"
    indicator.save()
    stored = Publication.objects.get(pk=publication.pk)
    assert "Two clinics were closed." in stored.html
    assert "Health assessments within 20 working days" in stored.html


def test_the_form_shows_the_choice_and_what_is_unticked_is_left_out(indicator, author):
    report = make_report()
    make_section(report, "exceptions", Q3, codes="P4.2")
    form = author.get(page_of(report)).context["form"]
    assert {name: form[name].value() for name in ("sections", "period", "exceptions")} == {
        "sections": ["exceptions"],
        "period": Q3_KEY,
        "exceptions": "P4.2",
    }
    assert [words for _, words in form.fields["period"].choices] == [
        "Choose the period",
        "Quarter 3 2019-20",
    ]
    assert author.post(page_of(report), sent()).status_code == 302
    assert chosen_sections(report) == {}
    assert ReportSection.objects.get().codes == "P4.2"


def test_a_period_and_codes_are_asked_for_in_plain_words(indicator):
    report = make_report()
    asked = {"sections": ["exceptions"], "exceptions": "P4.2, P9.9, X"}
    assert said(report, **asked) == {
        "exceptions": ["There is no indicator P9.9 or X."],
        "period": ["Choose up to when the paper takes figures."],
    }
    assert said(report, sections=["moon"], period="quarter 2019-07-01") == {
        "sections": ["Choose from the sections on this page."],
        "period": ["Choose a period that has figures."],
    }
    assert said(report) == {}
    form = SectionsForm(
        sent(sections=["comparator_charts"], period=Q3_KEY, comparator_charts=" p4.2,,P4.2 "),
        report=report,
    )
    assert form.is_valid()
    assert (form.codes(), form.cleaned_data["period"]) == ({"comparator_charts": "P4.2"}, Q3)


@pytest.mark.parametrize("field", ["exceptions", "comparator_charts"])
def test_codes_withdrawn_by_the_end_of_the_period_are_refused_by_name(indicator, field):
    make_indicator(code="P3.1", withdrawn_on=Q2.ends_on)
    make_indicator(code="P3.2", withdrawn_on=Q3.ends_on)
    make_indicator(code="P3.3", withdrawn_on=None)
    report, asked = make_report(), {"sections": [field], "period": Q3_KEY}
    assert said(report, **asked, **{field: "p3.1, P3.2, P3.3, P4.2"}) == {
        field: [
            "P3.1 and P3.2 are not in use at the end of Quarter 3 2019-20. Leave out what is "
            "withdrawn by then."
        ]
    }
    assert said(report, **asked, **{field: "P3.3, P4.2"}) == {}


def test_without_figures_the_form_says_so():
    choices = SectionsForm(report=make_report()).fields["period"].choices
    assert [words for _, words in choices] == ["No figure is recorded yet"]


def test_who_saves_second_sees_both_choices(indicator, author):
    report = make_report()
    author.post(page_of(report), sent(sections=["exceptions"], period=Q3_KEY))
    answer = author.post(page_of(report), sent(sections=["scorecard_table"], period=Q3_KEY))
    assert answer.status_code == 409
    assert answer.context["form"].conflict == [
        (
            "Sections",
            "Commentary on exceptions, Quarter 3 2019-20",
            "Scorecard table, Quarter 3 2019-20",
        )
    ]


def test_a_stale_version_and_a_published_paper_change_nothing(indicator):
    report = make_report()
    chosen = {"codes": {"exceptions": ""}, "period": Q3}
    with pytest.raises(Conflict):
        services.choose_sections(report=report, version=7, by=report.author, **chosen)
    publish(report)
    report = Report.objects.get()
    with pytest.raises(services.ReportError, match="The paper is published"):
        services.choose_sections(report=report, version=report.version, by=report.author, **chosen)
    assert ReportSection.objects.count() == 0


def test_a_paper_made_before_the_figures_changed_may_not_be_published(indicator):
    report = make_report()
    make_section(report, "scorecard_table", Q3)
    rendering = make_rendering(report)
    assert services.why_out_of_date(report, rendering) == ""
    figure = indicator.measurements.get()
    figure.value = 95
    figure.save()
    assert "changed after this paper was made" in services.why_out_of_date(report, rendering)


def test_the_command_builds_the_sections_that_the_draft_has(indicator, tmp_path):
    report, out = make_report(), tmp_path / "paper.html"
    make_section(report, "exceptions", Q3)
    day = report.meeting.held_on.isoformat()
    call_command("build_report", "update", "--meeting", day, "--out", str(out))
    assert "Two clinics were closed." in out.read_text()
