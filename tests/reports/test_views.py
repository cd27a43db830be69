"""Pages of meetings, drafts and papers, as each person sees them."""

import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from corporate_parenting.roles import Role
from reports.models import Meeting, Passage, Report
from tests.factories import (
    make_action,
    make_council,
    make_entry,
    make_meeting,
    make_note,
    make_passage,
    make_plan,
    make_priority,
    make_report,
    make_user,
)
from tests.reports.publishing import make_publication, make_rendering, publish, submit

FILE_NAME = "2019-06-14-corporate-parenting-board-update-report-public.pdf"

pytestmark = pytest.mark.django_db


def signed_in(*roles):
    client = Client()
    client.user = make_user(*roles)
    client.force_login(client.user)
    return client


def sent(**fields):
    return {"submission": str(uuid.uuid4()), **fields}


def day(name, value):
    return {f"{name}_{part}": getattr(value, part) for part in ("day", "month", "year")}


def url(name, *args):
    return reverse(f"reports:{name}", args=args)


def report_of(note, **fields):
    return make_report(plan=note.action.priority.plan, **fields)


def test_drafts_are_unknown_to_members():
    member, report = signed_in(Role.MEMBER), make_report()
    entry = make_entry(report, make_note(make_action_of(report)))
    item = make_passage(report)
    rendering = make_rendering(report)
    pages = [
        url("report-list"), url("report-add"), url("meeting-add"),
        url("meeting-change", report.meeting_id), url("report-detail", report.pk),
        url("report-preview", report.pk), url("report-change", report.pk),
        url("report-arrange", report.pk), url("report-publish", report.pk),
        url("report-correct", report.pk), url("entry-change", entry.pk),
        url("passage-add", report.pk), url("passage-change", item.pk),
        url("passage-remove", item.pk),
        url("rendering-pdf", rendering.pk),
    ]  # fmt: skip
    assert {page: member.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
    buttons = [
        url("report-refresh", report.pk), url("report-render", report.pk),
        url("entry-move", entry.pk),
    ]  # fmt: skip
    assert [member.post(page, sent()).status_code for page in buttons] == [404, 404, 404]


def make_action_of(report):
    return make_action(priority=make_priority(plan=report.plan))


def test_who_may_open_the_page_of_each_step():
    report = make_report()
    submit(report)
    steps = ("change", "submit", "return", "clear", "release", "publish", "withdraw")
    answers = {
        role: [signed_in(role).get(url(f"report-{step}", report.pk)).status_code for step in steps]
        for role in (Role.AUTHOR, Role.APPROVER, Role.DEMOCRATIC_SERVICES)
    }
    assert answers == {
        Role.AUTHOR: [200, 200, 403, 403, 403, 403, 403],
        Role.APPROVER: [403, 403, 200, 200, 200, 200, 200],
        Role.DEMOCRATIC_SERVICES: [403, 403, 403, 403, 200, 200, 200],
    }


@pytest.mark.parametrize("step", ["clear", "release", "publish"])
def test_an_author_who_may_approve_cannot_let_a_paper_of_their_own_go(step):
    both = signed_in(Role.AUTHOR, Role.APPROVER)
    report = make_report(author=both.user)
    make_rendering(report)
    assert both.get(url(f"report-{step}", report.pk)).status_code == 403


def test_a_meeting_is_added_once_and_changed():
    clerk = signed_in(Role.DEMOCRATIC_SERVICES)
    fields = sent(body="Board", mode="hybrid", place="Town Hall", starts_at="14:00")
    fields |= day("held_on", date(2022, 4, 8))
    for _ in range(2):
        assert clerk.post(url("meeting-add"), fields).url == url("report-list")
    meeting = Meeting.objects.get()
    assert (str(meeting), meeting.place) == ("Board, 8 April 2022", "Town Hall")
    page = clerk.get(url("meeting-change", meeting.pk))
    assert page.context["form"]["place"].value() == "Town Hall"
    change = {**fields, **sent(version=1, place="Civic Centre")}
    clerk.post(url("meeting-change", meeting.pk), change)
    meeting.refresh_from_db()
    assert (meeting.place, meeting.version) == ("Civic Centre", 2)
    stale = clerk.post(url("meeting-change", meeting.pk), {**change, **sent(version=1)})
    assert stale.status_code == 409


def test_a_second_meeting_on_a_day_is_refused_with_a_sentence():
    meeting, clerk = make_meeting(), signed_in(Role.DEMOCRATIC_SERVICES)
    fields = sent(body=meeting.body, mode="remote") | day("held_on", meeting.held_on)
    page = clerk.post(url("meeting-add"), fields)
    assert page.status_code == 422
    assert "This board already has a meeting on that day." in page.content.decode()
    assert Meeting.objects.count() == 1


def test_an_author_starts_a_draft_with_the_notes_found():
    note, author = make_note(), signed_in(Role.AUTHOR)
    make_note(note.action, as_at=date(2019, 6, 1), text="Too late.")
    fields = sent(kind="update", meeting=make_meeting().pk, plan=note.action.priority.plan_id)
    page = author.post(url("report-add"), fields | day("cut_off_on", date(2019, 5, 31)))
    report = Report.objects.get()
    assert page.url == url("report-detail", report.pk)
    assert [entry.note for entry in report.entries.all()] == [note]
    assert report.author == author.user
    html = author.get(page.url).content.decode()
    assert "The draft was started with 1 note." in html
    assert note.text in html


def test_a_second_paper_for_a_meeting_is_refused_with_a_sentence():
    report, author = make_report(), signed_in(Role.AUTHOR)
    fields = sent(kind="update", meeting=report.meeting_id, plan=report.plan_id)
    page = author.post(url("report-add"), fields | day("cut_off_on", date(2019, 5, 31)))
    assert page.status_code == 422
    assert "The meeting has a paper of this kind." in page.content.decode()


def test_words_for_the_board_leave_the_note_alone():
    note, author = make_note(), signed_in(Role.AUTHOR)
    entry = make_entry(report_of(note), note)
    page = url("entry-change", entry.pk)
    author.post(page, sent(version=1, heading="Homes", text=note.text))
    entry.refresh_from_db()
    assert (entry.heading, entry.text) == ("Homes", "")
    author.post(page, sent(version=2, heading="Homes", text="Other words."))
    entry.refresh_from_db()
    note.refresh_from_db()
    assert (entry.text, note.text) == ("Other words.", "Two more families were approved.")
    clash = author.post(page, sent(version=2, heading="", text="Mine."))
    assert clash.status_code == 409
    html = clash.content.decode()
    assert "Other words." in html
    assert "Mine." in html


def three_entries(report):
    action = make_action_of(report)
    return [
        make_entry(report, make_note(action, text=f"Note {order}"), order=order)
        for order in (1, 2, 3)
    ]


def order_of(report):
    return list(report.entries.order_by("order", "pk"))


def test_entries_move_with_buttons():
    report, author = make_report(), signed_in(Role.AUTHOR)
    first, second, third = three_entries(report)
    author.post(url("entry-move", third.pk), sent(direction="up"))
    assert order_of(report) == [first, third, second]
    answer = author.post(url("entry-move", first.pk), sent(direction="down"))
    assert answer.url == f"{url('report-detail', report.pk)}#entry-{first.pk}"
    assert order_of(report) == [third, first, second]
    author.post(url("entry-move", third.pk), sent(direction="sideways"))
    assert order_of(report) == [third, first, second]


def test_entries_are_chosen_and_ordered_on_one_page():
    report, author = make_report(), signed_in(Role.AUTHOR)
    first, second, third = three_entries(report)
    page = url("report-arrange", report.pk)
    shown = author.get(page).content.decode()
    assert all(entry.note.text in shown for entry in (first, second, third))
    fields = {f"place_{entry.pk}": entry.order for entry in (first, second, third)}
    fields |= {f"place_{third.pk}": 1, f"included_{third.pk}": "on", f"included_{first.pk}": "on"}
    author.post(page, sent(version=1, **fields))
    assert [(e, e.is_included) for e in order_of(report)] == [
        (first, True), (third, True), (second, False),
    ]  # fmt: skip
    assert author.post(page, sent(version=1, **fields)).status_code == 409


def test_items_are_added_changed_and_removed():
    report, author = make_report(), signed_in(Role.AUTHOR)
    fields = {"heading": "CIOC", "text": "Numbers rose.", "order": 1}
    fields |= {"part": "later_items", "publicity": "public"}
    author.post(url("passage-add", report.pk), sent(**fields))
    item = Passage.objects.get()
    fields = {**fields, "text": "Numbers fell.", "part": "first_items"}
    author.post(url("passage-change", item.pk), sent(version=1, **fields))
    item.refresh_from_db()
    assert (item.text, item.part) == ("Numbers fell.", "first_items")
    assert "Numbers fell." in author.get(url("report-preview", report.pk)).content.decode()
    assert author.post(url("passage-remove", item.pk), sent(version=1)).status_code == 409
    author.post(url("passage-remove", item.pk), sent(version=2))
    assert "Numbers fell." not in author.get(url("report-preview", report.pk)).content.decode()
    assert Passage.objects.get().is_removed


def test_the_rest_of_the_paper_is_changed_on_one_form():
    report, author = make_report(), signed_in(Role.AUTHOR)
    fields = sent(
        version=1, title="Update", group_name="Group", children_count=577,
        sign_off_name="Nia Fell", recommendation="Note the report.",
    )  # fmt: skip
    fields |= day("cut_off_on", date(2019, 6, 1))
    page = author.post(url("report-change", report.pk), fields)
    assert page.status_code == 422
    assert "Enter both the number of children and its date" in page.content.decode()
    fields |= day("children_as_at", date(2019, 5, 31)) | sent()
    early = fields | day("signed_on", date(2019, 5, 31))
    page = author.post(url("report-change", report.pk), early).content.decode()
    assert "The paper takes notes up to 1 June 2019." in page
    fields |= sent()
    author.post(url("report-change", report.pk), fields)
    report.refresh_from_db()
    assert (report.children_count, report.sign_off_name) == (577, "Nia Fell")


def test_the_draft_is_brought_up_to_date():
    note, author = make_note(), signed_in(Role.AUTHOR)
    report = report_of(note)
    make_entry(report, note)
    correction = make_note(note.action, corrects=note, text="Three families.")
    html = author.get(url("report-detail", report.pk)).content.decode()
    assert "1 note for this paper is not in the draft." in html
    author.post(url("report-refresh", report.pk), sent())
    entries = [(entry.note, entry.is_included) for entry in order_of(report)]
    assert entries == [(note, False), (correction, True)]


def test_the_preview_is_the_published_page():
    note = make_note()
    report = report_of(note)
    make_entry(report, note)
    author, member = signed_in(Role.AUTHOR), signed_in(Role.MEMBER)
    preview = author.get(url("report-preview", report.pk)).context["paper"]
    publication = publish(report)
    page = member.get(url("publication-detail", publication.pk))
    assert page.context["paper"] == preview
    assert note.text in page.content.decode()


def test_the_approver_reads_and_clears_the_exact_bytes_which_are_published_once():
    report, approver = make_report(), signed_in(Role.APPROVER)
    rendering = submit(report)
    page = approver.get(url("report-clear", report.pk))
    assert rendering.sha256_pdf in page.content.decode()
    draft = approver.get(url("rendering-pdf", rendering.pk))
    assert (draft.content, draft["Cache-Control"]) == (rendering.pdf, "no-store")
    word = approver.get(url("rendering-docx", rendering.pk))
    assert (word.content, word["Cache-Control"]) == (rendering.docx, "no-store")
    form = sent(version=2, sha256_pdf=rendering.sha256_pdf)
    assert approver.post(url("report-clear", report.pk), form).status_code == 422
    answer = approver.post(url("report-clear", report.pk), {**form, "has_read": "on"})
    assert answer.url == url("report-detail", report.pk)
    clerk = signed_in(Role.DEMOCRATIC_SERVICES)
    form = sent(version=3, sha256_pdf=rendering.sha256_pdf)
    answers = [clerk.post(url("report-publish", report.pk), form) for _ in range(2)]
    publication = report.publications.get()
    assert {answer.url for answer in answers} == {url("publication-detail", publication.pk)}
    assert (bytes(publication.pdf), bytes(publication.docx)) == (rendering.pdf, rendering.docx)
    assert (publication.approved_by, publication.published_by) == (approver.user, clerk.user)


def test_a_published_paper_is_opened_for_correction_with_a_reason():
    publication, author = make_publication(), signed_in(Role.AUTHOR)
    report = publication.report
    page = url("report-correct", report.pk)
    version = Report.objects.get().version
    assert author.post(page, sent(version=version, reason=" ")).status_code == 422
    author.post(page, sent(version=version, reason="A name was misspelt."))
    report.refresh_from_db()
    assert (report.is_open, report.correction_reason) == (True, "A name was misspelt.")


def test_members_read_the_latest_version_and_find_the_others():
    first = make_publication()
    report = Report.objects.get()
    report.state, report.correction_reason = Report.State.DRAFTING, "A name was misspelt."
    report.save()
    second = publish(report, pdf=b"%PDF-1.7 second")
    member = signed_in(Role.MEMBER)
    listed = member.get(url("publication-list"))
    assert list(listed.context["page"].object_list) == [second]
    old = member.get(url("publication-detail", first.pk)).content.decode()
    assert "This version was corrected." in old
    new = member.get(url("publication-detail", second.pk)).content.decode()
    assert "Corrected: A name was misspelt." in new


def test_the_stored_bytes_are_handed_out_as_a_file():
    publication, member = make_publication(), signed_in(Role.MEMBER)
    answer = member.get(url("publication-pdf", publication.pk))
    assert answer.content == publication.pdf
    assert {name: answer[name] for name in ("Content-Type", "Content-Disposition", "ETag")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'attachment; filename="{FILE_NAME}"',
        "ETag": f'"{publication.sha256_pdf}"',
    }
    assert answer["X-Content-Type-Options"] == "nosniff"
    again = member.get(answer.request["PATH_INFO"], headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_papers_are_refused_to_people_without_a_role():
    publication, nobody = make_publication(), signed_in()
    for name, *args in (
        ["publication-list"],
        ["publication-detail", publication.pk],
        ["publication-pdf", publication.pk],
        ["publication-docx", publication.pk],
    ):
        assert nobody.get(url(name, *args)).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_a_fixed_number_of_queries(rows, django_assert_num_queries):
    make_council()
    plan = make_plan()
    for day_of_month in range(1, rows + 1):
        make_publication(plan=plan, held_on=date(2019, 6, day_of_month))
    author = signed_in(Role.AUTHOR)
    for page in ("report-list", "publication-list"):
        author.get(url(page))
        with django_assert_num_queries({"report-list": 7, "publication-list": 6}[page]):
            assert len(author.get(url(page)).context["page"].object_list) == rows


@pytest.mark.parametrize("page", ["abc", "0", "99999999999999999999", ""])
def test_odd_pages_of_lists_are_not_found(page):
    author = signed_in(Role.AUTHOR)
    for name in ("report-list", "publication-list"):
        assert author.get(url(name), {"page": page}).status_code == 404


def test_one_place_of_the_menu_is_the_current_one():
    author = signed_in(Role.AUTHOR)
    places = [
        [item.label for item in author.get(url(name)).context["navigation"] if item.is_current]
        for name in ("report-list", "quotation-list", "regularreport-list", "publication-list")
    ]
    assert places == [["Drafts"], ["Drafts"], ["Drafts"], ["Papers"]]


@pytest.mark.parametrize("name", ["report-detail", "report-preview"])
def test_words_that_became_officers_only_are_not_shown_to_those_without_the_plan(name):
    note = make_note(text="A family fell out.")
    report = report_of(note)
    make_entry(report, note, heading="Families", text="Edited: a family fell out.")
    make_entry(report, make_note(note.action, text="Three families joined."), order=2)
    clerk, author = signed_in(Role.DEMOCRATIC_SERVICES), signed_in(Role.AUTHOR)
    page = url(name, report.pk)
    assert "Edited: a family fell out." in clerk.get(page).content.decode()
    second = make_note(note.action, corrects=note, visibility="officers")
    make_note(note.action, corrects=second, text="A family left.")
    words = clerk.get(page).content.decode()
    assert "fell out" not in words
    assert "Families</h" not in words
    assert "This note is for officers only now. Bring the draft up to date." in words
    assert "Three families joined." in words
    assert "Edited: a family fell out." in author.get(page).content.decode()


def test_a_note_made_for_officers_only_is_concealed_by_itself():
    note = make_note(visibility="officers", text="A family fell out.")
    report = report_of(note)
    make_entry(report, note)
    page = signed_in(Role.DEMOCRATIC_SERVICES).get(url("report-detail", report.pk))
    assert "A family fell out." not in page.content.decode()
