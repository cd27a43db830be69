"""A paper of several editions in clearance, paragraph by paragraph."""

import pytest

from corporate_parenting.roles import Role
from reports.models import Comment
from reports.paragraphs import Place, placed
from tests.factories import make_exempt_passage, make_report
from tests.reports.publishing import submit
from tests.reports.test_editions_pages import log
from tests.reports.test_views import sent, signed_in, url

__all__ = ["log"]

SHA, OTHER = "1" * 64, "2" * 64
TAKEN_OUT = "What this edition does not show"


def reading(client, report, edition=""):
    asked = f"?edition={edition}" if edition else ""
    return client.get(url("report-clearance", report.pk) + asked)


def rows(page):
    return {place.words: list(said) for place, said in page.context["rows"]}


@pytest.mark.django_db
def test_each_edition_is_read_and_commented_on_by_itself():
    report, clerk = make_report(), signed_in(Role.DEMOCRATIC_SERVICES)
    make_exempt_passage(report)
    submit(report)
    page = reading(clerk, report)
    assert (page.context["edition"], TAKEN_OUT in rows(page)) == ("members", False)
    assert 'href="?edition=public"' in page.content.decode()
    page = reading(clerk, report, "public")
    (place,) = [place.place for place, _ in page.context["rows"] if place.words == TAKEN_OUT]
    address = f"{url('comment-add', report.pk, place)}?edition=public"
    assert address in page.content.decode()
    seen = clerk.get(address).context["form"]["sha256_document"].value()
    answer = clerk.post(address, sent(sha256_document=seen, text="Say more."))
    assert answer.url == f"{url('report-clearance', report.pk)}?edition=public#p{place}"
    comment = report.comments.get()
    assert rows(reading(clerk, report, "public"))[TAKEN_OUT] == [comment]
    page = reading(clerk, report)
    assert (page.context["elsewhere"], page.context["lost"]) == ([("public", comment)], [])
    assert "On words that only another edition has" in page.content.decode()
    for nowhere in ("officers", "all"):
        assert reading(clerk, report, nowhere).status_code == 404
        nothing = f"{url('comment-add', report.pk, 1)}?edition={nowhere}"
        assert clerk.get(nothing).status_code == 404


@pytest.mark.django_db
def test_a_comment_that_quotes_exempt_words_beside_the_public_edition_is_told_to_the_log(log):
    report, clerk = make_report(), signed_in(Role.DEMOCRATIC_SERVICES)
    exempt = make_exempt_passage(report)
    submit(report)
    page = reading(clerk, report)
    (place,) = [place.place for place, _ in page.context["rows"] if place.words == exempt.text]
    address = url("comment-add", report.pk, place)
    seen = clerk.get(address).context["form"]["sha256_document"].value()
    clerk.post(address, sent(sha256_document=seen, text="Since when?"))
    start = len(log())
    page = reading(clerk, report, "public")
    assert (exempt.text in page.content.decode(), page["Cache-Control"]) == (
        True, "private, no-store",
    )  # fmt: skip
    (line,) = log()[start:]
    assert "edition='members' form='paragraphs'" in line


def test_the_same_words_under_two_headings_keep_their_own_comments():
    places = [Place(1, "1.1", "On track."), Place(2, "1.2", "On track."), Place(3, "2", "Late.")]
    own = Comment(sha256_document=OTHER, place=9, label="1.2", quoted="On track.")
    renamed = Comment(sha256_document=OTHER, place=9, label="7", quoted="Late.")
    exact = Comment(sha256_document=SHA, place=1, label="1.1", quoted="On track.")
    gone = Comment(sha256_document=OTHER, place=1, label="1.1", quoted="Good.")
    found, lost = placed([own, renamed, exact, gone], places, SHA)
    assert (found, lost) == ({2: [own], 3: [renamed], 1: [exact]}, [gone])
