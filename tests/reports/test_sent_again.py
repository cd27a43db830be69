"""A returned paper goes to clearance again changed, or with an answer to why it was returned."""

import html

import pytest

from corporate_parenting.roles import Role
from reports import services
from reports.queries import is_as_returned, life_of, sent_again
from tests.factories import make_exempt_passage, make_passage, make_report, make_user
from tests.reports.publishing import answer_checks, clear, make_rendering, release, submit
from tests.reports.test_clearance import refused, returned
from tests.reports.test_views import sent, signed_in, url

pytestmark = pytest.mark.django_db

DUE = "The paper has the same words as when it was returned."
ANSWER = "All homes are meant."


def returned_paper(step=submit):
    report = make_report(author=make_user(Role.AUTHOR, first_name="Grace", last_name="Holt"))
    item = make_passage(report, text="Homes were seen.")
    step(report)
    return returned(report), item


def send(report, **fields):
    report.refresh_from_db()
    return services.submit_report(report=report, version=report.version, by=report.author, **fields)


def reason_of(report):
    return life_of(report)[0].why


@pytest.mark.parametrize("step", [submit, clear, release])
def test_the_same_words_go_to_clearance_again_only_with_an_answer(step):
    report, _ = returned_paper(step)
    refused(DUE, services.submit_report, report, by=report.author)
    send(report, answer=ANSWER)
    report.refresh_from_db()
    assert (report.state, reason_of(report)) == (
        "in_clearance", f"Sent again unchanged. {ANSWER}",
    )  # fmt: skip


def test_the_same_words_made_into_another_file_are_the_same_words():
    report, _ = returned_paper()
    rendering = make_rendering(report, pdf=b"%PDF-1.7 again", docx=b"PK again")
    report.refresh_from_db()
    assert is_as_returned(report, rendering)
    refused(DUE, services.submit_report, report, by=report.author)


@pytest.mark.parametrize(("given", "kept"), [("", "Sent to clearance."), (ANSWER, ANSWER)])
def test_other_words_need_no_answer_and_may_have_one(given, kept):
    report, item = returned_paper()
    item.text = "Two homes were seen."
    item.save()
    make_rendering(report)
    answer_checks(report)
    send(report, answer=given)
    assert reason_of(report) == kept


def test_other_words_for_members_alone_are_other_words():
    report, _ = returned_paper()
    make_exempt_passage(report)
    make_rendering(report)
    answer_checks(report)
    send(report)
    assert reason_of(report) == "Sent to clearance."


def test_words_that_go_back_to_those_of_the_last_but_one_return_need_no_answer():
    report, item = returned_paper()
    for words in ("Two homes were seen.", "Homes were seen."):
        item.text = words
        item.save()
        make_rendering(report)
        answer_checks(report)
        send(report)
        report.refresh_from_db()
        returned(report)
    assert report.state == "drafting"


def test_a_paper_that_was_never_returned_asks_for_no_answer():
    report, author = make_report(), signed_in(Role.AUTHOR)
    make_rendering(report)
    assert "Your answer to the reason" not in words(author.get(url("report-submit", report.pk)))


def words(page):
    return html.unescape(page.content.decode())


def test_the_pages_ask_the_author_for_an_answer_and_keep_what_was_typed():
    report, _ = returned_paper()
    author, step = signed_in(Role.AUTHOR), url("report-submit", report.pk)
    for page in (author.get(url("report-detail", report.pk)), author.get(step)):
        assert "Say which homes." in words(page)
        assert "The paper has the same words as then. Change it and make it again" in words(page)
    empty = author.post(step, sent(version=report.version, answer=" "))
    assert (empty.status_code, empty.context["form"].errors) == (
        422, {"answer": ["Answer the reason, or change the paper and make it again."]},
    )  # fmt: skip
    stale = author.post(step, sent(version=report.version - 1, answer=ANSWER))
    assert stale.status_code == 409
    assert stale.context["form"]["answer"].value() == ANSWER
    assert author.post(step, sent(version=report.version, answer=ANSWER)).status_code == 302
    report.refresh_from_db()
    assert report.state == "in_clearance"


def test_who_clears_the_paper_reads_why_it_was_returned_and_the_answer():
    report, _ = returned_paper()
    send(report, answer=ANSWER)
    approver = signed_in(Role.APPROVER)
    for name in ("report-detail", "report-clear"):
        page = words(approver.get(url(name, report.pk))).split("What happened so far")[0]
        assert "returned the paper on" in page
        assert "Say which homes." in page
        assert f"Sent again unchanged. {ANSWER}" in page
    report.refresh_from_db()
    returned(report, reason="Once more.")
    assert sent_again(life_of(report)) is None


def test_a_changed_paper_is_sent_again_without_an_answer_on_its_page():
    report, item = returned_paper()
    item.text = "Two homes were seen."
    item.save()
    make_rendering(report)
    answer_checks(report)
    author, step = signed_in(Role.AUTHOR), url("report-submit", report.pk)
    assert "the same words as then" not in words(author.get(step))
    assert author.post(step, sent(version=report.version, answer="")).status_code == 302
    report.refresh_from_db()
    assert (report.state, reason_of(report)) == ("in_clearance", "Sent to clearance.")


def test_an_answer_typed_for_a_draft_that_somebody_changed_meanwhile_is_still_to_be_read():
    report, _ = returned_paper()
    author, step = signed_in(Role.AUTHOR), url("report-submit", report.pk)
    make_passage(report, heading="More", text="Another visit.")
    page = author.post(step, sent(version=report.version, answer=ANSWER))
    assert page.status_code == 422
    assert 'name="answer"' not in words(page)
    assert "What you typed was not saved." in words(page)
    assert ANSWER in words(page)


def test_an_answer_typed_for_a_paper_that_somebody_sent_meanwhile_is_still_to_be_read():
    report, _ = returned_paper()
    send(report, answer="Mine was first.")
    page = signed_in(Role.AUTHOR).post(
        url("report-submit", report.pk), sent(version=report.version, answer=ANSWER)
    )
    assert "The paper is in clearance." in words(page)
    assert ANSWER in words(page)
