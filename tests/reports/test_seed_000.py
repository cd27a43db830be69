"""A real update report, entered as officers would, comes out with every word in its place."""

import re
import subprocess
import uuid
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from actions.models import Action
from corporate_parenting.roles import Role
from reports.document import contents, from_dict
from reports.models import Meeting, Publication, Rendering, Report
from reports.tasks import render_paper
from tests.factories import make_action, make_council, make_plan, make_priority, make_user
from tests.reports.publishing import answer_checks

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

PRIORITY = re.compile(r"Priority (\d+)[.\s–]+(.*)")
REFERENCE = re.compile(r"(\d\.\d+) (.*)")
PAGE_NUMBER = re.compile(r"[.\s]*\d+$")
FIRST_HEADING = "Section 1: Items Discussed"
CM_PER_INCH, MARGINS_MM = 25.4, (27, 25)  # where running heads and page numbers stand


@dataclass
class Seed:
    """The paper as read: ``notes`` and the item hold their lines as the file has them."""

    lines: list[str] = field(default_factory=list)
    priorities: dict[int, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    item: list[str] = field(default_factory=list)
    cover: list[str] = field(default_factory=list)
    sign_off: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)


def read_seed(folder):
    (path,) = (folder / "seeds").glob("000_*.txt")
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    filled = [line for line in lines if line]
    seed = Seed(lines=filled[filled.index(FIRST_HEADING) :], cover=filled[:2])
    seed.sign_off = filled[-3:]
    listed = filled[filled.index("Contents") + 1 : filled.index(FIRST_HEADING)]
    seed.contents = [PAGE_NUMBER.sub("", line) for line in listed]
    taken = None
    body = lines[lines.index(FIRST_HEADING) : lines.index(seed.sign_off[0])]
    for line in body[1:]:
        if found := PRIORITY.fullmatch(line):
            number, seed.priorities[int(found[1])] = int(found[1]), found[2]
        elif found := REFERENCE.fullmatch(line):
            assert found[1].startswith(f"{number}.")
            seed.references[found[1]] = found[2]
            taken = seed.notes.setdefault(found[1], [])
        elif line == "CIOC":
            taken = seed.item
        elif taken is not None:
            taken.append(typed(line))
    return seed


def typed(line):
    """A line as an officer types it: sub-headings are marked, lists are dashes already."""
    is_sub_heading = line and len(line) < 60 and line[0] != "-" and line[-1] not in ".:"
    return f"### {line}" if is_sub_heading else line


def sent(**fields):
    return {"submission": str(uuid.uuid4()), **fields}


def day(name, value):
    return {f"{name}_{part}": getattr(value, part) for part in ("day", "month", "year")}


def signed_in(role):
    client = Client()
    client.force_login(make_user(role))
    return client


def post(client, name, *args, **fields):
    answer = client.post(reverse(name, args=args), sent(**fields))
    assert answer.status_code == 302, answer.content.decode()
    return answer


def make_plan_of(seed):
    plan = make_plan(
        board="Corporate Parenting Board (CPB)",
        starts_on=datetime(2022, 1, 1).date(),
        ends_on=datetime(2024, 12, 31).date(),
    )
    priorities = {
        number: make_priority(plan=plan, number=number, title=title)
        for number, title in seed.priorities.items()
    }
    for reference, wording in seed.references.items():
        priority = priorities[int(reference[0])]
        make_action(priority=priority, reference=reference, wording=wording)
    return plan


def record_notes(seed, on):
    officer = signed_in(Role.OFFICER)
    # The last first: the paper puts them in the plan's order.
    for reference in reversed(seed.notes):
        action = Action.objects.get(reference=reference)
        text = "\n".join(seed.notes[reference])
        post(officer, "actions:action-note-add", action.pk, text=text, **day("as_at", on))


def draft(author, plan, seed, signed_on, meeting_on):
    name, held_on = "Corporate Parenting Board (CPB)", day("held_on", meeting_on)
    post(author, "reports:meeting-add", body=name, mode="remote", **held_on)
    chosen = {"kind": "update", "meeting": Meeting.objects.get().pk, "plan": plan.pk}
    post(author, "reports:report-add", **chosen, **day("cut_off_on", signed_on))
    report = Report.objects.get()
    text = "\n".join(line.removeprefix("### ") for line in seed.item)
    post(
        author,
        "reports:passage-add",
        report.pk,
        heading="CIOC",
        text=text,
        order=1,
        part="later_items",
        publicity="public",
    )
    post(
        author, "reports:report-change", report.pk, version=1, title=report.title,
        group_name=seed.cover[0], sign_off_name=seed.sign_off[0],
        sign_off_post=seed.sign_off[1],
        **day("cut_off_on", signed_on), **day("signed_on", signed_on),
    )  # fmt: skip
    return report


def publish(author, approver, report):
    """Each step on its page: made, sent to clearance, cleared and published."""
    post(author, "reports:report-render", report.pk)
    assert render_paper.call(Rendering.objects.get().pk) == Rendering.State.READY
    answer_checks(report)
    for client, step, names in (
        (author, "submit", ["version"]),
        (approver, "clear", ["version", "sha256_pdf"]),
        (approver, "publish", ["version", "sha256_pdf"]),
    ):
        page = client.get(reverse(f"reports:report-{step}", args=[report.pk]))
        seen = {name: page.context["form"][name].value() for name in names}
        post(client, f"reports:report-{step}", report.pk, has_read="on", **seen)
    return Publication.objects.get()


def body_text(pdf, folder):
    """The text of every page but the cover, without running heads and page numbers."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    top, bottom = (round(mm / CM_PER_INCH * 72) for mm in MARGINS_MM)
    area = ["-x", "0", "-y", str(top), "-W", "600", "-H", str(842 - top - bottom)]
    command = ["pdftotext", "-f", "2", "-r", "72", *area, str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def squeezed(text):
    """Without blanks, hyphens and list marks, so that line ends do not count."""
    return re.sub(r"[\s•‐-]", "", text)


def test_the_paper_of_april_2022_comes_out_word_by_word(shared, tmp_path):
    seed = read_seed(shared)
    assert list(seed.notes) == ["2.4", "3.3", "3.4", "4.3", "5.1", "5.7", "5.10"]
    make_council(children_word="CIOC", child_word="CIOC", care_leaver_word="Care Leaver")
    signed_on = datetime.strptime(seed.sign_off[2], "%d %B %Y").date()
    meeting_on = datetime.strptime(seed.cover[1][-12:], "%d %B %Y").date()
    plan, author = make_plan_of(seed), signed_in(Role.AUTHOR)
    record_notes(seed, signed_on)
    report = draft(author, plan, seed, signed_on, meeting_on)
    publication = publish(author, signed_in(Role.APPROVER), report)

    text, missing = squeezed(body_text(bytes(publication.pdf), tmp_path)), []
    # The contents page names the headings too: the words are looked for after it.
    at = text.index(squeezed(FIRST_HEADING), text.index(squeezed(FIRST_HEADING)) + 1)
    for line in seed.lines:
        wanted = squeezed(PRIORITY.sub(r"Priority \1. \2", line))
        found = text.find(wanted, at)
        if found < 0:
            missing.append(line)
        else:
            at = found + len(wanted)
    assert missing == []
    listed = [heading.text for heading in contents(from_dict(publication.document))]
    assert listed == seed.contents
    cover = publication.document["cover"]
    words = [cover["group"], " ".join([cover["heading"], cover["body"], cover["meeting_on"]])]
    assert words == seed.cover
    page = signed_in(Role.MEMBER).get(reverse("reports:publication-detail", args=[publication.pk]))
    _, words_on_page = page.context["paper"].split('class="paper__text"')
    list_items = [line for line in seed.lines if line.startswith("- ")]
    assert words_on_page.count("<li>") == len(list_items) == 21
