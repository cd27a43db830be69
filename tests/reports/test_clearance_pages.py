"""The pages of each step: what they show, to whom, and where their buttons stand."""

import html
from datetime import date, timedelta

import pytest
from django.utils import timezone

from corporate_parenting.roles import Role
from reports.models import Report
from tests.factories import (
    make_council,
    make_entry,
    make_meeting,
    make_note,
    make_passage,
    make_report,
    make_user,
)
from tests.reports.publishing import (
    clear,
    make_comment,
    make_publication,
    make_rendering,
    publish,
    release,
    submit,
    withdraw,
)
from tests.reports.test_clearance import correct, returned
from tests.reports.test_views import day, sent, signed_in, url

pytestmark = pytest.mark.django_db

STEPS = [
    "start", "submit", "clear", "release", "publish", "return", "withdraw", "correct",
]  # fmt: skip


def offered(client, report):
    """The steps that the work page links to."""
    page = client.get(url("report-detail", report.pk)).content.decode()
    return [step for step in STEPS if f'href="{url(f"report-{step}", report.pk)}"' in page]


def planned(report):
    report.state = Report.State.PLANNED
    report.save()


@pytest.mark.parametrize(
    ("way", "author", "approver", "clerk"),
    [
        (planned, ["start"], [], []),
        (make_rendering, ["submit"], [], []),
        (submit, [], ["clear", "return"], []),
        (clear, [], ["release", "publish", "return"], ["release", "publish", "return"]),
        (release, [], ["publish", "return"], ["publish", "return"]),
        (publish, ["correct"], ["withdraw"], ["withdraw"]),
        (lambda report: withdraw(publish(report).report), ["correct"], [], []),
    ],
)
def test_a_step_is_offered_to_whoever_may_take_it_when_it_is_next(way, author, approver, clerk):
    report = make_report()
    way(report)
    roles = (Role.AUTHOR, Role.APPROVER, Role.DEMOCRATIC_SERVICES)
    assert [offered(signed_in(role), report) for role in roles] == [author, approver, clerk]


@pytest.mark.parametrize(
    ("step", "role"),
    [
        ("submit", Role.AUTHOR),
        ("clear", Role.APPROVER),
        ("release", Role.DEMOCRATIC_SERVICES),
        ("publish", Role.DEMOCRATIC_SERVICES),
        ("return", Role.APPROVER),
    ],
)
def test_the_page_of_a_step_that_is_not_next_says_why_and_has_no_form(step, role):
    report, client = make_report(), signed_in(role)
    publish(report)
    page = client.get(url(f"report-{step}", report.pk)).content.decode()
    assert "The paper is published." in page
    assert 'name="version"' not in page
    answer = client.post(
        url(f"report-{step}", report.pk),
        sent(version=report.version, sha256_pdf="0" * 64, has_read="on", reason="Why."),
    )
    assert answer.status_code == 422
    assert Report.objects.get().state == "published"


def test_a_paper_is_planned_and_started_on_its_pages():
    plan = make_note().action.priority.plan
    author, meeting = signed_in(Role.AUTHOR), make_meeting()
    fields = {"kind": "update", "meeting": meeting.pk, "plan": plan.pk}
    author.post(url("report-plan"), sent(**fields))
    report = Report.objects.get()
    work = author.get(url("report-detail", report.pk)).content.decode()
    assert "Next, an author starts the draft." in work
    assert "Planned" in author.get(url("report-list")).content.decode()
    form = sent(version=1) | day("cut_off_on", date(2019, 5, 31))
    author.post(url("report-start", report.pk), form)
    report.refresh_from_db()
    assert (report.state, report.entries.count()) == ("drafting", 1)


def test_the_steps_are_taken_on_their_pages():
    report = make_report()
    author = signed_in(Role.AUTHOR)
    clerk, approver = signed_in(Role.DEMOCRATIC_SERVICES), signed_in(Role.APPROVER)
    rendering = make_rendering(report)
    seen = {"sha256_pdf": rendering.sha256_pdf, "has_read": "on"}
    states = []
    for client, step, fields in (
        (author, "submit", {}),
        (approver, "return", {"reason": "Say which homes."}),
        (author, "submit", {"answer": "All of them."}),
        (approver, "clear", seen),
        (clerk, "release", {}),
        (clerk, "publish", seen),
        (clerk, "withdraw", {"reason": "It named a child."}),
        (author, "correct", {"reason": "The name is out."}),
    ):
        report.refresh_from_db()
        page = url(f"report-{step}", report.pk)
        assert client.get(page).status_code == 200
        assert client.post(page, sent(version=report.version, **fields)).status_code == 302
        report.refresh_from_db()
        states.append(report.state)
    assert states == [
        "in_clearance", "drafting", "in_clearance", "cleared", "released", "published",
        "withdrawn", "drafting",
    ]  # fmt: skip


def test_a_reason_is_asked_for_where_somebody_will_read_it():
    report, clerk = make_report(), signed_in(Role.DEMOCRATIC_SERVICES)
    clear(report)
    answer = clerk.post(url("report-return", report.pk), sent(version=report.version, reason=" "))
    assert answer.status_code == 422
    assert "Enter the reason that the author will read." in answer.content.decode()
    publish_again = make_publication(plan=report.plan, held_on=date(2019, 9, 13)).report
    publish_again.refresh_from_db()
    form = sent(version=publish_again.version, reason="")
    answer = clerk.post(url("report-withdraw", publish_again.pk), form)
    assert answer.status_code == 422
    assert "Enter the reason that members will read." in answer.content.decode()


def test_the_author_reads_on_the_work_page_why_the_paper_came_back():
    report, author = make_report(), signed_in(Role.AUTHOR)
    submit(report)
    returned(report, reason="Say which homes.")
    page = author.get(url("report-detail", report.pk)).content.decode()
    assert "returned the paper on" in page
    assert page.count("Say which homes.") == 2  # on top, and in what happened so far
    submit(report, pdf=b"%PDF-1.7 again")
    page = author.get(url("report-detail", report.pk)).content.decode()
    assert page.count("Say which homes.") == 2  # while somebody reads whether it was met


def test_the_paper_is_read_and_commented_paragraph_by_paragraph():
    report, clerk, author = (
        make_report(),
        signed_in(Role.DEMOCRATIC_SERVICES),
        signed_in(Role.AUTHOR),
    )
    make_passage(report, heading="Visits", text="Two homes were seen.")
    rendering = submit(report)
    reading = url("report-clearance", report.pk)
    page = clerk.get(reading)
    assert [passage.words for passage, _ in page.context["rows"]][:3] == [
        "Section 1: Items Discussed", "Visits", "Two homes were seen.",
    ]  # fmt: skip
    comment_page = url("comment-add", report.pk, 3)
    assert comment_page in page.content.decode()
    assert comment_page not in author.get(reading).content.decode()
    form = sent(sha256_document=rendering.sha256_document, text="Which <b>homes</b>?")
    assert "Two homes were seen." in clerk.get(comment_page).content.decode()
    assert clerk.post(comment_page, form).url == f"{reading}?edition=public#p3"
    comment = report.comments.get()
    assert "Which &lt;b&gt;homes&lt;/b&gt;?" in author.get(reading).content.decode()
    work = author.get(url("report-detail", report.pk)).content.decode()
    assert "1 comment has no answer yet." in work
    answer = author.post(url("comment-settle", comment.pk), sent(version=1, answer="Ash, Elm."))
    assert answer.url == f"{reading}#comment-{comment.pk}"
    assert "Ash, Elm." in clerk.get(reading).content.decode()
    assert author.get(comment_page).status_code == 403
    assert clerk.get(url("comment-settle", comment.pk)).status_code == 403
    for nowhere in (0, 99):
        assert clerk.get(url("comment-add", report.pk, nowhere)).status_code == 404


def test_the_paragraphs_to_comment_have_the_numbers_of_the_paper():
    report = make_report(kind="decision")
    make_passage(report, part="summary", heading="", text="Two homes were seen.")
    submit(report)
    clerk = signed_in(Role.DEMOCRATIC_SERVICES)
    assert (
        "<b>1.1</b> Two homes were seen."
        in clerk.get(url("report-clearance", report.pk)).content.decode()
    )


def test_comments_on_words_that_are_gone_stand_at_the_end():
    report, author = make_report(), signed_in(Role.AUTHOR)
    item = make_passage(report, heading="Visits", text="Two homes were seen.")
    submit(report)
    comment = make_comment(report, 3)
    returned(report)
    item.text = "Ash and Elm were seen."
    item.save()
    make_rendering(report)
    page = author.get(url("report-clearance", report.pk))
    assert page.context["lost"] == [comment]
    assert "On words that are no longer in the paper" in page.content.decode()


def test_a_paper_without_a_rendering_has_nothing_to_read():
    report = make_report()
    page = signed_in(Role.APPROVER).get(url("report-clearance", report.pk)).content.decode()
    assert "The paper has not been made yet." in page
    assert signed_in(Role.APPROVER).get(url("comment-add", report.pk, 1)).status_code == 404


def test_words_that_became_officers_only_are_kept_from_those_without_the_plan():
    note = make_note(text="A family fell out.")
    report = make_report(plan=note.action.priority.plan)
    make_entry(report, note)
    rendering = submit(report)
    clerk, approver = signed_in(Role.DEMOCRATIC_SERVICES), signed_in(Role.APPROVER)
    reading, file = url("report-clearance", report.pk), url("rendering-pdf", rendering.pk)
    assert "fell out" in clerk.get(reading).content.decode()
    assert clerk.get(file).status_code == 200
    make_note(note.action, corrects=note, visibility="officers")
    page = clerk.get(reading).content.decode()
    assert "fell out" not in page
    assert "A note in this paper is for officers only now." in page
    assert clerk.get(file).status_code == 403
    assert clerk.get(url("comment-add", report.pk, 1)).status_code == 403
    assert "fell out" in approver.get(reading).content.decode()
    assert approver.get(file).status_code == 200


def test_democratic_services_read_the_bytes_once_they_are_handed_on():
    report, clerk = make_report(), signed_in(Role.DEMOCRATIC_SERVICES)
    rendering = make_rendering(report)
    assert clerk.get(url("rendering-pdf", rendering.pk)).status_code == 403
    submit(report, rendering)
    assert clerk.get(url("rendering-pdf", rendering.pk)).content == rendering.pdf


def test_a_withdrawn_paper_and_its_files_say_so_and_nothing_else():
    member, publication = signed_in(Role.MEMBER), make_publication()
    withdraw(publication.report, reason="It named a child.")
    for name in ("publication-detail", "publication-pdf", "publication-docx"):
        answer = member.get(url(name, publication.pk))
        words = answer.content.decode()
        assert answer.status_code == 410
        assert "was withdrawn on 3 June 2019" in words
        assert "It named a child." in words
        assert "Two homes were seen." not in words
    listed = member.get(url("publication-list")).content.decode()
    assert "Withdrawn on 3 June 2019" in listed
    assert url("publication-pdf", publication.pk) not in listed
    assert member.post(url("publication-pdf", publication.pk)).status_code == 405


def test_a_withdrawn_version_leads_to_the_one_that_took_its_place():
    member, first = signed_in(Role.MEMBER), make_publication()
    report = withdraw(first.report)
    correct(report)
    second = publish(report, pdf=b"%PDF-1.7 second")
    answer = member.get(url("publication-detail", first.pk))
    assert answer.status_code == 410
    assert url("publication-detail", second.pk) in answer.content.decode()
    page = member.get(url("publication-detail", second.pk)).content.decode()
    assert "superseded, withdrawn" in page
    withdraw(report)
    answer = member.get(url("publication-detail", first.pk))
    assert f'href="{url("publication-detail", second.pk)}"' not in answer.content.decode()


def test_a_published_paper_says_who_stood_for_it_and_how_long_it_is_kept():
    report, member = make_report(), signed_in(Role.MEMBER)
    clerk = make_user(Role.DEMOCRATIC_SERVICES, first_name="Ira", last_name="Poole")
    publication = publish(report, by=clerk)
    page = member.get(url("publication-detail", publication.pk)).content.decode()
    assert "published by Ira Poole." in page
    assert "Kept until 14 June 2025 at least." in page
    work = signed_in(Role.AUTHOR).get(url("report-detail", report.pk)).content.decode()
    assert "Kept until 14 June 2025 at least." in work
    draft = make_report(plan=report.plan, held_on=date(2019, 9, 13))
    work = signed_in(Role.AUTHOR).get(url("report-detail", draft.pk)).content.decode()
    assert "Kept until 13 September 2023 at least." in work


def test_a_published_paper_leads_those_who_see_drafts_to_its_draft_to_correct_or_withdraw_it():
    report = make_report()
    publication = publish(report)
    draft = f'href="{url("report-detail", report.pk)}"'
    page = url("publication-detail", publication.pk)
    for role in (Role.AUTHOR, Role.APPROVER, Role.DEMOCRATIC_SERVICES):
        assert draft in signed_in(role).get(page).content.decode()
    assert draft not in signed_in(Role.MEMBER).get(page).content.decode()
    withdraw(report)
    for role, is_led in ((Role.AUTHOR, True), (Role.MEMBER, False)):
        assert (draft in signed_in(role).get(page).content.decode()) == is_led


def test_checks_are_not_counted_as_open_once_nobody_can_answer_them():
    report, author = make_report(), signed_in(Role.AUTHOR)
    make_passage(report, heading="", text="Visits go on.")
    assert "open)</a>" in author.get(url("report-detail", report.pk)).content.decode()
    publish(report)
    told = author.get(url("report-detail", report.pk)).content.decode()
    assert ("Checks</a>" in told, "open)</a>" in told) == (True, False)


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (40, "the rule is 5 clear days. The last day in time is"),
        (3, "out 2 clear days before the meeting. The rule is 5 clear days: the last day in time"),
        (2, "out 1 clear day before the meeting."),
        (0, "no clear day is left before it."),
    ],
)
def test_the_pages_say_how_many_clear_days_remain(ahead, words):
    make_council(clear_days_are_working=False)
    report = make_report(held_on=timezone.localdate() + timedelta(days=ahead))
    clear(report)
    clerk = signed_in(Role.DEMOCRATIC_SERVICES)
    for name in ("report-detail", "report-release", "report-publish"):
        assert words in html.unescape(clerk.get(url(name, report.pk)).content.decode())


@pytest.mark.parametrize("rows", [1, 3])
def test_the_reading_page_takes_a_fixed_number_of_queries(rows, django_assert_num_queries):
    make_council()
    report, approver = make_report(), signed_in(Role.APPROVER)
    for order in range(1, rows + 1):
        make_passage(report, order=order)
    submit(report)
    for place in range(1, rows + 1):
        make_comment(report, place)
    approver.get(url("report-clearance", report.pk))
    with django_assert_num_queries(8):
        page = approver.get(url("report-clearance", report.pk))
    assert sum(len(comments) for _, comments in page.context["rows"]) == rows
