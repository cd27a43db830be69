"""Small files as Ofsted publishes them, and what is read from them."""

from datetime import date

from openpyxl import Workbook

from homes.grades import GradeFacts
from homes.imports.columns import Area
from homes.imports.ofsted import read_ofsted
from homes.imports.proposals import Scope
from homes.imports.sheets import open_sheets
from homes.imports.tables import find_tables
from homes.kinds import InspectionKind, Tone
from tests.actions.import_files import saved
from tests.ods import ods_file

FOUR = (
    GradeFacts("Outstanding", "Outstanding", 1, Tone.BEST, 1),
    GradeFacts("Good", "Good", 2, Tone.GOOD, 1),
    GradeFacts(
        "Requires improvement to be good",
        "Requires improvement",
        3,
        Tone.CONCERN,
        1,
        spellings=("RI", "Adequate"),
    ),
    GradeFacts("Inadequate", "Inadequate", 4, Tone.FAILING, 1),
)
GRADES = {InspectionKind.FULL: FOUR}
OVERALL = "Overall experiences and progress of children and young people"
PROTECTION = "How well children and young people are helped and protected"
LEADERS = "The effectiveness of leaders and managers"
HOME_AREAS = (
    Area("overall", (OVERALL, "Overall experiences and progress"), is_overall=True),
    Area("help_and_protection", (PROTECTION,)),
    Area("leaders", (LEADERS,)),
)
HOME_HEADS = (
    "Web link",
    "URN",
    "Provision type",
    "Registration date",
    "Registration status",
    "Name",
    "Local authority",
    "Sector",
    "Places",
    "Short-break-only children's home",
    "Organisation which owns the provider",
)
LATEST_HEADS = (
    "Latest full inspection event type",
    "Latest full inspection date",
    "Latest full inspection publication date",
    "Latest full inspection event number",
    OVERALL,
    PROTECTION,
    LEADERS,
)
EVENT_HEADS = (
    "Inspection event type",
    "Inspection date",
    "Inspection publication date",
    "Inspection event number",
    OVERALL,
    PROTECTION,
    LEADERS,
)
REGISTER, EVENTS = "Provider_level_at_31_Mar_2030", "Provider_level_in_year_2029-30"
COVER = [["Cover sheet"], ["Published on:", date(2030, 7, 4)], ["Coverage:", "Fernshire"]]


def home_cells(urn="SC900001", **changes):
    """The cells of a home of Fernshire; a change names a head."""
    usual = {
        "Web link": "Link",
        "URN": urn,
        "Provision type": "Children's home",
        "Registration date": date(2020, 1, 15),
        "Registration status": "Active",
        "Name": "REDACTED",
        "Local authority": "Fernshire",
        "Sector": "Local Authority",
        "Places": 4,
        "Short-break-only children's home": "",
        "Organisation which owns the provider": "Fernshire County Council",
    }
    return list((usual | changes).values())


def event_cells(number=70001, *grades, kind="Full inspection", visited=None, published=None):
    """The cells of an inspection in May 2029, published in June; grades as they are given."""
    return [
        kind,
        visited or date(2029, 5, 9),
        published or date(2029, 6, 20),
        number,
        *(grades or ("Good", "Good", "Outstanding")),
    ]


def register(*rows, heads=(*HOME_HEADS, *LATEST_HEADS), title="at 31 March 2030"):
    return [[f"Providers {title}"], ["One table."], [], list(heads), *rows]


def events(*rows, heads=(*HOME_HEADS, *EVENT_HEADS)):
    return [["Providers in year 2029-30"], [], list(heads), *rows]


def release(homes=(), year=(), **sheets):
    """The sheets of a release by name; rows are home_cells and event_cells together."""
    return {"Cover": COVER, REGISTER: register(*homes), EVENTS: events(*year)} | sheets


def tables_of(sheets, name="ofsted.ods"):
    return find_tables(open_sheets(name, ods_file(sheets)), HOME_AREAS)


def read(sheets, council="Fernshire", scope=Scope.OWN, name="ofsted.ods"):
    return read_ofsted(
        tables_of(sheets, name), council=council, scope=scope, grades=GRADES, file_name=name
    )


def doubts(sheets, **more):
    return [str(doubt) for doubt in read(sheets, **more).doubts]


def xlsx_of(sheets):
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name[:31])
        for row in rows:
            sheet.append(row)
    return saved(workbook)
