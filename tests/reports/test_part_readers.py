"""Who may read a whole part of one paper: its author says it, and only for fewer people."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from corporate_parenting.roles import Role
from corporate_parenting.versions import Conflict
from reports import services
from reports.models import PartClass, Report
from tests.factories import make_report, make_user
from tests.reports.publishing import submit
from tests.reports.test_views import sent, signed_in, url

pytestmark = pytest.mark.django_db

TENDER = {"exempt_paragraph": "3", "withheld_because": "It is a tender."}


def part_of(report, code="recommendation"):
    return report.kind.parts.get(code=code)


def choose(report, publicity="exempt", code="recommendation", version=0, **fields):
    fields = {"exempt_paragraph": "", "withheld_because": "It is a tender."} | fields
    if publicity == "exempt":
        fields["exempt_paragraph"] = "3"
    return services.choose_readers(
        report=report, part=part_of(report, code), version=version, by=report.author,
        publicity=publicity, **fields,
    )  # fmt: skip


def class_kind(report, publicity):
    part = part_of(report)
    part.publicity, part.withheld_because = publicity, "It always is."
    part.exempt_paragraph = "1" if publicity == "exempt" else ""
    part.full_clean()
    part.save()


def classes(report):
    parts = Report.objects.get(pk=report.pk).parts
    part = next(each for each in parts if each.code == "recommendation")
    return part.publicity, part.exempt_paragraph, part.withheld_because


def test_a_part_is_for_fewer_people_in_this_paper_alone():
    report = make_report()
    other = make_report(plan=report.plan, held_on=date(2019, 9, 13))
    row = choose(report)
    assert classes(report) == ("exempt", "3", "It is a tender.")
    assert classes(other) == ("public", "", "")
    assert part_of(report).publicity == "public"
    assert row.history.get().history_user == report.author


def test_an_author_makes_no_part_wider_than_its_kind():
    report = make_report()
    class_kind(report, "exempt")
    with pytest.raises(services.ReportError, match="as many people already"):
        choose(report, "exempt")
    assert not PartClass.objects.exists()
    choose(report, "confidential")
    assert classes(report) == ("confidential", "", "It is a tender.")
    choose(report, "public", version=1, withheld_because="")
    assert classes(report) == ("exempt", "1", "It always is.")


def test_a_kind_that_became_narrower_since_stays_so():
    report = make_report()
    choose(report)
    class_kind(report, "confidential")
    assert classes(report) == ("confidential", "", "It always is.")


def test_two_who_choose_at_once_lose_nothing():
    report = make_report()
    choose(report)
    with pytest.raises(Conflict):
        choose(report, "confidential")
    assert classes(report)[0] == "exempt"


def test_a_paper_that_is_handed_on_keeps_its_classes():
    report = make_report()
    submit(report)
    with pytest.raises(services.ReportError, match="in clearance"):
        choose(report)
    assert not PartClass.objects.exists()


def test_what_every_edition_tells_anyway_is_not_withheld():
    report = make_report(kind="decision")
    with pytest.raises(services.ReportError, match="Nobody can be kept"):
        choose(report, code="title")
    part = part_of(report, "title")
    part.publicity, part.withheld_because = "confidential", "It is about one child."
    with pytest.raises(ValidationError, match="Everyone may read it"):
        part.full_clean()


def test_who_withheld_a_part_does_not_clear_the_paper():
    report, approver = make_report(), make_user(Role.APPROVER)
    services.choose_readers(
        report=report, part=part_of(report), version=0, by=approver, publicity="exempt", **TENDER
    )
    rendering = submit(report)
    with pytest.raises(services.ReportError):
        services.clear_report(
            report=report, version=report.version, sha256_pdf=rendering.seal, by=approver
        )


def test_the_author_withholds_a_part_from_the_work_page():
    report, author = make_report(), signed_in(Role.AUTHOR)
    page = url("part-readers", report.pk, part_of(report).pk)
    work = url("report-detail", report.pk)
    assert page in author.get(work).content.decode()
    refused = author.post(page, sent(version=0, publicity="exempt"))
    assert refused.status_code == 422
    assert "Choose the paragraph under which the words are exempt." in refused.content.decode()
    answer = author.post(page, sent(version=0, publicity="exempt", **TENDER))
    assert answer.url == f"{work}#readers"
    words = author.get(work).content.decode()
    assert "Recommendation: exempt: members and officers." in words
    assert "It is a tender." in words
    stale = author.post(page, sent(version=0, publicity="confidential", withheld_because="Mine."))
    assert stale.status_code == 409
    for text in ("It is a tender.", "Mine."):
        assert text in stale.content.decode()


def test_the_form_offers_only_fewer_readers_than_the_kind():
    report, author = make_report(), signed_in(Role.AUTHOR)
    page = url("part-readers", report.pk, part_of(report).pk)
    class_kind(report, "exempt")
    box = author.get(page).context["form"].fields["publicity"]
    assert [value for value, _ in box.choices] == ["public", "confidential"]
    assert author.post(page, sent(version=0, publicity="exempt", **TENDER)).status_code == 422
    class_kind(report, "confidential")
    assert author.get(page).status_code == 404
    assert page not in author.get(url("report-detail", report.pk)).content.decode()


def test_a_part_of_another_kind_is_not_found():
    report = make_report()
    other = make_report(plan=report.plan, meeting=report.meeting, kind="decision")
    author = signed_in(Role.AUTHOR)
    page = url("part-readers", report.pk, part_of(other, "summary").pk)
    assert author.get(page).status_code == 404


def test_the_class_of_a_part_of_a_kind_is_on_its_admin_page(client):
    report = make_report()
    client.force_login(make_user(Role.ADMINISTRATOR, is_staff=True))
    page = reverse("admin:reports_kindpart_change", args=[part_of(report).pk])
    form = client.get(page).context["adminform"].form
    shown = {box.name: box.value() for box in form if box.value() not in (None, False)}
    answer = client.post(page, shown | {"publicity": "exempt", **TENDER})
    assert answer.status_code == 302
    assert classes(report) == ("exempt", "3", "It is a tender.")


def test_parts_are_called_in_the_councils_words():
    report, author = make_report(kind="decision"), signed_in(Role.AUTHOR)
    young = part_of(report, "young")
    pages = [url("report-detail", report.pk), url("part-readers", report.pk, young.pk)]
    pages.append(f"{url('passage-add', report.pk)}?part=young")
    for page in pages:
        html = author.get(page).content.decode()
        assert ("Implications for children in our care" in html, "{children}" in html) == (
            True, False,
        )  # fmt: skip
