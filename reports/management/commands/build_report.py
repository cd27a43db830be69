"""``manage.py build_report update --meeting 2022-04-08 --out paper.pdf``, of any kind of paper."""

import os
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from actions.models import Plan
from corporate_parenting.boards import name_today, names_of_board
from corporate_parenting.commands import day
from corporate_parenting.context import current_council
from corporate_parenting.models import User
from corporate_parenting.words import day_words, listed
from reports import services
from reports.assemble import assemble
from reports.kinds import Edition
from reports.models import (
    Meeting,
    PaperKind,
    Publication,
    PublishedEdition,
    Report,
    WordTemplate,
)
from reports.queries import editions_in, editions_of, in_edition, kinds_in_use
from reports.render_process import render_limited
from reports.rendering import RenderError, render_page

SUFFIXES = (".pdf", ".html", ".docx")


class Command(BaseCommand):
    help = (
        "Write the paper of a meeting to a file. A published paper is written as it was published; "
        "a draft as it stands; where there is neither, a draft is started from the notes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", help="the code of a kind of paper, such as update")
        parser.add_argument("--meeting", type=day, required=True, help="its day: 2022-04-08")
        parser.add_argument("--out", type=Path, required=True, help="a .pdf, .html or .docx file")
        parser.add_argument("--board", help="the council's own board unless given")
        parser.add_argument("--author", help="e-mail address; needed to start a draft")
        parser.add_argument(
            "--edition", choices=list(Edition), default=Edition.PUBLIC.value,
            help="who may read it; the public one unless given",
        )  # fmt: skip
        parser.add_argument("--notes-up-to", type=day, help="of a new draft; else the meeting")

    def handle(self, *args: object, **options: object) -> None:
        out = options["out"]
        if out.suffix not in SUFFIXES:
            raise CommandError(f"{out} must end in .pdf, .html or .docx.")
        _check_kind(options["kind"])
        meeting = _meeting(options["board"] or current_council().board_name, options["meeting"])
        report = Report.objects.filter(kind=options["kind"], meeting=meeting).first()
        if report is None:
            report = self._start(meeting, options)
        edition, paper = _paper(report, Edition(options["edition"]), out.suffix)
        try:
            _write(out, paper)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        state = report.get_state_display().lower()
        told = f"{report.title} for {meeting}, {state}, {edition.label.lower()}"
        self.stdout.write(f"{out}: {told}, {len(paper):,} bytes.")

    def _start(self, meeting: Meeting, options: dict) -> Report:
        if not kinds_in_use().filter(code=options["kind"]).exists():
            raise CommandError(f"{options['kind']} is not offered for new papers. {_codes()}")
        report = services.start_report(
            kind=options["kind"],
            meeting=meeting,
            plan=_plan(meeting),
            by=_author(options["author"]),
            cut_off_on=options["notes_up_to"] or meeting.held_on,
        )
        report = services.choose_usual(report=report, by=report.author, on=timezone.localdate())
        count = report.entries.count()
        self.stdout.write(f"A draft was started by {report.author} with {count} notes.")
        return report


def _write(out: Path, paper: bytes) -> None:
    """All of it or nothing: a file that was begun must not be taken for the paper."""
    begun = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        begun.write_bytes(paper)
        begun.replace(out)
    finally:
        begun.unlink(missing_ok=True)


def _check_kind(code: str) -> None:
    if not PaperKind.objects.filter(code=code).exists():
        raise CommandError(f"There is no kind of paper “{code}”. {_codes()}")


def _codes() -> str:
    codes = kinds_in_use().order_by("code").values_list("code", flat=True)
    return f"The codes in use are {listed(list(codes))}."


def _meeting(board: str, on: date) -> Meeting:
    meetings = Meeting.objects.filter(body__in=names_of_board(board), held_on=on)
    meeting = meetings.order_by("pk").first()
    if meeting is None:
        raise CommandError(
            f"There is no meeting of {board} on {day_words(on)}. Add it under Drafts first."
        )
    return meeting


def _plan(meeting: Meeting) -> Plan:
    board = name_today(meeting.body)
    try:
        return Plan.objects.get(board__iexact=board, state=Plan.State.CURRENT)
    except Plan.DoesNotExist as error:
        raise CommandError(f"{board} has no current plan.") from error


def _author(email: str | None) -> User:
    """The person named; without a name the one person who may start papers."""
    people = User.objects.filter(is_active=True)
    if email:
        author = people.filter(email=email.lower()).first()
        if author is None:
            raise CommandError(f"Nobody signs in as {email}.")
        return author
    authors = people.filter(
        groups__permissions__codename="add_report",
        groups__permissions__content_type__app_label="reports",
    ).distinct()
    if authors.count() != 1:
        raise CommandError("Say who writes the paper: --author with an e-mail address.")
    return authors.get()


def _paper(report: Report, asked: Edition, suffix: str) -> tuple[Edition, bytes]:
    """With the edition that it is: where the one asked for shows no more, the one below it."""
    published = report.publications.order_by("-version").first()
    allowed = list(Edition)[: list(Edition).index(asked) + 1]
    try:
        if published and not report.is_open:
            edition = editions_in(published, allowed)[-1]
            return edition, _published(in_edition(published, edition), suffix)
        edition = [each for each in editions_of(report) if each in allowed][-1]
        document = assemble(report, edition=edition)
        return edition, _draft(document, suffix)
    except RenderError as error:
        raise CommandError(str(error)) from error


def _draft(document: dict, suffix: str) -> bytes:
    if suffix == ".html":
        return render_page(document).encode()
    template = WordTemplate.objects.in_use().first() if suffix == ".docx" else None
    return _file(document, suffix, bytes(template.content) if template else b"")


def _published(paper: Publication | PublishedEdition, suffix: str) -> bytes:
    """As it was published; what was not made then is made now from the document of that day."""
    if suffix == ".html":
        return render_page(paper.document, paper.html).encode()
    kept = bytes(paper.pdf if suffix == ".pdf" else paper.docx)
    return kept or _file(paper.document, suffix)


def _file(document: dict, suffix: str, template: bytes = b"") -> bytes:
    return render_limited(document, suffix.removeprefix("."), template=template)
