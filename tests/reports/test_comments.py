"""What readers in clearance say of a paragraph, and what becomes of it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from corporate_parenting.roles import Role
from reports import services
from reports.models import Comment
from tests.factories import make_passage, make_report, make_user
from tests.reports.publishing import AT, make_comment, make_rendering, publish, submit
from tests.reports.test_clearance import returned

pytestmark = pytest.mark.django_db


def test_a_comment_quotes_its_paragraph_and_is_settled_by_words():
    report, reader = make_report(), make_user(Role.DEMOCRATIC_SERVICES)
    make_passage(report, heading="Visits", text="Two homes were seen.")
    submit(report)
    comment = make_comment(report, 3, by=reader)
    assert (comment.label, comment.quoted) == ("Visits", "Two homes were seen.")
    assert (comment.author, comment.is_settled) == (reader, False)
    returned(report)
    settled = services.settle_comment(
        comment=comment, version=1, answer="Ash and Elm.", by=report.author, at=AT
    )
    assert (settled.answer, settled.answered_by, settled.is_settled) == (
        "Ash and Elm.", report.author, True,
    )  # fmt: skip
    assert [row.history_user for row in comment.history.order_by("history_id")] == [
        reader, report.author,
    ]  # fmt: skip


def test_what_no_comment_can_be():
    report = make_report()
    rendering = make_rendering(report)
    fields = {
        "report": report, "place": 1, "sha256_document": rendering.sha256_document,
        "text": "Which?", "by": make_user(Role.APPROVER), "at": AT,
    }  # fmt: skip
    for changes, sentence in (
        ({}, "The paper is not in clearance"),
        ({"sha256_document": "0" * 64}, "The paper was made again"),
        ({"place": 99}, "The paper has no such paragraph"),
        ({"text": ""}, "cannot be blank"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            services.add_comment(**{**fields, **changes})
        if not report.is_in_hands:
            submit(report, rendering)
    assert not Comment.objects.exists()


def test_comments_of_a_published_paper_stay_as_they_are():
    report = make_report()
    submit(report)
    comment = make_comment(report)
    returned(report)
    publish(report)
    with pytest.raises(services.ReportError, match="Its comments stay as they are"):
        services.settle_comment(comment=comment, version=1, answer="Yes.", by=report.author, at=AT)
    comment.answer = "Yes."
    with pytest.raises(ValidationError, match="Say how the comment was settled"):
        comment.full_clean()
    with pytest.raises(DatabaseError), transaction.atomic():
        comment.save()
