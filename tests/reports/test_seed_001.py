"""A real update report with items, a recommendation and quotations comes out whole."""

import re
from datetime import datetime

import pytest

from actions.models import Action, Plan, Priority
from corporate_parenting.roles import Role
from reports.document import contents, from_dict
from reports.models import Meeting, Quotation, Report
from tests.factories import make_council
from tests.reports.seeds import (
    MOST_DIFFERENCES,
    Difference,
    as_prose,
    between,
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

GROUP, BOARD = "Children in Our Care Strategic Group (CIOCSG)", "Corporate Parenting Board (CPB)"
FIRST = "Section 1: Items Discussed"
# The headings of the paper, in its order; the recommendation stands inside the item before it.
ITEMS = (
    "Children's Services Review",
    "Multi-agency support for vulnerable teenagers",
    "Child's Voice",
    "CIOC Health Report",
)
RECOMMENDATION = "Recommendation"
MORE_ITEMS = ("Children's National Review",)
PROGRESS = "Priorities of the CIOC Action Plan"
PRIORITIES = (
    "Reduce the numbers of CIOC",
    "Ensure best value for money",
    "Ensure the right permanency options",
)
QUOTED = "Family Courts Feedback"
# The first words of a heading inside an item, and of the one among the quotations.
SUB_HEADING, BETWEEN = "Proportion of children", "Evidence of"
DAY = re.compile(r"\d{2}/\d{2}/\d{4}")
DIFFERENCES = [
    Difference(
        "The day when somebody said it is parted from who it was.",
        r"(.+ Court .+) (\d+ \w+ \d{4})",
        r"\1, \2",
    ),
]
CONTENTS_DIFFERENCES = [
    Difference(
        "The contents repeat the headings: these two were typed otherwise.",
        r"(.+ support for) Vulnerable Teenagers|.+ \((CIOC)\) Health Report",
        lambda found: ITEMS[1] if found[1] else ITEMS[3],
    ),
]


def spelt(line):
    """With its days as our papers write them."""
    return DAY.sub(lambda found: words_of(read_day(found[0])), line)


def read_day(words):
    return datetime.strptime(words, "%d/%m/%Y").date()


def words_of(day):
    return f"{day.day} {day:%B %Y}"


class Seed:
    """The paper as read."""

    def __init__(self, folder):
        lines = read_lines(folder, "001")
        start = lines.index(FIRST)
        self.cover, self.body = lines[:2], lines[start:]
        listed = lines[lines.index("Contents") + 1 : start - 1]  # after them stands a page number
        self.contents = [re.sub(r"\s*\d+$", "", line) for line in listed]
        signed = next(at for at, line in enumerate(lines) if DAY.fullmatch(line))
        self.sign_off = lines[signed - 2 : signed + 1]
        heads = (*ITEMS, RECOMMENDATION, *MORE_ITEMS, PROGRESS)
        self.items = {
            head: between(self.body, head, following)
            for head, following in zip(heads, heads[1:], strict=False)
        }
        ends = (*PRIORITIES[1:], self.sign_off[0])
        self.progress = {
            head: between(self.body, head, end) for head, end in zip(PRIORITIES, ends, strict=True)
        }
        self.quotations = list(self.read_quotations(lines[signed + 1 :]))

    def read_quotations(self, lines):
        """Each with the heading above it, who said it, when, and the words."""
        heading = ""
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            if line.startswith(BETWEEN):
                heading = line
            elif found := re.fullmatch(rf"(.+) ({DAY.pattern})", line):
                yield heading, found[1], read_day(found[2]), following
                heading = ""

    @property
    def meeting_on(self):
        return datetime.strptime(" ".join(self.cover[1].split()[-3:]), "%d %B %Y").date()


def make_form():
    """The council's own update report: the recommendation stands inside an item."""
    own_form(
        signed_in(Role.ADMINISTRATOR),
        "update",
        {
            "items_discussed": {"heading": FIRST},
            "recommendation": {"order": 2, "level": 4},
            "progress": {"heading": PROGRESS},
            "quotations": {"heading": QUOTED, "level": 3},
        },
        [{"order": 2, "section": "words", "level": 3, "name": "More items"}],
        cover_heading="Update Report for",
    )


def make_plan_of(seed, administrator):
    plan = keep(
        administrator, Plan, title="CIOC Action Plan", board=BOARD, starts_on="2020-01-01",
        ends_on="2022-12-31", state="current",
    )  # fmt: skip
    for number, title in enumerate(PRIORITIES, 1):
        priority = keep(administrator, Priority, plan=plan.pk, number=number, title=title)
        keep(administrator, Action, priority=priority.pk, reference=f"{number}.1", wording=title)
    return plan


def record_progress(seed, on):
    officer = signed_in(Role.OFFICER)
    for title in reversed(PRIORITIES):  # the paper puts them in the plan's order
        action, text = Action.objects.get(wording=title), as_prose(seed.progress[title])
        send(officer, "actions:action-note-add", action.pk, text=text, **day("as_at", on))


def draft(author, seed, plan):
    signed_on = read_day(seed.sign_off[2])
    held_on = day("held_on", seed.meeting_on)
    send(author, "reports:meeting-add", body=BOARD, mode="remote", **held_on)
    chosen = {"kind": "update", "meeting": Meeting.objects.get().pk, "plan": plan.pk}
    send(author, "reports:report-add", **chosen, **day("cut_off_on", signed_on))
    report = Report.objects.get()
    for part, heads in (("first_items", ITEMS), ("more_items", MORE_ITEMS)):
        for heading in heads:
            lines = seed.items[heading]
            inside = [line for line in lines if line.startswith(SUB_HEADING)]
            text = as_prose(lines, inside)
            send(
                author, "reports:passage-add", report.pk, query=f"?part={part}",
                heading=heading, text=text, part=part, publicity="public",
            )  # fmt: skip
    (recommendation,) = seed.items[RECOMMENDATION]
    send(
        author, "reports:report-change", report.pk, recommendation=recommendation,
        sign_off_name=seed.sign_off[0], sign_off_post=seed.sign_off[1],
        **day("signed_on", signed_on),
    )  # fmt: skip
    return report


def quote(author, report, quotations):
    """Keep what was said, the last first, and choose it for the paper in its order."""
    chosen = {}
    for order, (heading, source, said_on, words) in reversed([*enumerate(quotations, 1)]):
        send(
            author, "reports:quotation-add", text=words, source=source, has_consent="on",
            is_anonymous="on", **day("said_on", said_on),
        )  # fmt: skip
        key = Quotation.objects.latest("pk").pk
        chosen |= {f"included_{key}": "on", f"place_{key}": order, f"heading_{key}": heading}
    send(author, "reports:report-quotations", report.pk, **chosen)


@pytest.fixture
def seed(shared):
    return Seed(shared)


@pytest.fixture
def publication(seed):
    make_council(
        name="Stockton Borough Council", board_name=BOARD, group_name=GROUP,
        children_word="CIOC", child_word="CIOC",
    )  # fmt: skip
    make_form()
    plan = make_plan_of(seed, signed_in(Role.ADMINISTRATOR))
    record_progress(seed, read_day(seed.sign_off[2]))
    author = signed_in(Role.AUTHOR)
    report = draft(author, seed, plan)
    quote(author, report, seed.quotations)
    return publish(author, signed_in(Role.APPROVER), report)


def test_the_paper_of_july_2021_comes_out_whole_in_three_renderings(seed, publication, tmp_path):
    assert len(seed.quotations) == 8
    assert len(DIFFERENCES) + len(CONTENTS_DIFFERENCES) <= MOST_DIFFERENCES
    lines = expected(map(spelt, seed.body), DIFFERENCES)
    texts = texts_of(publication, tmp_path)
    lost = {
        name: missing(["".join(seed.cover)], text) + missing(lines, text, after=FIRST, times=2)
        for name, text in texts.by_name().items()
    }
    assert lost == {"HTML": [], "PDF": [], "Word": []}
    listed = [heading.text for heading in contents(from_dict(publication.document))]
    assert listed == expected(seed.contents, CONTENTS_DIFFERENCES)
    typed = [line for line in lines if spelt(line) not in map(spelt, seed.sign_off)]
    # The headings of priorities have their numbers.
    assert not_whole(typed, publication) == list(PRIORITIES)
    assert refusals(tmp_path / "paper.pdf") == []
    # And the three say the same, each in its whole length.
    assert squeezed(texts.docx) == squeezed(texts.html)
    assert squeezed(tagged_text(tmp_path / "paper.pdf")) == squeezed(texts.html)
