"""A real annual report, entered as officers would, comes out with every word in its place."""

import re
from datetime import date, datetime
from functools import cache

import page
import pytest
from django.urls import reverse

from actions.models import Action, Plan, Priority
from corporate_parenting.roles import Role
from homes.models import Grade, Home
from reports.document import contents, from_dict
from reports.models import Meeting, RegularReport
from scorecard.models import Indicator, Measurement
from scorecard.periods import PeriodKind
from tests.factories import make_council, make_plan
from tests.home_factories import make_grades
from tests.reports.seeds24 import (
    administer,
    configure,
    day,
    letters,
    missing,
    post,
    publish,
    say,
    seed_text,
    signed_in,
    start,
    texts_of,
)
from tests.reports.test_seed_004 import CHARTS, STOCKTON, charts_only
from tests.scorecard.entering import as_shown
from tests.scorecard.import_files import said

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

EXCEPTIONS = {
    "numbers of headings and pages": "One heading has a number of its own, and the contents have "
    "typed pages: headings have none here, and the pages are those of this file.",
    "year": "It is written in two ways in one heading and in the contents; here in one.",
    "meetings": "A day lacks the last figure of its year, and their count stands in words beside "
    "the reports: days and count come from the meetings, and the count stands with them.",
    "number of children": "The sentence is the application's, with the same count and day.",
    "judgements": "Counted from the homes, in one line for own homes and one for the venture.",
}
FOREWORD, SIGNED = "Foreword", "Councillor "
HOW, AIMS = "1. How does it work?", "The Corporate Parenting Board has the following"
MET, GROUP = "The Corporate Parenting Board met ", "Children in our Care Strategic Group ("
STRATEGY, DONE, IMPACT = "Our Family Strategy", "What have we done in 2020-21?", "What impact"
QUALITY, AFTER_HOMES = "Quality and experience", "- We have continued to embed"
PRACTICE, PARTICIPATION = "Impact on practice", "Participation and direct work"
NEXT, FIVE = "What are we going to do next?", "The five key priorities"
ABOUT = "What is corporate parenting"
SUB_HEADING = re.compile(r"(?!-|\d|This means)[^ ].{3,60}[^.:,;]")
DAY = re.compile(r"- (\d+ \w+ \d{3,4})")
REPORT = re.compile(r"\d+\. (.*?)(?: \((\w+|\d+ \w+)\))?")
CHILDREN = re.compile(r"- At the (\d+ \w+ \d{4}) we had (\d+) children in our care\. (.*)")
JUDGED = re.compile(r" - (\d+) (?:- )?(Outstanding|Good|Requires Improvement)(?: \((.*)\))?")
FULL = {"Requires Improvement": "Requires improvement to be good"}
ADOPTION_CODES = ("A10", "A2", "A3")
HELD_ON, CUT_OFF_ON = date(2021, 11, 12), date(2021, 10, 31)


class Seed:
    """The paper as read, from its foreword on."""

    def __init__(self, folder):
        lines = [line.rstrip() for line in seed_text(folder, "004").splitlines()]
        filled = [line for line in lines if line.strip()]
        self.cover = filled[:2]
        begins = filled.index(FOREWORD)
        listed = filled[filled.index("Contents") + 1 : begins]
        self.contents = [re.sub(r"^- (.*) Pg \d+$", r"\1", line) for line in listed]
        self.lines = filled[begins:]

    @cache  # noqa: B019 - lives as long as its test
    def at(self, start):
        return next(n for n, line in enumerate(self.lines) if line.startswith(start))

    def between(self, start, end=None, *, after=1):
        return self.lines[self.at(start) + after : self.at(end) if end else None]

    def heading(self, start):
        return self.lines[self.at(start)]


def typed(lines, *, sub_headings=True):
    """Lines as an author types them: sub-headings are marked, a list in a list is set in."""
    made = []
    for line in lines:
        if line.startswith(" "):
            line = f" {line}"
        elif sub_headings and SUB_HEADING.fullmatch(line):
            line = f"### {line}"
        is_item = line.lstrip().startswith("- ")
        made.append(line if is_item else f"\n{line}\n")
    return "\n".join(made).strip()


def parsed(words):
    """The day; a year that is cut is that of the meeting before."""
    words = re.sub(r" 202$", " 2020", words)
    return datetime.strptime(words, "%d %B %Y").date()


def groups_of_meetings(lines):
    """Each with the words that introduce it and its days."""
    groups = []
    for line in lines:
        if found := DAY.fullmatch(line):
            groups[-1][1].append(parsed(found[1]))
        elif not groups or groups[-1][1]:
            groups.append(([line], []))
        else:
            groups[-1][0].append(line)
    return groups


@pytest.fixture
def seed(shared):
    return Seed(shared)


def bring_in_figures(seed, shared, tmp_path):
    """The indicators of the seven charts, with their captions as names and the words on each."""
    folder = shared / "open-data"
    file = charts_only(folder / "lait-children-looked-after.csv", tmp_path)
    said(
        "import_lait",
        file,
        "--dictionary",
        folder / "lait-data-dictionary.csv",
        "--council",
        STOCKTON,
    )
    told = seed.between("Children in our care and adoption", QUALITY)
    captions, sentences = told[::2], told[1::2]
    administrator = signed_in(Role.ADMINISTRATOR, is_staff=True, is_superuser=True)
    known = [Indicator.objects.get(outside_code=code) for code in CHARTS]
    for row, caption in zip(known, captions, strict=False):
        administer(administrator, Indicator, row, name=caption)
    for code, caption in zip(ADOPTION_CODES, captions[4:], strict=True):
        known.append(
            administer(
                administrator, Indicator, code=code, name=caption, unit="number", decimals=0,
                polarity="low", basis="snapshot", frequency=known[0].frequency,
            )
        )  # fmt: skip
    analyst = signed_in(Role.ANALYST)
    url = f"{reverse('scorecard:figures-enter')}?period=2020-21"
    shown = as_shown(analyst.get(url))
    shown |= {f"value_{row.pk}": "not available" for row in known[4:]}
    answer = analyst.post(url, {"submission": "3f9b9c6e-62bb-4bc1-8a15-1f4b6f0a2f10", **shown})
    assert answer.status_code == 302, answer.content.decode()
    for row, words in zip(known, sentences, strict=True):
        figure = Measurement.objects.get(
            indicator=row, area__name=STOCKTON, period_starts_on=date(2020, 4, 1)
        )
        post(analyst, "scorecard:commentary-write", figure.pk, version=0, text=words)
    return [Indicator.objects.get(pk=row.pk).code for row in known]


def bring_in_homes(seed):
    """As many homes as are counted, with the judgements and the reason told; gives the day."""
    make_grades()
    officer, number = signed_in(Role.OFFICER), 0
    lines = seed.between(QUALITY, AFTER_HOMES)
    (on,) = {parsed(found[1]) for line in lines if (found := CHILDREN.fullmatch(line))}
    governance = "own"
    for line in lines:
        if "joint venture" in line:
            governance = "joint_venture"
        if not (found := JUDGED.fullmatch(line)):
            continue
        grade = Grade.objects.get(name=FULL.get(found[2], found[2]), scale__code="ofsted_four")
        for _ in range(int(found[1])):
            number += 1
            post(
                officer, "homes:home-add", internal_name=f"House {number}", label_kind="number",
                number=number, provision_type="childrens_home", governance=governance, places=4,
                **day("registered_on", date(2015, 1, 5)),
            )  # fmt: skip
            post(
                officer, "homes:inspection-add", Home.objects.get(number=number).pk, kind="full",
                reason_public=found[3] or "", area_overall=grade.pk,
                **day("visited_from", date(2020, 3, 2)), **day("published_on", date(2020, 4, 20)),
            )  # fmt: skip
    return on


def priorities_of(lines):
    """``[(title, [lines of each action])]``: an action has the lists below it."""
    found = []
    for line in lines:
        if line.startswith("- "):
            found[-1][1].append([line[2:]])
        elif line.startswith(" "):
            found[-1][1][-1].append(line[1:])
        else:
            found.append((line, []))
    return found


def bring_in_next_plan(seed):
    administrator = signed_in(Role.ADMINISTRATOR, is_staff=True)
    plan = administer(
        administrator, Plan, title="Action plan 2021-22", starts_on="2021-04-01",
        ends_on="2022-03-31", state="draft",
    )  # fmt: skip
    for number, (title, actions) in enumerate(priorities_of(seed.between(FIVE)), 1):
        words = {"plan": plan.pk, "number": number, "title": title}
        priority = administer(administrator, Priority, **words)
        for count, lines in enumerate(actions, 1):
            words = {"reference": f"{number}.{count}", "wording": typed(lines, sub_headings=False)}
            administer(administrator, Action, priority=priority.pk, **words)
    return plan


def hold_meetings(seed, author):
    groups = groups_of_meetings(seed.between(HOW, AIMS))
    for mode, (_, days) in zip(("remote", "in_person"), groups, strict=True):
        for each in days:
            post(
                author, "reports:meeting-add", body="Corporate Parenting Board", mode=mode,
                **day("held_on", each),
            )  # fmt: skip
    for order, line in enumerate(seed.between(MET, GROUP), 1):
        title, frequency = REPORT.fullmatch(line).groups()
        row = RegularReport(
            body="Corporate Parenting Board", title=title, frequency=frequency or "", order=order
        )
        row.full_clean()
        row.save()
        row.meetings.add(Meeting.objects.order_by("held_on")[order % 7])
    post(
        author, "reports:meeting-add", body="Corporate Parenting Board", mode="in_person",
        **day("held_on", HELD_ON),
    )  # fmt: skip
    return ["\n\n".join(words) for words, _ in groups]


def write(seed, author, report, lead_ins):
    """The author's words, each in its part."""
    corporate = seed.between(ABOUT, HOW)
    _, *after_homes = seed.between(AFTER_HOMES, PRACTICE, after=-1)
    (rest,) = (found[3] for line in seed.lines if (found := CHILDREN.fullmatch(line)))
    say(author, report, "foreword", typed(seed.between(FOREWORD, SIGNED)))
    say(author, report, "foreword_signature", "\n".join(seed.between(SIGNED, ABOUT, after=0)))
    say(author, report, "corporate_parenting", typed(corporate))
    for order, words in enumerate(lead_ins, 1):
        say(author, report, "meetings_held", words, order=order)
    say(author, report, "numbers", rest)
    for part, lines in (
        ("aims", seed.between(AIMS, MET, after=0)),
        ("group", seed.between(GROUP, STRATEGY)),
        ("strategy", seed.between(STRATEGY, DONE)),
        ("done", seed.between(DONE, IMPACT)),
        ("quality", after_homes),
        ("practice", seed.between(PRACTICE, PARTICIPATION)),
        ("participation", seed.between(PARTICIPATION, NEXT)),
        ("next_plan", seed.between(NEXT, FIVE) + [seed.heading(FIVE)]),
    ):
        say(author, report, part, typed(lines))


def configure_headings(seed):
    configure(
        "annual", corporate_parenting=seed.heading(ABOUT), how_it_works="", aims="",
        meetings_held=seed.heading(HOW)[3:], reports_considered="", group=seed.heading(GROUP),
        strategy=seed.heading(STRATEGY), done="What have we done in {year}?",
        comparator_charts=seed.heading("Children in our care and adoption"),
        quality_heading=seed.heading(QUALITY), practice=seed.heading(PRACTICE),
        participation=seed.heading(PARTICIPATION), next_plan=seed.heading(NEXT),
    )  # fmt: skip


@pytest.fixture
def publication(seed, shared, tmp_path):
    make_council(
        name="Stockton-on-Tees Borough Council", children_word="children in our care",
        child_word="child in our care",
    )  # fmt: skip
    codes = bring_in_figures(seed, shared, tmp_path)
    homes_on, next_plan = bring_in_homes(seed), bring_in_next_plan(seed)
    author = signed_in(Role.AUTHOR)
    lead_ins = hold_meetings(seed, author)
    configure_headings(seed)
    meeting = Meeting.objects.get(held_on=HELD_ON)
    report = start(author, "annual", meeting, make_plan(), CUT_OFF_ON)
    (told,) = (found for line in seed.lines if (found := CHILDREN.fullmatch(line)))
    post(
        author, "reports:report-change", report.pk, version=1, title="Annual report",
        group_name="Children in our Care Strategic Group", next_plan=next_plan.pk,
        children_count=told[2],
        **day("children_as_at", homes_on), **day("cut_off_on", CUT_OFF_ON),
        **day("period_from", date(2020, 8, 1)), **day("period_to", CUT_OFF_ON),
    )  # fmt: skip
    write(seed, author, report, lead_ins)
    report.refresh_from_db()
    post(
        author, "reports:report-sections", report.pk, version=report.version,
        sections=["comparator_charts"], comparator_charts=", ".join(codes),
        period=f"{PeriodKind.FINANCIAL_YEAR.value} 2020-04-01",
    )  # fmt: skip
    report.refresh_from_db()
    post(
        author, "reports:report-homes", report.pk, version=report.version,
        sections=["home_judgements"], parts=["with_counts"], **day("day", homes_on),
    )  # fmt: skip
    return publish(author, signed_in(Role.APPROVER), report)


def wanted(seed):
    """Each line of the seed as it is printed: see EXCEPTIONS."""
    own = "Our own homes: 2 Outstanding, 4 Good, 1 Requires improvement"
    lines = iter(seed.lines)
    for line in lines:
        if line.startswith(MET):
            yield "considered the following reports:"
        elif line == seed.heading(DONE):
            yield "What have we done in 2020–2021?"
        elif found := CHILDREN.fullmatch(line):
            yield f"There were {found[2]} children in our care on {found[1]}."
            yield found[3]
        elif found := DAY.fullmatch(line):
            yield f"{parsed(found[1]):%-d %B %Y}"
        elif "children's homes judgements were" in line:
            yield "At 1 October 2021 the judgements were:"
            yield own
        elif found := JUDGED.fullmatch(line):
            yield found[3] or ""
        elif "(joint venture) were" in line:
            yield "Joint venture homes: 2 Outstanding, 1 Good"
        else:
            yield re.sub(r"^\d+\. | *- ", "", line, count=1)


def test_the_annual_report_of_2021_comes_out_word_by_word(publication, seed):
    texts = texts_of(publication)
    listed = [heading.text.casefold() for heading in contents(from_dict(publication.document))]
    assert missing("\n".join(listed), [line.casefold() for line in seed.contents]) == []
    counted = "The Corporate Parenting Board met 7 times between 1 August 2020 and 31 October 2021."
    for text in texts.values():
        assert missing(text, [*seed.cover, *wanted(seed)]) == []
        assert missing(text, [counted, "considered the following reports:"]) == []
    assert letters(texts["html"]) == letters(texts["docx"])
    # The PDF has the words of its drawings besides.
    assert missing(texts["pdf"], texts["html"].splitlines()) == []
    report = page.validate_pdf_bytes(bytes(publication.pdf), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
