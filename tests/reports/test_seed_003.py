"""The scorecard commentary of a real decision report comes out of an update report in order."""

import re
from datetime import date
from decimal import Decimal

import pytest

from corporate_parenting.roles import Role
from reports.models import Meeting, Report
from scorecard.periods import parse
from tests.factories import (
    make_area,
    make_commentary,
    make_council,
    make_indicator,
    make_measurement,
    make_plan,
    make_priority,
    make_target,
)
from tests.reports.test_seed_000 import body_text, day, post, publish, signed_in, squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

CODE = re.compile(r"(P\d\.\d+) ?\. (.*)")
NUMBER = re.compile(r"11\.\d\. (.*)")
Q3 = parse("Quarter 3 2019-20")
# The paper's own figures are in an appendix that we do not have: these only miss their targets.
KEPT = {
    "P3.1": {"unit": "number", "polarity": "neutral", "basis": "snapshot", "figure": 137},
    "P3.2": {"unit": "number", "polarity": "neutral", "basis": "snapshot", "figure": 161},
    "P3.5": {"figure": 61, "parts": (38, 62), "target": 90},
    "P3.17": {"unit": "days", "polarity": "low", "figure": 142, "target": 121},
    "P4.1": {"figure": 44, "parts": (16, 36), "target": 90},
    "P4.2": {"figure": 67, "parts": (24, 36), "target": 100},
}


def read_seed(folder):
    """``{code: (name, commentary)}`` of section 11, in its order."""
    (path,) = (folder / "seeds").glob("003_*.txt")
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    filled = [line for line in lines if line]
    start = filled.index("11. Corporate Parenting Scorecard – Quarter 3")
    end = filled.index("12. National or legislative changes")
    heads, texts = filled[start + 1 : end : 2], filled[start + 2 : end : 2]
    found = {}
    for head, text in zip(heads, texts, strict=True):
        code, name = CODE.fullmatch(head).groups()
        found[code] = (name, NUMBER.fullmatch(text)[1])
    return found


def make_scorecard(seed, plan):
    own = make_area(name="Cheshire East")
    # The last first: the paper puts them in the order of their codes.
    for code in reversed(seed):
        kept = dict(KEPT[code])
        figure, target = kept.pop("figure"), kept.pop("target", None)
        parts = dict(zip(("numerator", "denominator"), kept.pop("parts", ()), strict=False))
        pledge = plan.priorities.get(number=int(code[1]))
        indicator = make_indicator(code=code, name=seed[code][0], priority=pledge, **kept)
        if target:
            make_target(indicator, value=target)
        make_measurement(indicator, own, Q3, Decimal(figure), as_at=Q3.ends_on, **parts)
        make_commentary(indicator, Q3, text=seed[code][1])


def test_section_11_comes_out_with_each_commentary_under_its_code(shared, tmp_path):
    seed = read_seed(shared)
    assert list(seed) == ["P3.1", "P3.2", "P3.5", "P3.17", "P4.1", "P4.2"]
    make_council(name="Cheshire East Council", priority_word="pledge")
    plan = make_plan()
    for number, title in ((3, "We will work together"), (4, "We will improve health")):
        make_priority(plan=plan, number=number, title=title)
    make_scorecard(seed, plan)
    author = signed_in(Role.AUTHOR)
    post(author, "reports:meeting-add", body="Corporate Parenting Committee", mode="in_person",
         **day("held_on", date(2020, 3, 24)))  # fmt: skip
    report = draft(author, plan)
    publication = publish(author, signed_in(Role.APPROVER), report)
    text = squeezed(body_text(bytes(publication.pdf), tmp_path))
    at = text.rindex(squeezed("Scorecard: commentary, Quarter 3 2019-20"))
    for code, (name, commentary) in seed.items():
        for words in (f"{code} {name}", commentary):
            found = text.find(squeezed(words), at)
            assert found >= 0, f"Not found after its predecessor: {words}"
            at = found + len(squeezed(words))


def draft(author, plan):
    chosen = {"kind": "update", "meeting": Meeting.objects.get().pk, "plan": plan.pk}
    post(author, "reports:report-add", **chosen, **day("cut_off_on", Q3.ends_on))
    report = Report.objects.get()
    post(
        author, "reports:report-sections", report.pk, version=1,
        sections=["scorecard_table", "exceptions"], period="quarter 2019-10-01",
        exceptions="P3.1, P3.2",
    )  # fmt: skip
    return report
