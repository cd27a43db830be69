"""The smallest valid row of each kind of the homes: fixed values, nothing random."""

from datetime import UTC, date, datetime
from importlib import import_module
from itertools import count

from django.apps import apps

from actions.imports.grids import Place
from homes.imports.proposals import EventRow, HomeRow, HomesFile, JudgementRow, Scope, to_json
from homes.kinds import InspectionKind, Sector
from homes.models import (
    AuthorityInspection,
    AuthorityJudgement,
    Grade,
    GradingScale,
    Home,
    ImprovementAction,
    Inspection,
    Judgement,
    JudgementArea,
    Notice,
    OfstedImport,
    Requirement,
    Visit,
)
from tests.factories import make_action, make_user

NUMBERS = count(1)


def _saved(row):
    row.full_clean()
    row.save()
    return row


def make_grades():
    """The scales and areas that come with the application, where a test has emptied the tables."""
    if not GradingScale.objects.exists():
        import_module("homes.migrations.0002_grades_and_areas").fill(apps, None)


def scale(code="ofsted_four"):
    make_grades()
    return GradingScale.objects.get(code=code)


def grade(name="Good", code="ofsted_four"):
    return Grade.objects.get(scale=scale(code), name=name)


def area(code="overall", subject="home"):
    make_grades()
    return JudgementArea.objects.get(code=code, subject=subject)


def make_home(**fields):
    """An own home that opened in 2015, shown by an alias."""
    number = next(NUMBERS)
    return _saved(
        Home(
            **{
                "internal_name": f"Larkfield {number}",
                "label_kind": "alias",
                "alias": f"Willow {number}",
                "urn": f"SC{900000 + number}",
                "governance": "own",
                "sector": "local_authority",
                "places": 4,
                "registered_on": date(2015, 1, 5),
                "opened_on": date(2015, 2, 2),
                **fields,
            }
        )
    )


def make_inspection(home=None, overall="Good", **fields):
    """A full inspection of March 2021, published in May; ``overall`` "" for one without a grade."""
    visited = fields.pop("visited_from", date(2021, 3, 9))
    code = fields.pop("scale", "ofsted_four")
    inspection = _saved(
        Inspection(
            **{
                "home": home or make_home(),
                "kind": "full",
                "event_number": f"{10_200_000 + next(NUMBERS)}",
                "visited_from": visited,
                "visited_to": fields.pop("visited_to", visited),
                "published_on": date(2021, 5, 4),
                "scale": scale(code),
                **fields,
            }
        )
    )
    if overall:
        make_judgement(inspection, grade=grade(overall, code), words=overall)
    return inspection


def make_judgement(inspection, **fields):
    return _saved(
        Judgement(
            **{
                "inspection": inspection,
                "area": fields.pop("area", None) or area(),
                "grade": fields.pop("grade", None) or grade(),
                "words": "Good",
                **fields,
            }
        )
    )


def make_requirement(inspection=None, **fields):
    inspection = inspection or make_inspection()
    text = "Records of each key session are kept."
    return _saved(Requirement(**{"inspection": inspection, "text": text, **fields}))


def make_improvement_action(inspection=None, **fields):
    inspection = inspection or make_inspection()
    action = fields.pop("action", None) or make_action()
    return _saved(ImprovementAction(inspection=inspection, action=action, **fields))


def make_notice(home=None, **fields):
    fields = {"kind": "compliance", "issued_on": date(2021, 4, 1), **fields}
    return _saved(Notice(home=home or make_home(), **fields))


def make_visit(home=None, **fields):
    fields = {
        "kind": "regulation_44",
        "visited_on": date(2021, 4, 20),
        "visitor": "Iris Fenn",
        **fields,
    }
    return _saved(Visit(home=home or make_home(), **fields))


def read_from_ofsted():
    """What a file holds of one home and its inspection."""
    place = Place("Sheet Register", 5, "B")
    judged = (JudgementRow("overall", "Good", "Good"),)
    event = EventRow(
        urn="SC812001",
        number="10312001",
        kind=InspectionKind.FULL,
        visited_on=date(2021, 3, 9),
        published_on=date(2021, 5, 4),
        judgements=judged,
        is_registered=True,
        place=place,
    )
    home = HomeRow(
        urn="SC812001",
        name="",
        sector=Sector.LOCAL_AUTHORITY,
        registered_on=date(2015, 1, 5),
        places=4,
        provider="Fernmoor Council",
        is_short_break_only=False,
        place=place,
    )
    return HomesFile(
        council="Fernmoor",
        scope=Scope.OWN,
        as_at=date(2021, 3, 31),
        released_on=None,
        has_register=True,
        homes=(home,),
        events=(event,),
    )


def make_ofsted_import(**fields):
    """An upload with one home and its inspection, not looked at yet."""
    make_grades()
    return _saved(
        OfstedImport(
            **{
                "file_name": "homes.ods",
                "kind": "homes",
                "proposal": to_json(read_from_ofsted()),
                "uploaded_by": fields.pop("uploaded_by", None) or make_user(),
                "uploaded_at": datetime(2021, 7, 10, 9, tzinfo=UTC),
                **fields,
            }
        )
    )


def make_authority_inspection(**fields):
    """A standard inspection of the council, without judgements."""
    return _saved(
        AuthorityInspection(
            **{
                "kind": "standard",
                "visited_on": date(2021, 6, 7),
                "published_on": date(2021, 7, 26),
                "scale": scale(),
                **fields,
            }
        )
    )


def make_authority_judgement(inspection=None, **fields):
    return _saved(
        AuthorityJudgement(
            **{
                "inspection": inspection or make_authority_inspection(),
                "area": fields.pop("area", None) or area(subject="authority"),
                "grade": grade(),
                "words": "Good",
                **fields,
            }
        )
    )
