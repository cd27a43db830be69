"""A real strategic action plan, brought in from its Word file, comes out with every word."""

import json
import re
from collections import Counter
from datetime import date

import page
import pytest
from django.core.management import call_command

from actions.models import Plan
from corporate_parenting.roles import Role
from reports.models import Meeting
from tests.factories import make_council
from tests.reports.seeds24 import (
    administer,
    configure,
    day,
    missing,
    post,
    publish,
    say,
    seed_text,
    signed_in,
    squeezed,
    start,
    texts_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

EXCEPTIONS = {
    "numbers": "An action has its priority's number too (2.4, not 4 in each priority), and "
    "that of a priority stands before its promise: both are the application's.",
    "cut rows": "Eleven rows that page breaks cut in the text are whole, as in the Word file of "
    "the same plan, where the markup that the text has left in some cells is gone too.",
    "DRAFT": "It stands between tables of the text, at page ends; here on the cover, with its day.",
    "title row": "The row over each table names the plan anew; here it is the table's caption with "
    "the number of its priority, so that no two tables are called the same.",
    "Action": "The column of the actions has no head: each stands over the whole width, as the "
    "head of the rows of its strands.",
}
HEADS = ("Who/where", "Agency leads", "Timescales", "Comments/progress")
ISSUED_ON = date(2019, 2, 7)


@pytest.fixture
def lines(shared):
    """The lines of the seed with words, their markup and links taken away."""
    text = re.sub(r"<[^>]*>|\(#\)|[\[\]]", " ", seed_text(shared, "002"))
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.fixture
def expected(shared):
    return json.loads((shared / "inputs" / "action-plan-2019.expected.json").read_text())


@pytest.fixture
def publication(shared, lines):
    title, mark, *contact, month = lines[:6]
    vision_heading, *vision, source = lines[6:10]
    make_council()
    call_command(
        "import_plan", shared / "inputs" / "action-plan-2019.docx", title=title,
        starts=date(2018, 4, 1), ends=date(2021, 3, 31), as_at=ISSUED_ON,
    )  # fmt: skip
    administrator = signed_in(Role.ADMINISTRATOR, is_staff=True)
    plan = administer(administrator, Plan, Plan.objects.get(), vision="\n\n".join(vision))
    configure("plan", vision=vision_heading)
    author = signed_in(Role.AUTHOR)
    board = {"body": "Corporate Parenting Board", "mode": "in_person"}
    post(author, "reports:meeting-add", **board, **day("held_on", date(2019, 2, 22)))
    report = start(author, "plan", Meeting.objects.get(), plan, ISSUED_ON)
    post(
        author, "reports:report-change", report.pk, version=1, title=title,
        group_name="Children in Our Care Strategic Group", **day("cut_off_on", ISSUED_ON),
    )  # fmt: skip
    say(author, report, "draft_mark", mark.partition("–")[2].strip())
    for part, words in zip(("contact_name", "contact_post", "contact_email"), contact, strict=True):
        say(author, report, part, words)
    say(author, report, "vision", source)
    return publish(author, signed_in(Role.APPROVER), report)


def pieces(lines, expected, *, as_printed=True):
    """Every piece of the seed in its order; as printed: with the application's numbers."""
    yield from lines[:10]
    for priority in expected:
        number = priority["number"]
        yield f"Priority {number}{'.' if as_printed else ''} {priority['promise']}"
        yield from HEADS
        for action in priority["actions"]:
            before = f"{number}." if as_printed else ""
            yield f"{before}{action['number']}{'' if as_printed else '.'} {action['text']}"
            for strand in action["strands"]:
                for name in ("who", "leads", "when", "note"):
                    yield from strand[name]


def test_the_pieces_looked_for_hold_every_word_of_the_seed(lines, expected):
    seed = Counter(" ".join(lines).split())
    told = Counter(" ".join(pieces(lines, expected, as_printed=False)).split())
    marks = Counter({mark: n for mark, n in seed.items() if not mark.strip("-")})
    title_rows, heads = dict.fromkeys(["CIOC", "Strategic", "Action", "Plan"], 7), {"Action": 7}
    assert told - seed == Counter()
    assert seed - told - marks == Counter(title_rows) + Counter(heads) + Counter({"DRAFT": 4})


def test_the_plan_of_february_2019_comes_out_word_by_word(publication, lines, expected):
    texts = texts_of(publication)
    for text in texts.values():
        assert missing(text, pieces(lines, expected)) == []
    heads = squeezed("".join(HEADS))  # again on each sheet of the PDF
    same = {squeezed(text).replace(heads, "") for text in texts.values()}
    assert len(same) == 1
    report = page.validate_pdf_bytes(bytes(publication.pdf), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
