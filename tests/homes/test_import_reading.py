"""Ofsted's files in small: what is found by heads, what is in doubt and where, what is refused."""

from datetime import date

import pytest

from corporate_parenting.uploads import UploadError
from homes.imports.ofsted import read_ofsted
from homes.imports.proposals import Scope
from homes.imports.sheets import open_sheets
from homes.imports.tables import find_tables
from homes.kinds import InspectionKind, Sector
from tests.actions.import_files import csv_file, word_file
from tests.homes.ofsted_files import (
    EVENT_HEADS,
    EVENTS,
    GRADES,
    HOME_AREAS,
    HOME_HEADS,
    LATEST_HEADS,
    OVERALL,
    REGISTER,
    doubts,
    event_cells,
    events,
    home_cells,
    read,
    register,
    release,
    tables_of,
    xlsx_of,
)

ROW = [*home_cells(), *event_cells()]
VISIT = [*home_cells(), *event_cells(70002, "", "", "", kind="Monitoring visit")]


def test_homes_and_events_are_read_with_the_days_of_the_file():
    found = read(release([ROW], [ROW, VISIT]))
    assert (found.as_at, found.released_on) == (date(2030, 3, 31), date(2030, 7, 4))
    (home,) = found.homes
    assert (home.urn, home.name, home.sector) == ("SC900001", "", Sector.LOCAL_AUTHORITY)
    assert (home.registered_on, home.places) == (date(2020, 1, 15), 4)
    assert home.provider == "Fernshire County Council"
    assert [(e.number, e.kind, [j.grade for j in e.judgements]) for e in found.events] == [
        ("70001", InspectionKind.FULL, ["Good", "Good", "Outstanding"]),
        ("70002", InspectionKind.MONITORING, []),
    ]
    assert (found.doubts, found.notes) == ((), ())


def test_an_excel_workbook_gives_the_same_as_an_open_document():
    sheets = release([ROW], [ROW, VISIT])
    tables = find_tables(open_sheets("ofsted.xlsx", xlsx_of(sheets)), HOME_AREAS)
    found = read_ofsted(
        tables, council="Fernshire", scope=Scope.OWN, grades=GRADES, file_name="ofsted.xlsx"
    )
    assert found == read(sheets)


def written(rows):
    """A sheet as CSV, its days as text."""
    return csv_file(
        *([f"{c:%d/%m/%Y}" if isinstance(c, date) else str(c) for c in r] for r in rows)
    )


def test_one_sheet_as_csv_is_enough():
    content = written(register(ROW))
    tables = find_tables(open_sheets("register.csv", content), HOME_AREAS)
    asked = {"council": "Fernshire", "scope": Scope.OWN, "grades": GRADES}
    found = read_ofsted(tables, **asked, file_name="register.csv")
    assert (found.as_at, len(found.homes), len(found.events)) == (date(2030, 3, 31), 1, 1)
    assert found.homes[0].registered_on == date(2020, 1, 15)
    untitled = find_tables(open_sheets("a.csv", written(events(VISIT)[2:])), HOME_AREAS)
    with pytest.raises(UploadError, match="The file does not say as at which day it is."):
        read_ofsted(untitled, **asked, file_name="a.csv")
    dated = read_ofsted(untitled, **asked, file_name="events 31 March 2030.csv")
    assert (dated.as_at, dated.has_register) == (date(2030, 3, 31), False)


def test_sheets_are_found_by_their_heads_wherever_they_stand_and_whatever_they_are_called():
    order = [5, 1, 2, 3, 4, 0, 6, 7, 8, 9, 10]
    heads = [HOME_HEADS[index].upper() for index in order]
    cells = [home_cells()[index] for index in order]
    above = [["Note"], [], ["More"], [], [], [], ["as at 31 March 2030"]]
    sheets = {
        "Zzz": [*above, [*heads, *LATEST_HEADS], [*cells, *event_cells()]],
        "Aaa": [["x"], [*EVENT_HEADS, *HOME_HEADS], [*event_cells(), *home_cells()]],
    }
    found = read(sheets)
    assert (len(found.homes), len(found.events), found.as_at) == (1, 1, date(2030, 3, 31))


def test_the_scope_decides_whose_homes_are_read():
    others = [
        home_cells("2700001", Sector="Private"),
        home_cells("2700002", **{"Provision type": "Children's Home", "Sector": "Voluntary"}),
        home_cells("2700003", **{"Provision type": "Secure children's home"}),
        home_cells("2700004", **{"Local authority": "Larkshire"}),
    ]
    rows = [ROW, *([*home, *event_cells(70010 + n)] for n, home in enumerate(others))]
    assert [home.urn for home in read(release(rows)).homes] == ["SC900001"]
    area = read(release(rows), scope=Scope.AREA)
    assert [home.urn for home in area.homes] == ["2700001", "2700002", "SC900001"]
    assert [event.number for event in area.events] == ["70001", "70010", "70011"]


@pytest.mark.parametrize("words", ["RI", "Requires Improvement", "requires improvement to be good"])
def test_spellings_of_a_grade_are_read_as_it_and_their_words_kept(words):
    found = read(release([[*home_cells(), *event_cells(70001, words, "Good", "Good")]]))
    overall = found.events[0].judgements[0]
    assert (overall.grade, overall.words) == ("Requires improvement to be good", words)


PLACE = f"Sheet {REGISTER}, row 5, column "


@pytest.mark.parametrize(
    ("row", "sentences"),
    [
        (
            [*home_cells(), *event_cells(70001, "Fine", "Good", "Good")],
            [
                f"{PLACE}P ({OVERALL}) [Fine]: “Fine” is not a grade of this scale. Write one of "
                "“Outstanding”, “Good”, “Requires improvement to be good”, “Inadequate”."
            ],
        ),
        (
            [*home_cells(), *event_cells(visited=date(2019, 12, 1))],
            [
                f"{PLACE}M (Latest full inspection date) [2019-12-01]: This is before the home was "
                "registered on 15 January 2020. Correct one of the two days."
            ],
        ),
        (
            [*home_cells(), *event_cells(published=date(2029, 5, 8))],
            [
                f"{PLACE}N (Latest full inspection publication date) [2029-05-08]: This is before "
                "the visit on 9 May 2029. Correct one of the two days."
            ],
        ),
        (
            [*home_cells("SC9?"), *event_cells()],
            [
                f"{PLACE}B (URN) [SC9?]: This is no URN. "
                "Write it as Ofsted does: SC004321 or 2610095."
            ],
        ),
        (
            [*home_cells(Sector=""), *event_cells()],
            [
                f"{PLACE}H (Sector): The sector is not known. Write “Local Authority”, “Private”, "
                "“Voluntary”, “Academy” or “Health Authority”."
            ],
        ),
        (
            [*home_cells(**{"Registration date": ""}), *event_cells()],
            [f"{PLACE}D (Registration date): The day is missing. Enter it in the file."],
        ),
        (
            [*home_cells(Places="many"), *event_cells()],
            [f"{PLACE}I (Places) [many]: This is no number of places. Write a whole number."],
        ),
        (
            [*home_cells(), *event_cells(70001, "", "", "")],
            [
                f"{PLACE}P ({OVERALL}): A full inspection has an overall judgement. "
                "Enter it, or correct the type of inspection."
            ],
        ),
        (
            [*home_cells(), *event_cells("")],
            [
                f"{PLACE}O (Latest full inspection event number): The event has no number. "
                "Enter it in the file."
            ],
        ),
        (
            [*home_cells(), *event_cells(visited="31/02/2029")],
            [
                f"{PLACE}M (Latest full inspection date) [31/02/2029]: This is no day that can be. "
                "Write it like 31/12/2022."
            ],
        ),
        (
            [*home_cells(), *event_cells(kind="Drive-by")],
            [
                f"{PLACE}L (Latest full inspection event type) [Drive-by]: The type of inspection "
                "is not known. Write “Full inspection”, “Assurance inspection”, “Interim "
                "inspection”, “Monitoring inspection” or “Emergency inspection”."
            ],
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_cell_and_its_remedy(row, sentences):
    assert doubts(release([row])) == sentences
    assert (
        read(release([row])).events == ()
        or "Registration" in sentences[0]
        or "I (" in (sentences[0])
    )


@pytest.mark.parametrize("day", ["9 May 2029", "09/05/2029", "2029-05-09", "2029-05-09 00:00:00"])
def test_days_as_text_are_read(day):
    found = read(release([[*home_cells(), *event_cells(visited=day)]]))
    assert (found.events[0].visited_on, found.doubts) == (date(2029, 5, 9), ())


def test_a_home_that_nobody_inspected_has_no_event():
    found = read(release([[*home_cells(), *[""] * len(LATEST_HEADS)]]))
    assert (found.homes[0].urn, found.events, found.doubts) == ("SC900001", (), ())
    assert found.notes == ("1 home without an inspection: SC900001.",)


def test_event_numbers_that_disagree_name_both_rows():
    other = [*home_cells(), *event_cells(70001, "Inadequate", "Good", "Good")]
    assert doubts(release([ROW], [other])) == [
        f"Sheet {EVENTS}, row 4, column O (Inspection event number) [70001]: This event stands in "
        f"Sheet {REGISTER}, row 5 too, but they differ in the judgement. "
        "Keep the right one of the two rows, or correct the number."
    ]
    assert doubts(release([ROW], [ROW, ROW])) == []


def test_a_home_that_stands_twice_and_disagrees_is_in_doubt():
    other = [*home_cells(Places=9), *event_cells()]
    assert doubts(release([ROW, other])) == [
        f"Sheet {REGISTER}, row 6, column B (URN) [SC900001]: This home stands in "
        f"Sheet {REGISTER}, row 5 too, but they differ in the places. "
        "Keep the right one of the two rows."
    ]


def test_a_graded_visit_is_in_doubt_unless_it_is_the_latest_full_inspection():
    graded = [*home_cells(), *event_cells(70003, kind="Monitoring visit")]
    assert doubts(release([ROW], [graded])) == [
        f"Sheet {EVENTS}, row 4, column L (Inspection event type) [Monitoring visit]: A visit of "
        "this type carries no grade, but the row has one. Correct the type, or delete the grades."
    ]
    found = read(release([graded], [graded]))
    assert [event.kind for event in found.events] == [InspectionKind.FULL]
    assert "1 event taken as full inspections" in found.notes[0]


def refusal(sheets, **more):
    with pytest.raises(UploadError) as caught:
        read(sheets, **more)
    return str(caught.value)


def test_a_file_without_the_expected_heads_is_refused_with_those_that_it_has():
    assert refusal({"Notes": [["Some"], ["words"]]}) == (
        "No sheet has the heads of Ofsted’s register: “URN”, “Provision type”, “Registration "
        "date”, “Local authority” and “Sector”. The sheets are “Notes”."
    )
    heads = ["Type" if head == "Sector" else head for head in (*HOME_HEADS, *LATEST_HEADS)]
    sentence = refusal({REGISTER: register(ROW, heads=heads)})
    assert sentence.startswith(f"Sheet “{REGISTER}”, row 4 has no column “Sector”. Its columns are")
    heads = ["Grade" if head == OVERALL else head for head in (*HOME_HEADS, *EVENT_HEADS)]
    sentence = refusal(release([ROW], **{EVENTS: events(ROW, heads=heads)}))
    assert sentence.startswith(f"Sheet “{EVENTS}”, row 3 has no column “Overall experiences and")


def test_an_unknown_council_is_refused_with_near_names():
    rows = [ROW, [*home_cells("2700001", **{"Local authority": "Fern and Lark"}), *event_cells(7)]]
    assert refusal(release(rows), council="Fernshir") == (
        "There is no council “Fernshir” in the file. Did you mean “Fernshire”?"
    )
    assert refusal(release(rows), council="Qqq") == (
        "There is no council “Qqq” in the file. It holds 2 councils. Check the name."
    )
    assert read(release(rows), council="fern & lark").council == "Fern and Lark"


def test_other_councils_mistakes_are_theirs():
    other = [
        *home_cells("bad", **{"Local authority": "Larkshire"}),
        *event_cells(7, "Fine", "", ""),
    ]
    assert doubts(release([ROW, other])) == []
    assert len(tables_of(release([ROW, other])).councils) == 2


def test_a_word_document_and_a_broken_file_are_refused():
    with pytest.raises(UploadError, match="The file is a Word document"):
        list(open_sheets("a.docx", word_file("x")))
    with pytest.raises(UploadError, match="The file is damaged"):
        list(open_sheets("a.ods", b"PK\x03\x04 broken"))
