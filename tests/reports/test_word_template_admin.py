"""The administrators' pages of the council's Word template, and papers made with it."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from docx.oxml.ns import qn

from corporate_parenting.roles import Role
from reports import services
from reports.models import Rendering, WordTemplate
from reports.services import ReportError, printing, word_templates
from reports.word.template import read_template
from tests.factories import make_passage, make_report, make_user
from tests.reports.publishing import clear, make_publication, make_rendering, submit
from tests.reports.word_templates import as_dotx, committee_template, make_word_template

pytestmark = pytest.mark.django_db

ADD = "admin:reports_wordtemplate_add"
LACKS = "Quote, TOC Heading, List Continue, toc 1, toc 2, Strong, Hyperlink"


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR, is_staff=True)
    client.force_login(user)
    return user


def send(client, content, name="Committee.dotx"):
    return client.post(reverse(ADD), {"file": SimpleUploadedFile(name, content)}, follow=True)


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def page(template, act="change"):
    return reverse(f"admin:reports_wordtemplate_{act}", args=[template.pk])


# Uploading


def test_a_template_is_put_into_use_and_what_it_lacks_is_told(client, administrator):
    answer = send(client, as_dotx(committee_template()))
    row = WordTemplate.objects.get()
    assert (row.name, row.is_in_use, row.uploaded_by) == ("Committee.dotx", True, administrator)
    assert row.missing.startswith(LACKS)
    assert bytes(row.content) == read_template("", committee_template()).content
    (told,) = [each for each in said(answer) if each.startswith("Word files are written into")]
    assert f"It lacks these styles, which are ours in it: {LACKS}" in told
    assert told.endswith("It has 2 sections: page, header and footer are those of the first.")
    history = row.history.get()
    assert (history.history_user, history.history_change_reason) == (administrator, "Uploaded.")


def test_a_newer_template_takes_the_place_of_the_one_before(client, administrator):
    before = make_word_template()
    send(client, committee_template())
    before.refresh_from_db()
    assert list(WordTemplate.objects.values_list("name", "is_in_use")) == [
        ("Committee.dotx", True), ("Committee.dotx", False),
    ]  # fmt: skip
    newest = before.history.first()
    assert (newest.history_change_reason, newest.history_user) == (
        "Replaced by Committee.dotx.", administrator,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Dear all", "The file is a text file. Send the template as a Word file"),
        (b"a" * 5_000_001, "The file is larger than 5 MB."),
        (committee_template()[:3000], "The file is damaged and cannot be unpacked."),
    ],
)
def test_a_file_that_is_refused_leaves_everything_as_it_was(
    client, administrator, content, sentence
):
    kept = make_word_template()
    answer = send(client, content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert list(WordTemplate.objects.in_use()) == [kept]


def _based_on_itself(word):
    heading = word.styles["Heading 2"]
    heading.element.basedOn_val = heading.style_id


def _odd_list_number(word):
    (number,) = word.styles["List Bullet"].element.xpath("w:pPr/w:numPr/w:numId")
    number.set(qn("w:val"), "abc")


@pytest.mark.parametrize("spoil", [_based_on_itself, _odd_list_number])
def test_a_template_into_which_no_paper_can_be_written_never_comes_into_use(
    client, administrator, monkeypatch, spoil
):
    monkeypatch.setattr(word_templates, "TRIAL_SECONDS", 3)
    kept = make_word_template()
    answer = send(client, committee_template(spoil))
    assert answer.status_code == 422
    assert "its styles or lists are damaged" in answer.content.decode()
    assert list(WordTemplate.objects.in_use()) == [kept]


def test_the_template_in_use_is_not_put_into_use_again(client, administrator):
    send(client, committee_template())
    again = send(client, as_dotx(committee_template()))
    assert again.status_code == 422
    assert "This template is in use already." in again.content.decode()
    row = WordTemplate.objects.get()
    with pytest.raises(ValidationError, match="in use already"):
        services.put_word_template(
            template=WordTemplate(name="a", content=row.content, sha256=row.sha256),
            by=administrator,
            at=timezone.now(),
        )


# Taking away


def test_a_template_is_taken_away_once_and_who_did_it_is_kept(client, administrator):
    template = make_word_template()
    token = client.get(page(template)).context["away_token"].value()
    sent = {"submission": str(token)}
    answer = client.post(page(template, "away"), sent, follow=True)
    assert said(answer) == ["Committee.dotx was taken away. Word files look as without one."]
    template.refresh_from_db()
    assert (template.is_in_use, template.version) == (False, 2)
    assert template.history.first().history_user == administrator
    assert "Take away" not in answer.content.decode()
    client.post(page(template, "away"), sent)
    assert template.history.count() == 2


def test_a_template_that_was_replaced_meanwhile_is_not_taken_away(client, administrator):
    replaced = make_word_template(is_in_use=False)
    token = client.get(page(replaced)).context["away_token"].value()
    answer = client.post(page(replaced, "away"), {"submission": str(token)}, follow=True)
    assert said(answer) == ["Nothing was taken away: Committee.dotx is not in use any more."]
    assert replaced.history.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_keep_the_template(client, role):
    template = make_word_template()
    client.force_login(make_user(role, is_staff=True))
    assert client.get(reverse(ADD)).status_code == 403
    assert client.post(page(template, "away")).status_code == 403
    assert send(client, committee_template()).status_code == 403
    assert list(WordTemplate.objects.in_use()) == [template]


def test_nothing_of_a_template_is_changed_by_hand(client, administrator):
    template = make_word_template()
    assert client.post(page(template), {"name": "Mine.dotx"}).status_code == 403
    assert client.get(page(template, "history")).status_code == 200
    template.refresh_from_db()
    assert template.name == "Committee.dotx"


def test_the_list_needs_the_same_queries_for_one_template_and_for_three(
    client, administrator, django_assert_num_queries
):
    client.get(reverse("admin:reports_wordtemplate_changelist"))
    for count in (1, 3):
        while WordTemplate.objects.count() < count:
            make_word_template(is_in_use=False, uploaded_by=administrator)
        with django_assert_num_queries(6):
            client.get(reverse("admin:reports_wordtemplate_changelist"))


# Papers


@pytest.fixture
def template(client, administrator):
    send(client, committee_template())
    return WordTemplate.objects.get()


def asked(report):
    return services.request_rendering(report=report, by=report.author, at=timezone.now())


def with_words():
    report = make_report()
    make_passage(report)
    return report


def test_the_worker_writes_the_word_file_into_the_template_of_that_moment(template, monkeypatch):
    def press(document, form, *, template=b"", **limits):
        return f"{form} with ".encode() + template

    monkeypatch.setattr(printing, "render_limited", press)
    rendering = asked(with_words())
    assert rendering.template == template
    services.take_word_template_away(template=template, version=1, by=template.uploaded_by)
    made = services.make_paper(rendering_pk=rendering.pk)
    assert bytes(made.docx) == b"docx with " + bytes(template.content)
    assert bytes(made.pdf) == b"pdf with "
    assert made.is_whole


def test_a_draft_made_with_another_template_is_made_again_before_clearance():
    report = with_words()
    rendering = make_rendering(report, requested_at=timezone.now() - timedelta(minutes=1))
    assert services.why_out_of_date(report, rendering) == ""
    make_word_template()
    sentence = "The council’s Word template was changed after this paper was made."
    assert services.why_out_of_date(report, rendering) == sentence
    with pytest.raises(ReportError, match=sentence):
        submit(report, rendering)


def test_a_paper_in_clearance_or_published_keeps_the_template_that_it_was_made_with():
    report = with_words()
    rendering = clear(report)
    publication = make_publication(plan=report.plan, held_on=report.meeting.held_on - timedelta(90))
    docx_before = bytes(publication.docx)
    make_word_template()
    report.refresh_from_db()
    assert services.why_out_of_date(report, rendering) == ""
    services.publish_report(
        report=report,
        version=report.version,
        sha256_pdf=rendering.seal,
        by=make_user(Role.DEMOCRATIC_SERVICES, Role.APPROVER),
    )
    publication.refresh_from_db()
    assert bytes(publication.docx) == docx_before
    assert Rendering.objects.filter(template__isnull=False).count() == 0


def test_the_command_writes_a_draft_into_the_template(template, tmp_path):
    report = with_words()
    out = tmp_path / "paper.docx"
    held_on = report.meeting.held_on.isoformat()
    call_command("build_report", "update", meeting=held_on, out=out, verbosity=0)
    word = docx.Document(BytesIO(out.read_bytes()))
    assert word.styles["Normal"].font.name == "Georgia"
