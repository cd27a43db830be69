"""Who is shown which edition of a paper, and who is not told that there is one."""

import logging
from datetime import date

import pytest

from corporate_parenting.roles import Role
from reports import rules
from reports.kinds import Edition
from reports.models import Publication, Report
from tests.factories import (
    make_exempt_passage,
    make_passage,
    make_report,
    make_user,
)
from tests.reports.publishing import (
    clear,
    make_publication,
    make_rendering,
    publish,
    submit,
    withdraw,
)
from tests.reports.test_editions import three_editions
from tests.reports.test_views import sent, signed_in, url

pytestmark = pytest.mark.django_db

PUBLIC, MEMBERS, OFFICERS = "Two homes were seen.", "A bed is dear.", "One child moved."
WORDS = {"public": {PUBLIC}, "members": {PUBLIC, MEMBERS}, "officers": {PUBLIC, MEMBERS, OFFICERS}}
MAY_READ = {
    Role.LEAD: ["public"],
    Role.ANALYST: ["public"],
    Role.ADMINISTRATOR: ["public"],
    Role.MEMBER: ["public", "members"],
    Role.OFFICER: ["public", "members", "officers"],
    Role.AUTHOR: ["public", "members", "officers"],
    Role.APPROVER: ["public", "members", "officers"],
    Role.DEMOCRATIC_SERVICES: ["public", "members", "officers"],
}
FILES = ("publication-edition-pdf", "publication-edition-docx")


@pytest.fixture
def log(caplog):
    """The lines of the security log so far."""
    logger = logging.getLogger("security")
    logger.addHandler(caplog.handler)
    yield lambda: [line.getMessage() for line in caplog.records if line.name == "security"]
    logger.removeHandler(caplog.handler)


def words_in(answer):
    text = answer.content.decode()
    return {words for words in (PUBLIC, MEMBERS, OFFICERS) if words in text}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reads_its_editions_and_is_told_of_no_other(role):
    publication, client = publish(three_editions()), signed_in(role)
    assert rules.editions_for(client.user) == MAY_READ[role]
    fullest = client.get(url("publication-detail", publication.pk))
    assert words_in(fullest) == WORDS[MAY_READ[role][-1]]
    page = fullest.content.decode()
    for edition in Edition:
        args = (publication.pk, edition)
        answer = client.get(url("publication-edition", *args))
        statuses = {client.get(url(name, *args)).status_code for name in FILES}
        if edition in MAY_READ[role]:
            assert (words_in(answer), statuses) == (WORDS[edition], {200})
        else:
            assert (answer.status_code, statuses) == (404, {404})
            assert url("publication-edition", *args) not in page


def test_the_page_says_which_edition_it_is_and_leads_to_the_others():
    publication, member = publish(three_editions()), signed_in(Role.MEMBER)
    page = member.get(url("publication-detail", publication.pk)).content.decode()
    assert "This is the members’ edition." in page
    assert url("publication-edition", publication.pk, "public") in page
    assert url("publication-edition-pdf", publication.pk, "members") in page
    public = member.get(url("publication-edition", publication.pk, "public")).content.decode()
    assert "This is the public edition." in public
    lead = signed_in(Role.LEAD).get(url("publication-detail", publication.pk)).content.decode()
    assert "edition." not in lead
    assert "It is a contract." in lead


def test_a_paper_without_exempt_words_has_no_other_edition():
    publication, clerk = make_publication(), signed_in(Role.DEMOCRATIC_SERVICES)
    page = clerk.get(url("publication-detail", publication.pk)).content.decode()
    assert "edition." not in page
    for edition, status in (("public", 200), ("members", 404), ("officers", 404)):
        for name in ("publication-edition", *FILES):
            assert clerk.get(url(name, publication.pk, edition)).status_code == status


@pytest.mark.parametrize("word", ["secret", "Members", "members%20", "public/../members", "1"])
def test_an_edition_that_does_not_exist_is_no_page(word):
    publication, clerk = publish(three_editions()), signed_in(Role.DEMOCRATIC_SERVICES)
    for page in ("", "paper.pdf", "paper.docx"):
        assert clerk.get(f"/papers/{publication.pk}/editions/{word}/{page}").status_code == 404


def test_an_exempt_file_is_kept_nowhere_named_for_what_it_is_and_logged(log):
    publication, member = publish(three_editions()), signed_in(Role.MEMBER)
    edition = publication.editions.get(edition="members")
    before = len(log())
    file = member.get(url("publication-edition-pdf", publication.pk, "members"))
    name = "2019-06-14-corporate-parenting-board-update-report-members.pdf"
    assert file.content == bytes(edition.pdf)
    assert file["Cache-Control"] == "private, no-store"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    page = member.get(url("publication-detail", publication.pk))
    assert page["Cache-Control"] == "private, no-store"
    member.get(url("publication-pdf", publication.pk))
    facts = f"exempt paper user={member.user.pk} publication={publication.pk} edition='members'"
    assert log()[before:] == [f"{facts} form='pdf'", f"{facts} form='page'"]


def test_the_public_file_stays_the_public_one_for_everybody():
    publication = publish(three_editions())
    for role in (Role.LEAD, Role.MEMBER, Role.DEMOCRATIC_SERVICES):
        file = signed_in(role).get(url("publication-pdf", publication.pk))
        assert (file.content, file["Cache-Control"]) == (publication.pdf, "private, no-cache")


def test_every_edition_of_a_withdrawn_paper_says_that_it_was_withdrawn():
    publication, member = publish(three_editions()), signed_in(Role.MEMBER)
    withdraw(publication.report)
    for name in ("publication-edition", *FILES):
        answer = member.get(url(name, publication.pk, "members"))
        assert (answer.status_code, words_in(answer)) == (410, set())
        assert member.get(url(name, publication.pk, "officers")).status_code == 404


def test_papers_are_compared_as_far_as_the_reader_may_read_them(log):
    report = three_editions()
    first = publish(report)
    later = make_report(plan=report.plan, held_on=date(2019, 9, 13))
    make_passage(later)
    make_exempt_passage(later, text="A bed is dearer.")
    second = publish(later)
    page = url("publication-compare", second.pk, first.pk)
    lead = signed_in(Role.LEAD).get(page)
    assert "Compared are" not in lead.content.decode()
    assert "dear" not in lead.content.decode()
    before = len(log())
    for role, other in ((Role.MEMBER, "members’"), (Role.DEMOCRATIC_SERVICES, "officers’")):
        answer = signed_in(role).get(page)
        text = answer.content.decode()
        assert f"the members’ edition of the first and the {other} edition of the second" in text
        assert "dearer" in text
        assert ("Ash" in text) == (role is Role.DEMOCRATIC_SERVICES)
        assert answer["Cache-Control"] == "private, no-store"
    assert len(log()) == before + 4


def test_the_draft_is_previewed_in_each_edition():
    report = three_editions()
    for role in (Role.AUTHOR, Role.APPROVER, Role.DEMOCRATIC_SERVICES):
        client, page = signed_in(role), url("report-preview", report.pk)
        for edition in Edition:
            assert words_in(client.get(page, {"edition": edition})) == WORDS[edition]
        assert words_in(client.get(page)) == WORDS["public"]
        assert client.get(page, {"edition": "secret"}).status_code == 404


def test_a_look_at_an_exempt_edition_of_a_draft_is_logged_as_one_at_a_paper(log):
    report = three_editions()
    rendering, approver = make_rendering(report), signed_in(Role.APPROVER)
    before, preview = len(log()), url("report-preview", report.pk)
    read = [approver.get(preview, {"edition": edition}) for edition in Edition]
    read.append(approver.get(url("report-clearance", report.pk)))
    assert [words_in(page) for page in read] == [*WORDS.values(), WORDS["officers"]]
    read.append(approver.get(url("comment-add", report.pk, 1)))
    kept = ["no-store", *["private, no-store"] * 4]
    assert [page["Cache-Control"] for page in read] == kept
    facts = f"exempt paper user={approver.user.pk}"
    assert log()[before:] == [
        f"{facts} report={report.pk} edition='members' form='preview'",
        f"{facts} report={report.pk} edition='officers' form='preview'",
        f"{facts} rendering={rendering.pk} edition='officers' form='paragraphs'",
        f"{facts} rendering={rendering.pk} edition='officers' form='paragraph'",
    ]


def test_the_security_log_names_the_bytes_that_were_published(log):
    report = make_report()
    make_passage(report)
    rendering, clerk = clear(report), signed_in(Role.DEMOCRATIC_SERVICES)
    form = sent(version=Report.objects.get().version, sha256_pdf=rendering.seal)
    assert clerk.post(url("report-publish", report.pk), form).status_code == 302
    publication = Publication.objects.get()
    facts = f"publication={publication.pk} user={clerk.user.pk} sha256='{publication.sha256_pdf}'"
    assert f"published {facts}" in log()


def test_who_clears_reads_the_file_and_the_hash_of_each_edition(log):
    report = three_editions()
    rendering, approver = submit(report), signed_in(Role.APPROVER)
    page = approver.get(url("report-clear", report.pk))
    text = page.content.decode()
    assert "The paper has 3 editions. This step is for all of them." in text
    assert page.context["form"]["sha256_pdf"].value() == rendering.seal
    for row in (rendering, *rendering.editions.all()):
        assert f"SHA-256 of this file: {row.sha256_pdf}" in text
        for form in ("pdf", "docx"):
            address = url(f"rendering-edition-{form}", rendering.pk, row.edition)
            assert address in text
            file = approver.get(address)
            assert "no-store" in file["Cache-Control"]
            assert file.content == bytes(getattr(row, form))
    assert "draft-2019-06-14-corporate-parenting-board-update-report-officers.docx" in str(
        file.headers
    )
    assert log()[-1].endswith(f"rendering={rendering.pk} edition='officers' form='docx'")
    form = sent(version=report.version, sha256_pdf=rendering.seal, has_read="on")
    assert approver.post(url("report-clear", report.pk), form).status_code == 302


def test_the_file_of_an_edition_is_for_those_who_get_the_public_one():
    report = three_editions()
    rendering = make_rendering(report)
    for role, status in (
        (Role.MEMBER, 404),
        (Role.OFFICER, 404),
        (Role.DEMOCRATIC_SERVICES, 403),
        (Role.AUTHOR, 200),
    ):
        address = url("rendering-edition-pdf", rendering.pk, "officers")
        assert signed_in(role).get(address).status_code == status
    plain = make_rendering(report_without_exempt(report.plan))
    assert (
        signed_in(Role.AUTHOR).get(url("rendering-edition-pdf", plain.pk, "officers")).status_code
        == 404
    )


def report_without_exempt(plan):
    report = make_report(plan=plan, held_on=date(2019, 9, 13))
    make_passage(report)
    return report


def test_exempt_words_are_commented_on_where_they_stand():
    report = make_report()
    make_exempt_passage(report)
    submit(report)
    clerk = signed_in(Role.DEMOCRATIC_SERVICES)
    page = clerk.get(url("report-clearance", report.pk))
    (place,) = [row.place for row, _ in page.context["rows"] if row.words == MEMBERS]
    address = url("comment-add", report.pk, place)
    seen = clerk.get(address).context["form"]["sha256_document"].value()
    form = sent(sha256_document=seen, text="Since when?")
    assert clerk.post(address, form).status_code == 302
    comment = report.comments.get()
    assert (comment.quoted, comment.text) == (MEMBERS, "Since when?")
    rows = clerk.get(url("report-clearance", report.pk)).context["rows"]
    assert [row.words for row, comments in rows if comments] == [MEMBERS]


def test_the_pages_of_a_cleared_paper_lead_to_all_its_files():
    report = three_editions()
    rendering = clear(report, approver=make_user(Role.APPROVER))
    clerk = signed_in(Role.DEMOCRATIC_SERVICES)
    for name in ("report-detail", "report-publish"):
        text = clerk.get(url(name, report.pk)).content.decode()
        for edition in Edition:
            assert url("rendering-edition-docx", rendering.pk, edition) in text


def test_the_glance_at_a_public_paper_logs_what_it_tells_of_an_exempt_one(log):
    last = make_report(kind="decision")
    make_exempt_passage(last, part="pledge_1")
    before = publish(last)
    report = make_report(kind="decision", held_on=date(2019, 9, 13), plan=last.plan)
    publication, member = publish(report), signed_in(Role.MEMBER)
    start = len(log())
    page = member.get(url("publication-reading", publication.pk)).content.decode()
    assert "Costs: removed" in page
    facts = f"exempt paper user={member.user.pk} publication={before.pk} edition='members'"
    assert log()[start:] == [f"{facts} form='glance'"]
