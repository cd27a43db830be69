"""The page on which an author reads what the checks found, and answers."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from corporate_parenting.roles import Role
from reports import services
from reports.checking import findings
from reports.models import CheckAnswer, Report
from tests.factories import make_action, make_entry, make_note, make_passage, make_report, make_user
from tests.reports.publishing import make_rendering
from tests.reports.test_views import sent, signed_in, url

pytestmark = pytest.mark.django_db

ODD = "It was seen on 31 June 2019."


def odd_draft():
    report = make_report()
    item = make_passage(report, text=ODD)
    (finding,) = findings(report)
    return report, item, finding


def post(client, report, key, answer="It is right.", version=0):
    page = url("report-checks", report.pk)
    return client.post(page, sent(key=key, answer=answer, version=version))


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_paper_without_oddities_says_so():
    report, author = make_report(), signed_in(Role.AUTHOR)
    assert "Nothing was found." in text_of(author.get(url("report-checks", report.pk)))
    work = text_of(author.get(url("report-detail", report.pk)))
    assert "Checks (0 open)" in work


def test_each_finding_names_its_paragraph_and_links_to_where_it_is_edited():
    report, item, finding = odd_draft()
    author = signed_in(Role.AUTHOR)
    page = text_of(author.get(url("report-checks", report.pk)))
    assert f">{finding.place[:1].upper()}{finding.place[1:]}</h3>" in page
    assert f'href="{url("passage-change", item.pk)}"' in page
    assert "June 2019 has 30 days. Write the date that is meant." in page
    assert "1 found, 1 open." in page
    assert "Checks (1 open)" in text_of(author.get(url("report-detail", report.pk)))


def test_an_answer_is_saved_once_and_shown_with_who_and_when():
    report, _, finding = odd_draft()
    author = signed_in(Role.AUTHOR)
    given = sent(key=finding.key, answer="It <b>is</b> right.", version=0)
    for _ in range(2):
        response = author.post(url("report-checks", report.pk), given)
        assert response.url == f"{url('report-checks', report.pk)}#finding-{finding.key[:12]}"
    row = CheckAnswer.objects.get()
    page = text_of(author.get(url("report-checks", report.pk)))
    assert "<strong>Answer:</strong> It &lt;b&gt;is&lt;/b&gt; right." in page
    assert f"{row.by}, " in page
    assert "1 found, 0 open." in page
    assert "Checks (0 open)" in text_of(author.get(url("report-detail", report.pk)))


def test_the_form_has_what_the_site_asks_of_every_form():
    report, _, finding = odd_draft()
    author = Client(enforce_csrf_checks=True)
    author.force_login(make_user(Role.AUTHOR))
    page = author.get(url("report-checks", report.pk)).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    given = sent(key=finding.key, answer="Right.", version=0, csrfmiddlewaretoken=token)
    assert author.post(url("report-checks", report.pk), given).status_code == 302
    assert CheckAnswer.objects.get().answer == "Right."


def test_an_empty_answer_is_refused_at_its_own_box():
    report, _, finding = odd_draft()
    response = post(signed_in(Role.AUTHOR), report, finding.key, answer=" ")
    page = text_of(response)
    assert response.status_code == 422
    said = "Enter why it is right as it stands, or change the words."
    assert f'<a href="#id_{finding.key[:12]}_answer">{said}</a>' in page
    assert page.count(f'id="id_{finding.key[:12]}_answer"') == 1
    assert not CheckAnswer.objects.exists()


def test_two_who_answer_at_once_see_both_answers():
    report, _, finding = odd_draft()
    post(signed_in(Role.AUTHOR), report, finding.key, "First.")
    response = post(signed_in(Role.AUTHOR), report, finding.key, "Second.")
    page = text_of(response)
    assert response.status_code == 409
    assert "First." in page.split("Both texts")[1]
    assert "Second." in page.split("Both texts")[1]
    assert CheckAnswer.objects.get().answer == "First."


def test_what_was_changed_meanwhile_is_said_to_be_gone():
    report, item, finding = odd_draft()
    author = signed_in(Role.AUTHOR)
    item.text = "It was seen on 30 June 2019."
    item.save()
    response = post(author, report, finding.key)
    assert response.status_code == 422
    assert "This is not found any more" in text_of(response)


@pytest.mark.parametrize("key", ["", "abc", "0" * 63 + "g", "0" * 64 + "\n", "é" * 64])
def test_an_odd_key_breaks_nothing(key):
    report, _, _ = odd_draft()
    assert post(signed_in(Role.AUTHOR), report, key).status_code == 422
    assert not CheckAnswer.objects.exists()


@pytest.mark.parametrize("role", [Role.APPROVER, Role.DEMOCRATIC_SERVICES])
def test_whoever_does_not_write_reads_answers_and_gives_none(role):
    report, item, finding = odd_draft()
    post(signed_in(Role.AUTHOR), report, finding.key, "As the court wrote it.")
    reader = signed_in(role)
    page = text_of(reader.get(url("report-checks", report.pk)))
    assert "As the court wrote it." in page
    assert "<textarea" not in page
    assert url("passage-change", item.pk) not in page
    assert post(reader, report, finding.key, "Other.", version=1).status_code == 403


def test_a_paper_that_is_not_open_shows_its_answers_without_boxes():
    report, _, finding = odd_draft()
    author = signed_in(Role.AUTHOR)
    post(author, report, finding.key, "As the court wrote it.")
    report.state = Report.State.PUBLISHED
    report.save()
    page = text_of(author.get(url("report-checks", report.pk)))
    assert "As the court wrote it." in page
    assert "<textarea" not in page


def test_words_for_officers_only_are_not_told_to_who_does_not_read_the_plan():
    action = make_action()
    note = make_note(action, text="Seen on 31 June 2019 by nobody.")
    report = make_report(plan=action.priority.plan)
    make_entry(report, note)
    note.visibility = "officers"
    note.save()
    shown = {
        role: "by nobody" in text_of(signed_in(role).get(url("report-checks", report.pk)))
        for role in (Role.AUTHOR, Role.DEMOCRATIC_SERVICES)
    }
    assert shown == {Role.AUTHOR: True, Role.DEMOCRATIC_SERVICES: False}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(rows, django_assert_num_queries):
    report, author = make_report(), signed_in(Role.AUTHOR)
    for order in range(1, rows + 1):
        make_passage(report, text=f"Seen on 31 June 201{order}.", order=order)
    for finding in findings(report):
        by = make_user(Role.AUTHOR, email=f"{uuid.uuid4()}@fernmoor.example")
        CheckAnswer.objects.create(
            report=report, key=finding.key, check_name=finding.check, place=finding.place,
            words=finding.words, answer="Yes.", by=by, at=report.history.first().history_date,
        )  # fmt: skip
    author.get(url("report-checks", report.pk))
    with django_assert_num_queries(7):
        page = author.get(url("report-checks", report.pk))
    assert page.context["count"] == rows


def test_whoever_sends_a_paper_on_is_told_first_of_checks_without_an_answer():
    report, author = make_report(), signed_in(Role.AUTHOR)
    make_passage(report, text="Seen on 31 June 2019.")
    make_rendering(report, requested_at=timezone.now())
    page = text_of(author.get(url("report-submit", report.pk)))
    assert "1 check has no answer yet: until then the paper is not sent." in page
    services.answer_finding(
        report=report, key=findings(report)[0].key, answer="It is meant so.", version=0,
        by=author.user, at=timezone.now(),
    )  # fmt: skip
    assert "no answer yet" not in text_of(author.get(url("report-submit", report.pk)))
