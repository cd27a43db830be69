"""The smallest valid row of each kind: fixed values, nothing random."""

from datetime import UTC, date, datetime
from importlib import import_module
from itertools import count

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command

from actions.imports.columns import map_to_json, propose_maps
from actions.imports.grids import Cell, Grid, Row, grids_to_json
from actions.models import (
    Action,
    Agency,
    Lead,
    Plan,
    PlanImport,
    Priority,
    ProgressNote,
    Strand,
    StrandLead,
    Timescale,
)
from corporate_parenting.models import Acronym, Council, LanguageWord, User
from corporate_parenting.roles import Role
from reports.models import (
    Meeting,
    PaperKind,
    Passage,
    Quotation,
    QuotedIn,
    RegularReport,
    Report,
    ReportEntry,
    ReportSection,
)
from scorecard.imports.tables import Table, TableRow, table_to_json
from scorecard.models import (
    Area,
    Commentary,
    FigureImport,
    FigureMapping,
    Indicator,
    Measurement,
    Target,
)

NUMBERS = count(1)


def _saved(row):
    row.full_clean()
    row.save()
    return row


def make_council(**fields):
    return _saved(Council(**{"pk": 1, "name": "Fernmoor Council", **fields}))


def make_user(*roles, **fields):
    """A person with the roles given, e.g. ``make_user(Role.OFFICER)``."""
    if roles and not Group.objects.exists():
        call_command("sync_roles", verbosity=0)
    fields = {"email": f"person{next(NUMBERS)}@fernmoor.example", **fields}
    user = User.objects.create_user(**fields)
    user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    return user


def make_plan(**fields):
    return _saved(
        Plan(
            **{
                "title": "Our promise to you",
                "board": "Corporate Parenting Board",
                "starts_on": date(2019, 1, 1),
                "ends_on": date(2021, 12, 31),
                "state": Plan.State.CURRENT,
                **fields,
            }
        )
    )


def make_priority(**fields):
    fields = {"number": 1, "title": "A settled home", **fields}
    if "plan" not in fields:
        fields["plan"] = make_plan()
    return _saved(Priority(**fields))


def make_action(**fields):
    fields = {"reference": "1.1", "wording": "Find each child a settled home.", **fields}
    if "priority" not in fields:
        fields["priority"] = make_priority()
    return _saved(Action(**fields))


def make_agency(**fields):
    return _saved(Agency(**{"name": "Children's Social Care", **fields}))


def make_lead(**fields):
    return _saved(Lead(**{"name": "Ada Rowe", **fields}))


def make_strand(*leads, **fields):
    """A strand led by ``leads``, in their order."""
    fields = {"order": 1, "who_where": "Fostering team", **fields}
    if "action" not in fields:
        fields["action"] = make_action()
    fields.setdefault("leads_as_typed", "\n".join(str(lead) for lead in leads))
    strand = _saved(Strand(**fields))
    for order, lead in enumerate(leads, 1):
        _saved(StrandLead(strand=strand, lead=lead, order=order))
    return strand


def make_timescale(strand, words="Ongoing", **fields):
    return _saved(Timescale(strand=strand, words=words, **{"order": 1, **fields}))


def make_note(on=None, *, author=None, **fields):
    """A note on a strand or an action; ``on`` may be either."""
    on = on or make_action()
    strand = on if isinstance(on, Strand) else None
    return _saved(
        ProgressNote(
            **{
                "action": strand.action if strand else on,
                "strand": strand,
                "author": author or make_user(),
                "text": "Two more families were approved.",
                "as_at": date(2019, 5, 1),
                "recorded_at": datetime(2019, 5, 1, 9, tzinfo=UTC),
                **fields,
            }
        )
    )


def make_meeting(**fields):
    return _saved(
        Meeting(**{"body": "Corporate Parenting Board", "held_on": date(2019, 6, 14), **fields})
    )


def make_kinds():
    """The kinds of paper that the application comes with, where a flush took them away."""
    if not PaperKind.objects.exists():
        import_module("reports.migrations.0009_standard_kinds").fill(apps, None)


def make_report(**fields):
    """A draft without entries; the day of its meeting may be given as ``held_on``."""
    make_kinds()
    if isinstance(fields.get("kind"), str):
        fields["kind"] = PaperKind.objects.get(code=fields["kind"])
    if "meeting" not in fields:
        fields["meeting"] = make_meeting(held_on=fields.pop("held_on", date(2019, 6, 14)))
    if "plan" not in fields:
        fields["plan"] = make_plan()
    if "author" not in fields:
        fields["author"] = make_user(Role.AUTHOR)
    return _saved(
        Report(
            **{
                "title": "Update report",
                "group_name": "Children in Our Care Strategic Group",
                "cut_off_on": date(2019, 5, 31),
                **fields,
            }
        )
    )


def make_entry(report, note, **fields):
    return _saved(ReportEntry(**{"report": report, "note": note, "order": 1, **fields}))


def make_section(report, section, period, **fields):
    """A section that the author chose, with figures up to a Period."""
    kind, first = period.kind, period.starts_on
    fields = {"period_kind": kind, "period_starts_on": first, **fields}
    return _saved(ReportSection(report=report, section=section, **fields))


def make_passage(report, **fields):
    return _saved(
        Passage(**{"report": report, "heading": "Visits", "text": "Two homes were seen.", **fields})
    )


def make_quotation(**fields):
    """One that the public may read."""
    return _saved(
        Quotation(
            **{
                "text": "She listened, and then she did it.",
                "source": "A family court",
                "said_on": date(2019, 5, 2),
                "has_consent": True,
                "is_anonymous": True,
                **fields,
            }
        )
    )


def make_quoted(report, quotation=None, **fields):
    return _saved(QuotedIn(report=report, quotation=quotation or make_quotation(), **fields))


def make_regular_report(*meetings, **fields):
    """Considered at the meetings given."""
    fields = {"body": "Corporate Parenting Board", "title": "Fostering report", **fields}
    report = _saved(RegularReport(**fields))
    report.meetings.set(meetings)
    return report


def make_acronym(**fields):
    return _saved(Acronym(**{"letters": "PEP", "words": "personal education plan", **fields}))


def make_language_word(**fields):
    return _saved(LanguageWord(**{"word": "placement", "better": "home", **fields}))


def make_plan_import(**fields):
    """An upload of one table with one action, not looked at yet."""
    head, row = ("Action", "Lead"), ("Find each child a settled home.", "Ada Rowe")
    grid = Grid(
        name="Table 1",
        rows=tuple(
            Row(number, tuple(Cell((words,)) for words in cells))
            for number, cells in enumerate((head, row), 1)
        ),
    )
    return _saved(
        PlanImport(
            **{
                "file_name": "plan.csv",
                "title": "Our promise to you",
                "starts_on": date(2019, 1, 1),
                "ends_on": date(2021, 12, 31),
                "notes_as_at": date(2019, 5, 1),
                "grids": grids_to_json((grid,)),
                "maps": [map_to_json(columns) for columns in propose_maps((grid,))],
                "uploaded_by": fields.pop("uploaded_by", None) or make_user(),
                "uploaded_at": datetime(2019, 5, 1, 9, tzinfo=UTC),
                **fields,
            }
        )
    )


def make_area(**fields):
    return _saved(Area(**{"name": "Fernmoor", "kind": Area.Kind.OWN, **fields}))


def make_indicator(**fields):
    """A percentage at the end of each quarter, of which more is better."""
    return _saved(
        Indicator(
            **{
                "code": "P4.2",
                "name": "Health assessments within 20 working days",
                "unit": "percent",
                "polarity": "high",
                "basis": "flow",
                "frequency": "quarter",
                **fields,
            }
        )
    )


def make_target(indicator, **fields):
    return _saved(
        Target(**{"indicator": indicator, "starts_on": date(2019, 4, 1), "value": 90, **fields})
    )


def make_measurement(indicator, area, period, value=None, **fields):
    """The figure of a Period; ``state=`` in place of a value where there is none."""
    kind, first = period.kind, period.starts_on
    return _saved(
        Measurement(
            **{
                "indicator": indicator,
                "area": area,
                "period_kind": kind,
                "period_starts_on": first,
                "value": value,
                **fields,
            }
        )
    )


def make_commentary(indicator, period, **fields):
    return _saved(
        Commentary(
            **{
                "indicator": indicator,
                "period_kind": period.kind,
                "period_starts_on": period.starts_on,
                "text": "Two clinics were closed in October.",
                "author": fields.pop("author", None) or make_user(),
                "written_at": datetime(2020, 1, 10, 9, tzinfo=UTC),
                **fields,
            }
        )
    )


def make_figure_mapping(indicator=None, **fields):
    """Columns as DfE heads them, for children who stayed with one carer."""
    return _saved(
        FigureMapping(
            **{
                "name": "Same carer for two years",
                "indicator": indicator or make_indicator(code="PLA-02"),
                "area_columns": ["la_name", "region_name", "country_name"],
                "period_column": "time_period",
                "value_column": "children_percent",
                "filters": {"stability": "Two years"},
                **fields,
            }
        )
    )


def make_figure_import(**fields):
    """An upload of our own scorecard with one figure, not looked at yet."""
    row = TableRow(2, ("P4.2", "Quarter 3 2019-20", "72"))
    table = Table("scorecard.csv", ("Code", "Period", "Figure"), (row,))
    return _saved(
        FigureImport(
            **{
                "file_name": "scorecard.csv",
                "kind": "own",
                "tables": [table_to_json(table)],
                "uploaded_by": fields.pop("uploaded_by", None) or make_user(),
                "uploaded_at": datetime(2020, 1, 10, 9, tzinfo=UTC),
                **fields,
            }
        )
    )


def make_lait_import(**fields):
    """An upload of the interactive tool's file with one figure, its dictionary not chosen yet."""
    heads = ("Short Desc", "LA and Regions", "LA Number", "Region", "Years", "Values")
    row = TableRow(2, ("CARE", "Fernmoor", "801.0", "North Vale", "2020", "91"))
    tables = [table_to_json(Table("lait.csv", heads, (row,)))]
    return make_figure_import(
        **{"file_name": "lait.csv", "kind": "lait", "tables": tables, **fields}
    )
