"""Made-up homes: 200 of them with 2,000 events of five years, written past the services."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice

from homes.kinds import Governance
from homes.models import (
    Grade,
    GradingScale,
    Home,
    Inspection,
    Judgement,
    JudgementArea,
    Notice,
    Requirement,
    Visit,
)
from tests.bench.plans import keep
from tests.bench.texts import PLAIN

HOMES = 200
EACH_HOME = (4, 1, 4, 1)  # inspections, requirements of the first, visits, notices: ten events
FIRST_DAY = date(2021, 1, 11)
YEAR = timedelta(days=365)


def make_homes() -> None:
    """Judged in three areas, of all our sorts; nothing is random."""
    scale = GradingScale.objects.get(code="ofsted_four")
    areas = list(JudgementArea.objects.filter(subject="home").order_by("order")[:3])
    homes = keep(Home, _homes())
    inspections = keep(Inspection, _inspections(homes, scale))
    keep(Judgement, _judgements(inspections, areas, list(scale.grades.order_by("order"))))
    firsts = inspections[:: EACH_HOME[0]]
    keep(Requirement, (Requirement(inspection=each, text=PLAIN.format(1)) for each in firsts))
    keep(Visit, _visits(homes))
    keep(Notice, _notices(homes))


def _homes() -> Iterator[Home]:
    ours = cycle(each for each in Governance if each.is_ours)
    for number, governance in enumerate(islice(ours, HOMES), 1):
        yield Home(
            internal_name=f"Beck House {number}",
            label_kind="number",
            number=number,
            urn=f"SC{880_000 + number}",
            governance=governance,
            sector="local_authority",
            places=4,
            registered_on=FIRST_DAY - YEAR,
            opened_on=FIRST_DAY - YEAR,
        )


def _inspections(homes: list[Home], scale: GradingScale) -> Iterator[Inspection]:
    for at, home in enumerate(homes):
        for turn in range(EACH_HOME[0]):
            visited = FIRST_DAY + turn * YEAR + timedelta(days=at)
            yield Inspection(
                home=home,
                kind="full",
                event_number=f"{10_000_000 + at * 10 + turn}",
                visited_from=visited,
                visited_to=visited,
                published_on=visited + timedelta(days=40),
                scale=scale,
                reason_public=PLAIN.format(turn),
            )


def _judgements(
    inspections: list[Inspection], areas: list[JudgementArea], grades: list[Grade]
) -> Iterator[Judgement]:
    for at, inspection in enumerate(inspections):
        for turn, area in enumerate(areas):
            yield Judgement(inspection=inspection, area=area, grade=grades[(at + turn) % 4])


def _visits(homes: list[Home]) -> Iterator[Visit]:
    for home in homes:
        for turn in range(EACH_HOME[2]):
            yield Visit(
                home=home,
                kind="regulation_44",
                visited_on=FIRST_DAY + turn * YEAR,
                visitor="Ada Rowe",
                summary_public=PLAIN.format(turn),
            )


def _notices(homes: list[Home]) -> Iterator[Notice]:
    for home in homes:
        yield Notice(home=home, kind="compliance", issued_on=FIRST_DAY, published_on=FIRST_DAY)
