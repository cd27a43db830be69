"""The demo council: loaded once, rich enough for every page, and never over somebody's data."""

from datetime import date, timedelta
from io import BytesIO, StringIO

import docx
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from actions.models import Action, Plan, ProgressNote, Status
from corporate_parenting.clear_days import ClearDayRule, clear_days_between, is_working_day
from corporate_parenting.models import Council, User
from corporate_parenting.roles import Role
from corporate_parenting.words import day_words
from reports.assemble import assemble
from reports.compare import Fate, compare
from reports.document import from_dict
from reports.kinds import Edition
from reports.management.commands.load_demo_papers import board_day
from reports.models import Meeting, Publication, Rendering, Report
from reports.rendering import RenderError
from reports.services import printing
from tests.factories import make_council

pytestmark = pytest.mark.django_db


def load(**options):
    out = StringIO()
    call_command("sync_roles", verbosity=0)
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


def test_the_demo_is_loaded_once_and_keeps_what_was_entered(client):
    said = load()
    assert {plan.state for plan in Plan.objects.all()} == {"current", "archived", "draft"}
    assert (Publication.objects.count(), Report.objects.filter(state="drafting").count()) == (2, 5)
    check_kinds()
    check_meetings()
    check_correction(*Publication.objects.order_by("version"))
    for publication in Publication.objects.all():
        check_statuses(publication)
    action = Action.objects.get(reference="2.1", priority__plan__state="current")
    action.wording = "What an officer entered."
    action.save()
    notes = ProgressNote.objects.count()
    assert "nothing was changed" in load()
    action.refresh_from_db()
    assert (action.wording, ProgressNote.objects.count()) == ("What an officer entered.", notes)
    for paper in (*Publication.objects.all(), *Rendering.objects.filter(report__state="drafting")):
        check_scorecard(paper)
        check_homes(paper)
    password = said.partition("“")[2].partition("”")[0]
    for role in Role:
        email = f"{role.value.replace('_', '-')}@fernmoor.example"
        assert email in said
        browser = Client()
        assert browser.login(email=email, password=password)
        assert browser.get("/", follow=True).status_code == 200


def test_a_paper_that_a_busy_machine_fails_is_tried_again(monkeypatch):
    refused = iter([True, True, False])  # twice for the first published paper

    def press(document, form, **limits):
        if next(refused, False):
            raise RenderError("Printing the paper took longer than 50 seconds.")
        return b"%PDF drawn"

    monkeypatch.setattr(printing, "render_limited", press)
    load()
    assert Publication.objects.count() == 2


def test_a_press_that_always_fails_is_told_and_nothing_of_the_papers_is_kept(monkeypatch):
    def press(document, form, **limits):
        raise RenderError("Printing the paper took longer than 50 seconds.")

    monkeypatch.setattr(printing, "render_limited", press)
    with pytest.raises(CommandError, match="took longer than 50 seconds. Nothing of it was kept"):
        load()
    assert not Report.objects.exists()


def check_correction(first, second):
    """The same paper but for its number of children, and it says so."""
    assert (first.report, first.version, second.version) == (second.report, 1, 2)
    assert second.reason in str(second.document["cover"])
    changed = [each for each in compare(from_dict(first.document), from_dict(second.document))
               if each.fate != Fate.SAME]  # fmt: skip
    assert [(change.fate, [piece.text for piece in change.pieces if piece.kind != "same"])
            for change in changed] == [("changed", ["569", "572"])]  # fmt: skip


def check_statuses(publication):
    """What was published tells each status that stood then, and the plan goes on after it."""
    told, later = [], 0
    for action in Action.objects.filter(priority__plan__state="current"):
        stood = action.history.filter(history_date__lte=publication.published_at).first()
        later += stood.status != action.status
        carried = publication.carried_notes.filter(note__action=action).exists()
        if carried and stood.status != Status.NOT_GIVEN:
            since = day_words(timezone.localtime(stood.status_set_at))
            told.append(f"Status: {Status(stood.status).label} since {since}.")
    document = str(publication.document)
    assert (len(told) >= 3, later >= 3) == (True, True)
    assert [words for words in told if words not in document] == []
    assert document.count("Status: ") == len(told)


def check_meetings():
    """On days that a council would choose, and the published paper was in time for its own."""
    days = [meeting.held_on for meeting in Meeting.objects.all()]
    assert len(days) >= 6
    assert [day for day in days if board_day(day) != day] == []
    paper = Publication.objects.earliest("published_at")
    published_on = timezone.localdate(paper.published_at)
    assert clear_days_between(published_on, paper.meeting_on, ClearDayRule()) >= 5


def test_no_board_of_the_demo_meets_on_a_day_off_or_at_christmas():
    asked = [date(2024, 1, 1) + timedelta(days=number) for number in range(4 * 366)]
    chosen = [(day, board_day(day)) for day in asked]
    assert [on for _, on in chosen if not is_working_day(on)] == []
    assert {on.isoformat()[5:] for _, on in chosen} & {"12-24", "12-29", "12-31", "01-04"} == set()
    assert max(on - day for day, on in chosen) < timedelta(days=21)
    assert board_day(date(2026, 12, 25)) == date(2027, 1, 6)
    assert board_day(date(2026, 8, 29)) == date(2026, 9, 1)  # a Saturday; Monday is a holiday
    assert board_day(date(2026, 9, 1)) == date(2026, 9, 1)


def check_kinds():
    """A draft of each kind for the coming meeting, as each edition reads it."""
    drafts = {report.kind_id: report for report in Report.objects.filter(state="drafting")}
    assert sorted(drafts) == ["annual", "decision", "plan", "scorecard", "update"]
    assert len({report.meeting_id for report in drafts.values()}) == 1
    public = {kind: str(assemble(report)) for kind, report in drafts.items()}
    assert ("4% above" in public["decision"], "kept my room" in public["annual"]) == (False, False)
    members = assemble(drafts["decision"], edition=Edition.MEMBERS)
    officers = assemble(drafts["annual"], edition=Edition.OFFICERS)
    assert "4% above" in str(members)
    assert "kept my room" in str(officers)
    told = {
        "decision": ["Portfolio holder", "There are no direct legal implications."],
        "annual": ["met 4 times", "(6 monthly)", "You turned up", "Have two young people at each"],
        "plan": ["Draft – for the board to agree", "belong, and to have somebody who stays"],
        "scorecard": ["Health assessments within 20 working days"],
    }
    lacks = {
        kind: [each for each in words if each not in public[kind]] for kind, words in told.items()
    }
    assert lacks == dict.fromkeys(told, [])


def check_scorecard(paper):
    """Its table, the commentary on what misses its target, and charts with other areas."""
    blocks = paper.document["blocks"]
    headings = " ".join(block["text"] for block in blocks if block["kind"] == "heading")
    assert "Health assessments within 20 working days" in headings
    assert "How we compare" in headings
    turned = next(block for block in blocks if block["kind"] == "landscape")
    assert len([block for block in turned["blocks"] if block["kind"] == "table"]) == 6
    figures = [block for block in blocks if block["kind"] == "figure"]
    assert [len(figure["lines"]) >= 4 for figure in figures] == [True] * 4
    word = docx.Document(BytesIO(bytes(paper.docx)))
    assert [each.get("title") for each in word.element.xpath("//wp:docPr")] == [
        figure["title"] for figure in figures
    ]


def check_homes(paper):
    """Their judgements with places, and what changed; each home by its label."""
    blocks = paper.document["blocks"]
    headings = [block["text"] for block in blocks if block["kind"] == "heading"]
    at = next(place for place, text in enumerate(headings) if text.startswith("Our homes at"))
    assert headings[at + 1] == "Our homes: what changed since the last board"
    assert "met" in headings[at + 2] or "Judgements" in headings[at + 2]
    captions = [block["caption"] for block in blocks if block["kind"] == "table"]
    told = [caption.partition(" at ")[0] for caption in captions if "omes" in caption]
    assert {"Our own homes: judgements", "Joint venture homes: places"} <= set(told)
    words = str(paper.document)
    assert ("Willow" in words, "Thornbury Lodge" in words) == (True, False)


def test_the_demo_never_goes_into_a_real_council():
    make_council(name="Another Council")
    with pytest.raises(CommandError, match="belongs to Another Council"):
        load()
    assert (Council.objects.count(), User.objects.count()) == (1, 0)


def test_the_logins_are_shown_without_loading_anything():
    assert "officer@fernmoor.example" in load(show_logins=True)
    assert Plan.objects.count() == 0
