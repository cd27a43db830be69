"""A real update report, entered as officers would, comes out with every word in its place."""

import re
from datetime import date, datetime

import pytest

from actions.models import Action, Plan, Priority
from corporate_parenting.roles import Role
from homes.models import Home
from reports.document import contents, from_dict
from reports.models import Meeting, Report
from tests.factories import make_council
from tests.home_factories import area, scale
from tests.reports.seeds import (
    Difference,
    as_prose,
    day,
    expected,
    keep,
    missing,
    not_whole,
    own_form,
    publish,
    read_lines,
    refusals,
    send,
    signed_in,
    squeezed,
    tagged_text,
    texts_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

GROUP = "Children in Our Care Strategic Group (CIOCSG)"
BOARD = "Corporate Parenting Board (CPB)"
PRIORITY = re.compile(r"Priority (\d+)[.\s–]+(.*)")
REFERENCE = re.compile(r"(\d\.\d+) (.*)")
HOME = re.compile(r"- (?P<name>[\w ]+) – (?P<grade>\w+)(?: \((?P<reason>.*)\)\.?)?")
FULL = {"RI": "Requires improvement"}
BEST_FIRST = ["Outstanding", "Good", "Requires improvement"]
INSPECTED = date(2021, 3, 9)  # the paper has no days of inspections
PAGE_NUMBER = re.compile(r"[.\s]*\d+$")
FIRST, ITEM = "Section 1: Items Discussed", "CIOC"
DIFFERENCES = [
    Difference(
        "A full stop stands after the number of each priority, not now this and now that.",
        r"Priority (\d+)[.\s–]+(.*)",
        r"Priority \1. \2",
    ),
    Difference(
        "The homes are told as at a day, so that the heading says which.",
        r"(Our current judgements for our internal homes) are:",
        r"\1 at 25 March 2022",
    ),
    Difference(
        "The homes are a table, the best grade first and then by name, with grades in full.",
        HOME.pattern,
        lambda found: "\n".join(row_of(found)),
    ),
]


def row_of(found):
    """The cells of a home's row; when it was inspected stands between them."""
    told = FULL.get(found["grade"], found["grade"])
    return [found["name"], told, found["reason"] or "None recorded"]


def place_in_table(line):
    name, told, _ = row_of(HOME.fullmatch(line))
    return BEST_FIRST.index(told), name


class Seed:
    """The paper as read."""

    def __init__(self, folder):
        lines = [line.strip() for line in read_lines(folder, "000")]
        start = lines.index(FIRST)
        self.cover, self.sign_off = lines[:2], lines[-3:]
        listed = lines[lines.index("Contents") + 1 : start]
        self.contents = [PAGE_NUMBER.sub("", line) for line in listed]
        body = lines[start:-3]
        self.homes = sorted(filter(HOME.fullmatch, body), key=place_in_table)
        at = body.index(ITEM)
        first, last = (body.index(line) for line in self.ends_of_homes(body))
        self.before_homes, self.homes_heading = body[at + 1 : first - 1], body[first - 1]
        self.after_homes = body[last + 1 :]
        self.lines = [*body[:first], *self.homes, *body[last + 1 :], *self.sign_off]
        self.priorities, self.references, self.notes = {}, {}, {}
        self.read_plan(body[:at])

    def ends_of_homes(self, body):
        told = [line for line in body if HOME.fullmatch(line)]
        return told[0], told[-1]

    def read_plan(self, lines):
        taken = None
        for line in lines:
            if found := PRIORITY.fullmatch(line):
                self.priorities[int(found[1])] = found[2]
            elif found := REFERENCE.fullmatch(line):
                self.references[found[1]] = found[2]
                taken = self.notes.setdefault(found[1], [])
            elif taken is not None:
                taken.append(line)

    @property
    def meeting_on(self):
        return datetime.strptime(self.cover[1][-12:].strip(), "%d %B %Y").date()

    @property
    def signed_on(self):
        return datetime.strptime(self.sign_off[2], "%d %B %Y").date()


def is_sub_heading(line):
    return len(line) < 60 and line[0] != "-" and line[-1] not in ".:"


def make_form(seed):
    """The council's own update report: its homes stand inside an item, with words after them."""
    heading = seed.homes_heading.removesuffix(" are:")
    own_form(
        signed_in(Role.ADMINISTRATOR),
        "update",
        {"home_judgements": {"heading": heading, "order": 4, "level": 4}},
        [{"order": 4, "section": "words", "name": "After homes"}],
        cover_heading="Update Report for",
    )


def make_plan_of(seed):
    administrator = signed_in(Role.ADMINISTRATOR)
    plan = keep(
        administrator, Plan, title="CIOC and Care Leavers action plan", board=BOARD,
        starts_on="2022-01-01", ends_on="2024-12-31", state="current",
    )  # fmt: skip
    priorities = {
        number: keep(administrator, Priority, plan=plan.pk, number=number, title=title)
        for number, title in seed.priorities.items()
    }
    for reference, wording in seed.references.items():
        priority = priorities[int(reference[0])].pk
        keep(administrator, Action, priority=priority, reference=reference, wording=wording)
    return plan


def record_progress(officer, seed):
    # The last first: the paper puts them in the plan's order.
    for reference in reversed(seed.notes):
        action, lines = Action.objects.get(reference=reference), seed.notes[reference]
        text = as_prose(lines, list(filter(is_sub_heading, lines)))
        as_at = day("as_at", seed.signed_on)
        send(officer, "actions:action-note-add", action.pk, text=text, **as_at)


def record_homes(officer, seed):
    overall = f"area_{area().code}"
    for line in seed.homes:
        name, told, reason = row_of(HOME.fullmatch(line))
        send(
            officer, "homes:home-add", internal_name=name, label_kind="name", governance="own",
            sector="local_authority", **day("registered_on", date(2016, 4, 1)),
        )  # fmt: skip
        words = {"reason_public": reason} if HOME.fullmatch(line)["reason"] else {}
        send(
            officer, "homes:inspection-add", Home.objects.get(internal_name=name).pk, kind="full",
            **day("visited_from", INSPECTED), **day("published_on", date(2021, 4, 20)),
            **{overall: scale().grades.get(name__startswith=told).pk}, **words,
        )  # fmt: skip


def draft(author, seed, plan):
    held_on = day("held_on", seed.meeting_on)
    send(author, "reports:meeting-add", body=BOARD, mode="remote", **held_on)
    chosen = {"kind": "update", "meeting": Meeting.objects.get().pk, "plan": plan.pk}
    send(author, "reports:report-add", **chosen, **day("cut_off_on", seed.signed_on))
    report = Report.objects.get()
    for part, heading, lines in (
        ("later_items", ITEM, seed.before_homes), ("after_homes", "", seed.after_homes),
    ):  # fmt: skip
        send(
            author, "reports:passage-add", report.pk, query=f"?part={part}", heading=heading,
            text=as_prose(lines), part=part, publicity="public",
        )  # fmt: skip
    send(
        author, "reports:report-homes", report.pk, sections=["home_judgements"],
        parts=["with_list"], **day("day", seed.signed_on),
    )  # fmt: skip
    name, post, _ = seed.sign_off
    send(
        author, "reports:report-change", report.pk, sign_off_name=name, sign_off_post=post,
        **day("signed_on", seed.signed_on),
    )  # fmt: skip
    return report


@pytest.fixture
def seed(shared):
    return Seed(shared)


@pytest.fixture
def publication(seed):
    make_council(
        name="Stockton Borough Council", board_name=BOARD, group_name=GROUP,
        children_word="CIOC", child_word="CIOC", care_leaver_word="Care Leaver",
    )  # fmt: skip
    make_form(seed)
    officer, author = signed_in(Role.OFFICER), signed_in(Role.AUTHOR)
    plan = make_plan_of(seed)
    record_progress(officer, seed)
    record_homes(officer, seed)
    return publish(author, signed_in(Role.APPROVER), draft(author, seed, plan))


def test_the_paper_of_april_2022_comes_out_word_by_word(seed, publication, tmp_path):
    assert list(seed.notes) == ["2.4", "3.3", "3.4", "4.3", "5.1", "5.7", "5.10"]
    assert len(seed.homes) == 7
    texts, lines = texts_of(publication, tmp_path), expected(seed.lines, DIFFERENCES)
    lost = {
        name: missing(["".join(seed.cover)], text) + missing(lines, text, after=FIRST, times=2)
        for name, text in texts.by_name().items()
    }
    assert lost == {"HTML": [], "PDF": [], "Word": []}
    listed = [heading.text for heading in contents(from_dict(publication.document))]
    assert listed == seed.contents
    typed = [line for line in seed.lines if line not in (*seed.homes, *seed.sign_off)]
    assert not_whole(expected(typed, DIFFERENCES[:2]), publication) == []
    items = [line for line in typed if line.startswith("- ")]
    assert publication.html.split('class="paper__text"')[1].count("<li>") == len(items) == 14
    assert refusals(tmp_path / "paper.pdf") == []
    # And the three say the same, each in its whole length.
    assert squeezed(texts.docx) == squeezed(texts.html)
    assert squeezed(tagged_text(tmp_path / "paper.pdf")) == squeezed(texts.html)
