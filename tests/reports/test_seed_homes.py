"""What real papers tell of homes, entered as officers would, stands in our papers."""

import re
from datetime import datetime

import pytest

from corporate_parenting.roles import Role
from homes import services as homes
from reports import services
from reports.models import Publication
from tests.factories import make_report, make_user
from tests.home_factories import make_grades
from tests.reports.homes import raw_text, squeezed
from tests.reports.publishing import publish

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

HOME = re.compile(r"- (?P<name>[\w ]+) – (?P<grade>\w+)(?: \((?P<reason>.*)\)\.?)?")
COUNT = re.compile(r"- (?P<count>\d+) (?:- )?(?P<grade>Outstanding|Good|Requires Improvement)\b.*")
FULL = {"RI": "Requires improvement", "Requires Improvement": "Requires improvement"}
NUMBERS = {"two": 2, "four": 4}


def words_of(folder, seed):
    (path,) = (folder / "seeds").glob(f"{seed}_*.txt")
    return path.read_text(encoding="utf-8")


def add_home(by, day, **fields):
    registered = {"registered_on": day.replace(year=day.year - 5)}
    fields = {"sector": "local_authority", "governance": "own", **registered, **fields}
    return homes.add_home(by=by, **fields)


def judge(home, grade, by, day, reason=""):
    visited = day.replace(year=day.year - 1)
    homes.record_inspection(
        home=home, kind="full", visited_from=visited, published_on=visited, by=by, on=day,
        judgements={"overall": grade}, reason_public=reason,
    )  # fmt: skip


def text_of_paper(day, parts, at):
    """The words of the published PDF, made and approved as the site does it."""
    author = make_user(Role.AUTHOR)
    report = make_report(author=author, held_on=day)
    report = services.choose_homes(
        report=report, version=report.version, sections=["home_judgements"], day=day,
        parts=parts, by=author, on=day,
    )  # fmt: skip
    rendering = services.request_rendering(report=report, by=author, at=at)
    made = services.make_paper(rendering_pk=rendering.pk)
    publish(report, made, at=at)
    return squeezed(raw_text(bytes(Publication.objects.get().pdf)))


def missing(text, wanted):
    """Those of the words that do not follow one another in the text."""
    at, lost = 0, []
    for words in wanted:
        found = text.find(squeezed(words), at)
        if found < 0:
            lost.append(words)
        else:
            at = found + len(squeezed(words))
    return lost


@pytest.fixture
def officer():
    make_grades()
    return make_user(Role.OFFICER)


def test_the_judgements_of_april_2022_come_out_with_their_reasons(shared, officer, moment):
    words = words_of(shared, "000")
    told = [found for line in words.splitlines() if (found := HOME.fullmatch(line.strip()))]
    assert len(told) == 7
    day = datetime.strptime(words.splitlines()[-1].strip(), "%d %B %Y").date()
    for found in told:
        home = add_home(officer, day, internal_name=found["name"], label_kind="name")
        judge(home, found["grade"], officer, day, found["reason"] or "")
    text = text_of_paper(day, ["with_counts", "with_list"], moment)
    assert missing(text, ["2 Outstanding, 3 Good, 2 Requires improvement"]) == []
    grades = {}
    for found in told:
        grade = FULL.get(found["grade"], found["grade"])
        grades.setdefault(grade, []).append(found["name"])
        row = [found["name"], grade, found["reason"] or "None recorded"]
        assert missing(text, row) == []
    listed = [name for grade in ("Outstanding", "Good", "Requires improvement")
              for name in sorted(grades[grade])]  # fmt: skip
    assert missing(text, listed) == []


def test_the_counts_of_october_2021_come_out_with_the_joint_venture_apart(shared, officer, moment):
    words = words_of(shared, "004")
    start = re.search(r"At the (\d+ \w+ \d{4}) our current children's homes judgements", words)
    day = datetime.strptime(start[1], "%d %B %Y").date()
    own, venture = words[start.end() :].split("(joint venture)")
    told = {
        "own": _counts(own),
        "joint_venture": _counts(venture.partition("\n- We have")[0]),
    }
    assert [sum(count for count, _ in rows) for rows in told.values()] == [7, 3]
    number = 0
    for governance, rows in told.items():
        for count, grade in rows:
            for _ in range(count):
                number += 1
                home = add_home(
                    officer, day, internal_name=f"House {number} of ours", label_kind="number",
                    number=number, governance=governance,
                )  # fmt: skip
                judge(home, grade, officer, day)
    text = text_of_paper(day, ["with_counts"], moment)
    lines = [
        ", ".join(f"{count} {FULL.get(grade, grade)}" for count, grade in rows)
        for rows in told.values()
    ]
    at_day = f"At {day.day} {day:%B %Y} the judgements were:"
    own, venture = lines
    wanted = [at_day, f"Our own homes: {own}", f"Joint venture homes: {venture}"]
    assert missing(text, wanted) == []


def _counts(words):
    found = (COUNT.fullmatch(line.strip()) for line in words.splitlines())
    return [(int(each["count"]), each["grade"]) for each in found if each]


def test_the_planned_and_registered_homes_of_2020_come_out_with_their_places(
    shared, officer, moment
):
    words = words_of(shared, "003")
    planned = NUMBERS[re.search(r"deliver (\w+) children's residential homes", words)[1]]
    registered = NUMBERS[re.search(r"(\w+) of our homes are now Ofsted registered", words)[1]]
    until, places = re.search(r"operational by (\w+ \d{4}).*?house (\d+) places", words).groups()
    opens, places = datetime.strptime(until, "%B %Y").date(), int(places)
    day = opens.replace(month=3, day=10)
    sizes = [places // planned + (number < places % planned) for number in range(planned)]
    for number, size in enumerate(sizes, 1):
        is_registered = number <= registered
        add_home(
            officer, day, internal_name=f"Bespoke house {number}", label_kind="number",
            number=number, places=size, expected_on=opens,
            registered_on=day.replace(month=1) if is_registered else None,
        )  # fmt: skip
    text = text_of_paper(day, ["with_places"], moment)
    first, rest = sum(sizes[:registered]), sum(sizes[registered:])
    wanted = [
        f"{registered} registered with {first} places",
        f"{planned - registered} planned with {rest} places",
        f"{planned} homes with {places} places in all",
    ]
    for number, size in enumerate(sizes, 1):
        opening = f"Planned, expected to open on 1 {until}"
        wanted += [f"Home {number}", "Registered" if number <= registered else opening, str(size)]
    assert missing(text, wanted) == []


@pytest.fixture
def moment():
    return datetime.fromisoformat("2022-04-08T09:00:00+00:00")
