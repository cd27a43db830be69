"""``manage.py build_report`` and ``revive_renderings``, as typed in a shell."""

from datetime import date

import docx
import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from corporate_parenting.boards import rename_board
from corporate_parenting.roles import Role
from reports.kinds import Edition
from reports.models import PaperKind, Report
from scorecard.periods import parse
from tests.factories import (
    make_area,
    make_council,
    make_exempt_passage,
    make_indicator,
    make_measurement,
    make_meeting,
    make_note,
    make_plan,
    make_report,
    make_user,
)
from tests.home_factories import make_home
from tests.reports.publishing import make_publication, publish
from tests.reports.test_editions import three_editions

pytestmark = pytest.mark.django_db


def build(out, *more, meeting="2019-06-14"):
    call_command("build_report", "update", "--meeting", meeting, "--out", str(out), *more)
    return out


def test_a_draft_is_started_once_and_written_as_pdf_and_page(tmp_path, capsys):
    note, author = make_note(), make_user(Role.AUTHOR)
    make_meeting()
    pdf = build(tmp_path / "paper.pdf")
    report = Report.objects.get()
    assert (report.author, report.cut_off_on) == (author, date(2019, 6, 14))
    assert [entry.note for entry in report.entries.all()] == [note]
    words = " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert note.text in " ".join(words.split())
    page = build(tmp_path / "paper.html").read_text()
    assert note.text in page
    word = docx.Document(str(build(tmp_path / "paper.docx")))
    assert sorted(tmp_path.iterdir()) == sorted(tmp_path.glob("paper.*"))  # none was only begun
    assert note.text in [line.text for line in word.paragraphs]
    assert Report.objects.count() == 1
    assert "A draft was started by" in capsys.readouterr().out


def test_the_paper_of_a_renamed_board_is_found_by_either_name(tmp_path):
    note = make_note()
    council = make_council()
    make_user(Role.AUTHOR)
    earlier = make_meeting()
    rename_board(old=council.board_name, new="Family Panel", on=date(2019, 7, 1), by=make_user())
    council.board_name = "Family Panel"
    council.save()
    for names in ((), ("--board", "Family Panel"), ("--board", "Corporate Parenting Board")):
        build(tmp_path / "paper.html", *names)
    report = Report.objects.get()
    assert (report.meeting, report.plan) == (earlier, note.action.priority.plan)


def test_a_published_paper_is_written_as_it_was_published(tmp_path):
    publication = make_publication()
    report = publication.report
    report.title = "Another title"
    report.save()
    assert build(tmp_path / "paper.pdf").read_bytes() == publication.pdf
    assert build(tmp_path / "paper.docx").read_bytes() == publication.docx
    assert publication.html in build(tmp_path / "paper.html").read_text()


@pytest.mark.parametrize("suffix", [".html", ".pdf", ".docx"])
def test_a_published_paper_is_written_in_the_edition_asked_for(tmp_path, capsys, suffix):
    publication = publish(three_editions())
    files = {
        row.edition: row.html if suffix == ".html" else bytes(getattr(row, suffix[1:]))
        for row in (publication, *publication.editions.all())
    }
    for edition, file in files.items():
        out = build(tmp_path / f"{edition}{suffix}", "--edition", edition)
        assert f"published, {Edition(edition).label.lower()}, " in capsys.readouterr().out
        if suffix == ".html":
            assert file in out.read_text()
        else:
            assert out.read_bytes() == file
    assert "made by a testofficers" not in (build(tmp_path / f"x{suffix}")).read_text()


def test_a_draft_is_written_in_the_fullest_edition_that_differs(tmp_path, capsys):
    report = make_report()
    make_exempt_passage(report)
    pages = {
        edition: build(tmp_path / "paper.html", "--edition", edition).read_text()
        for edition in Edition
    }
    told = [line.split(", ")[-2] for line in capsys.readouterr().out.splitlines()]
    assert ["A bed is dear." in page for page in pages.values()] == [False, True, True]
    assert pages["members"] == pages["officers"]
    assert [words for words in told if "edition" in words] == [
        "public edition", "members’ edition", "members’ edition",
    ]  # fmt: skip


def test_an_edition_that_does_not_exist_is_refused(tmp_path):
    make_report()
    with pytest.raises(CommandError, match="invalid choice: 'secret'"):
        build(tmp_path / "paper.html", "--edition", "secret")
    assert list(tmp_path.iterdir()) == []


def test_a_paper_from_before_there_were_word_files_gets_one_of_its_document(tmp_path):
    report = make_publication(with_word=False).report
    report.title = "Another title"
    report.save()
    word = docx.Document(str(build(tmp_path / "paper.docx")))
    assert word.core_properties.title == "Update report, 14 June 2019"


def take_out_of_use(code):
    kind = PaperKind.objects.get(code=code)
    kind.is_in_use = False
    kind.save()


def test_a_kind_that_is_not_there_is_named_beside_those_that_are(tmp_path):
    make_report()
    codes = "The codes in use are annual, decision, plan, scorecard and update."
    with pytest.raises(CommandError) as refused:
        call_command("build_report", "cabinet", "--meeting", "2019-06-14", "--out", "x.html")
    assert str(refused.value) == f"There is no kind of paper “cabinet”. {codes}"
    take_out_of_use("annual")
    out = str(tmp_path / "paper.html")
    with pytest.raises(CommandError, match="annual is not offered for new papers."):
        call_command("build_report", "annual", "--meeting", "2019-06-14", "--out", out)
    take_out_of_use("update")
    build(tmp_path / "paper.html")  # a draft that is there is built all the same
    assert Report.objects.count() == 1


def test_a_draft_started_here_tells_of_figures_homes_and_the_year_before(tmp_path):
    note, area = make_note(), make_area()
    make_user(Role.AUTHOR), make_home()
    make_meeting(held_on=date(2019, 3, 8)), make_meeting()
    for words in ("Quarter 3 2018-19", "Quarter 4 2018-19", "Quarter 2 2019-20"):
        make_measurement(make_indicator(code=words[8:9]), area, parse(words), 72)
    after = make_plan(
        title="Our next promise", state="draft", starts_on=date(2022, 1, 1),
        ends_on=date(2024, 12, 31),
    )  # fmt: skip
    out = str(tmp_path / "paper.html")
    for kind in ("scorecard", "annual"):
        call_command("build_report", kind, "--meeting", "2019-06-14", "--out", out)
    scorecard, annual = Report.objects.order_by("pk")
    periods = {row.section: str(row.period) for row in scorecard.sections.all()}
    assert set(periods.values()) == {"Quarter 4 2018-19"}
    assert list(periods) == ["comparator_charts", "exceptions", "scorecard_table"]
    assert [(row.section, row.day) for row in annual.homes_sections.all()] == [
        ("home_judgements", date(2019, 6, 14))
    ]
    assert (annual.period_from, annual.period_to) == (date(2018, 4, 1), date(2019, 3, 31))
    assert (annual.next_plan, annual.plan) == (after, note.action.priority.plan)
    assert annual.history.first().history_user == annual.author


@pytest.mark.parametrize(
    ("out", "meeting", "message"),
    [
        ("paper.odt", "2019-06-14", "must end in .pdf, .html or .docx."),
        ("paper.pdf", "31.2.2019", "“31.2.2019” is not a date. Write it as 2019-03-31."),
        ("paper.pdf", "2019-06-15", "no meeting of Corporate Parenting Board on 15 June 2019"),
        ("nowhere/paper.html", "2019-06-14", "cannot be written: No such file or directory."),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(tmp_path, out, meeting, message):
    make_report()
    with pytest.raises(CommandError, match=message):
        build(tmp_path / out, meeting=meeting)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_needs_a_plan_and_an_author(tmp_path):
    make_meeting()
    with pytest.raises(CommandError, match="has no current plan"):
        build(tmp_path / "paper.pdf")
    make_plan()
    with pytest.raises(CommandError, match="Say who writes the paper"):
        build(tmp_path / "paper.pdf")
    with pytest.raises(CommandError, match="Nobody signs in as x@fernmoor.example"):
        build(tmp_path / "paper.pdf", "--author", "x@fernmoor.example")
    assert Report.objects.count() == 0


def test_reviving_says_what_it_found(capsys):
    call_command("revive_renderings")
    assert capsys.readouterr().out == "Nothing was left unfinished.\n"
