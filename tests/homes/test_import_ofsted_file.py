"""Ofsted's own file: for every council the counts by grade are those counted straight from it."""

import io
import re
import zipfile
from collections import Counter
from datetime import date
from html import unescape
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.management import call_command

from corporate_parenting.area_names import same_name
from homes.editions import Edition
from homes.imports.ofsted import read_ofsted
from homes.imports.proposals import Scope, homes_from_json, to_json
from homes.imports.sheets import open_sheets
from homes.imports.tables import find_tables
from homes.kinds import Governance, InspectionKind
from homes.queries import register
from tests.home_factories import make_grades
from tests.homes.ofsted_files import GRADES, HOME_AREAS

pytestmark = pytest.mark.shared

NAME = "ofsted-social-care-providers-2023-03-31.ods"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
REGISTER = "Provider_level_at_31_Mar_2023"


@pytest.fixture(scope="module")
def content(shared):
    return (shared / "open-data" / NAME).read_bytes()


@pytest.fixture(scope="module")
def tables(content):
    return find_tables(open_sheets(NAME, content), HOME_AREAS)


@pytest.fixture(scope="module")
def rows(content):
    """The register's rows of children's homes by head, read with no code of ours."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("content.xml")
    start = xml.index(f'<table:table table:name="{REGISTER}"'.encode())
    body = xml[start : xml.index(b"</table:table>", start)] + b"</table:table>"
    names = re.search(rb"<office:document-content( [^>]*)>", xml)[1]
    tree = ElementTree.fromstring(b"<a" + names + b">" + body + b"</a>")
    lines = [_words(row) for row in tree.iter(f"{TABLE}table-row")]
    heads = next(line for line in lines if "URN" in line)
    found = [dict(zip(heads, line, strict=False)) for line in lines[lines.index(heads) + 1 :]]
    return [row for row in found if row.get("Provision type", "").lower() == "children's home"]


def _words(row):
    cells = []
    for cell in row:
        repeats = int(cell.get(f"{TABLE}number-columns-repeated", 1))
        cells += [unescape("".join(cell.itertext()))] * min(repeats, 50)
    return cells


def counted_straight(rows, own):
    counts = Counter()
    for row in rows:
        if not own or row["Sector"] == "Local Authority":
            counts[row["Local authority"], row[HOME_AREAS[0].heads[0]]] += 1
    return counts


def counted_by_us(tables, scope):
    """Current grades of the registered homes: of the newest full inspection, at the file's day."""
    counts = Counter()
    for council in sorted(tables.councils):
        read = read_ofsted(tables, council=council, scope=scope, grades=GRADES, file_name=NAME)
        assert read.doubts == ()
        if council != read.council:
            continue  # the file's other spelling of a council that is counted
        newest = {e.urn: e for e in read.events if e.kind == InspectionKind.FULL}
        for home in read.homes:
            if event := newest.get(home.urn):
                overall = next(j for j in event.judgements if j.area == "overall")
                (name,) = {council_of(tables, home)}
                counts[name, overall.grade] += 1
    return counts


def council_of(tables, home):
    table = next(t for t in tables.registers if t.columns.sheet.name in home.place.grid)
    (row,) = [r for r in table.columns.sheet.rows if r.number == home.place.row]
    return table.columns.text(row, "authority")


@pytest.mark.parametrize("scope", Scope)
def test_every_council_has_the_counts_of_the_file(tables, rows, scope):
    straight = counted_straight(rows, own=scope is Scope.OWN)
    assert counted_by_us(tables, scope) == straight
    assert sum(straight.values()) == {Scope.OWN: 407, Scope.AREA: 2821}[scope]
    assert len({council for council, _ in straight}) == {Scope.OWN: 103, Scope.AREA: 148}[scope]


def test_every_council_of_england_is_known(tables):
    assert len(set(map(same_name, tables.councils))) == 152
    for name in ("Westminster", "bournemouth, christchurch and poole", "St Helens"):
        read = read_ofsted(tables, council=name, scope=Scope.OWN, grades=GRADES, file_name=NAME)
        assert (read.as_at, read.released_on) == (date(2023, 3, 31), date(2023, 7, 6))


def test_a_graded_monitoring_visit_that_is_the_latest_full_inspection_is_one(tables):
    read = read_ofsted(tables, council="Essex", scope=Scope.AREA, grades=GRADES, file_name=NAME)
    (event,) = [event for event in read.events if event.number == "10245547"]
    assert (event.kind, event.visited_on) == (InspectionKind.FULL, date(2022, 7, 26))
    assert [each.grade for each in event.judgements] == ["Requires improvement to be good"]
    assert read.notes[0] == (
        "1 event taken as full inspections, since the file has them as the latest one: "
        "10245547 (Monitoring inspection)."
    )


def test_names_are_left_out_and_the_proposal_survives_being_kept(tables):
    read = read_ofsted(tables, council="Norfolk", scope=Scope.AREA, grades=GRADES, file_name=NAME)
    assert {home.name for home in read.homes} == {""}
    assert homes_from_json(to_json(read)) == read
    assert "REDACTED" not in str(to_json(read)).upper()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("council", "scope"),
    [("Stoke-on-Trent", "own"), ("Norfolk", "own"), ("Essex", "area"), ("Blackpool", "area")],
)
def test_the_register_kept_here_has_the_counts_of_the_file(shared, rows, council, scope):
    """Essex has a graded monitoring visit as its latest inspection, Blackpool a "Home"."""
    make_grades()
    call_command(
        "import_homes", shared / "open-data" / NAME, council=council, scope=scope, stdout=StringIO()
    )
    day = date(2023, 4, 30)  # by then what the file holds was published
    edition = Edition(on=day, names=True, exempt=True, embargoed=True)
    found = register(day, edition, governance=Governance)
    counts = counted_straight(rows, own=scope == "own")
    assert {each.grade.name: each.count for each in found.counts} == {
        grade: count for (name, grade), count in counts.items() if name == council
    }
