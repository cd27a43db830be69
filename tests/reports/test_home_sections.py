"""Our homes in papers: their judgements, their places, what changed since the last board."""

import html
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from corporate_parenting.prose import ListBlock, Paragraph, runs_text
from corporate_parenting.roles import Role
from homes.labels import NO_LABEL
from homes.queries.loading import WITHHELD
from reports.assemble import assemble
from reports.document import Heading, Table, from_dict
from reports.models import Publication
from reports.queries import chosen_homes, has_written, homes_of_paper, remarks_on_homes
from reports.rendering import render_pdf
from reports.services import why_out_of_date
from tests.factories import make_meeting, make_report, make_user
from tests.home_factories import make_home, make_inspection, make_requirement
from tests.reports.homes import choose
from tests.reports.publishing import make_rendering, publish, submit
from tests.reports.test_pdf_tags import all_tags, document_tag
from tests.reports.test_views import signed_in, url

pytestmark = pytest.mark.django_db

DAY = date(2021, 10, 1)
LAST_BOARD = date(2021, 6, 1)
RI = "Requires improvement to be good"


def lines(report):
    """What the sections on homes say, without the heading above all items."""
    return [line(block) for block in from_dict(assemble(report)).blocks[1:]]


def line(block):
    match block:
        case Heading(level, text):
            return f"h{level} {text}"
        case Paragraph(runs):
            return runs_text(runs)
        case ListBlock(_, _, items):
            return [runs_text(item[0].runs) for item in items]
        case Table(caption, _, rows):
            return (caption, [[" | ".join(cell.lines) for cell in row] for row in rows])


def remarks(report):
    return remarks_on_homes(report, chosen_homes(report).values())


def public_requirement(inspection, **fields):
    return make_requirement(inspection, **{"is_public": True, **fields})


def listed(label, overall="Good", reason="", **fields):
    home = make_home(label_kind="alias", alias=label, **fields)
    return home, make_inspection(home, overall, reason_public=reason)


def test_counts_at_a_day_tell_the_joint_venture_apart():
    for number, overall in enumerate(["Outstanding"] * 2 + ["Good"] * 4 + [RI]):
        listed(f"Own {number}", overall)
    for number, overall in enumerate(["Outstanding", "Outstanding", "Good"]):
        listed(f"Venture {number}", overall, governance="joint_venture")
    make_home(alias="Young")
    listed("Another's", "Inadequate", governance="area")
    report = make_report()
    choose(report, "home_judgements", DAY, with_counts=True)
    assert lines(report) == [
        "h2 Our homes at 1 October 2021",
        "At 1 October 2021 the judgements were:",
        [
            "Our own homes: 2 Outstanding, 4 Good, 1 Requires improvement, 1 not judged yet",
            "Joint venture homes: 2 Outstanding, 1 Good",
        ],
    ]


def test_each_home_has_its_judgement_its_days_and_its_reason_the_best_first():
    listed("Ash", "Good")
    home, _ = listed("Beech", RI, reason="Records\nwere late.")
    make_inspection(home, "", kind="monitoring", visited_from=date(2021, 8, 3),
                    published_on=date(2021, 9, 1))  # fmt: skip
    rowan = make_home(alias="Rowan")
    make_inspection(rowan, "Outstanding", visited_to=date(2021, 3, 10))
    make_home(alias="Yew")
    report = make_report()
    choose(report, "home_judgements", DAY, with_list=True)
    days = "Inspected 9 March 2021 | published 4 May 2021"
    assert lines(report)[1:] == [
        (
            "Our own homes: judgements at 1 October 2021",
            [
                [
                    "Rowan",
                    "Outstanding",
                    "Inspected 9 to 10 March 2021 | published 4 May 2021",
                    "None recorded",
                ],
                ["Ash", "Good", days, "None recorded"],
                [
                    "Beech",
                    "Requires improvement",
                    f"{days} | Monitoring inspection, 3 August 2021",
                    "Records were late.",
                ],
                ["Yew", "Not judged yet", "None recorded", "None recorded"],
            ],
        )
    ]


def test_places_tell_planned_homes_and_those_that_are_registered():
    make_home(alias="Ash", places=3)
    make_home(alias="Beech", places=4, opened_on=None)
    planned = {"registered_on": None, "opened_on": None, "urn": ""}
    make_home(alias="Cedar", places=7, expected_on=date(2022, 5, 1), **planned)
    make_home(alias="Pine", places=None, governance="trust")
    report = make_report()
    choose(report, "home_judgements", DAY, with_places=True)
    assert lines(report)[1:] == [
        "Our own homes at 1 October 2021: 2 registered with 7 places; 1 planned with 7 places; "
        "3 homes with 14 places in all.",
        (
            "Our own homes: places at 1 October 2021",
            [
                ["Ash", "Open", "3"],
                ["Beech", "Registered", "4"],
                ["Cedar", "Planned, expected to open on 1 May 2022", "7"],
            ],
        ),
        "Homes run by our trust at 1 October 2021: 1 registered, places not known.",
        ("Homes run by our trust: places at 1 October 2021", [["Pine", "Open", "Not known"]]),
    ]


def test_a_home_without_a_label_is_counted_and_never_listed():
    for overall in ("Good", RI):
        home = make_home(label_kind="none", alias="")
        make_inspection(home, overall, reason_public="Told of none.")
    report = make_report()
    choose(report, "home_judgements", DAY)
    assert lines(report)[1:] == [
        "At 1 October 2021 the judgements were:",
        ["Our own homes: 1 Good, 1 Requires improvement"],
        "Our own homes: 2 homes are not listed by name: 1 Good, 1 Requires improvement.",
        "Our own homes at 1 October 2021: 2 registered with 8 places; 2 of them not listed by "
        "name.",
    ]
    assert NO_LABEL not in repr(assemble(report))


def test_without_homes_the_paper_says_so():
    report = make_report()
    choose(report, "home_judgements", DAY)
    choose(report, "home_changes", DAY, since=LAST_BOARD)
    assert lines(report) == [
        "h2 Our homes at 1 October 2021",
        "No home was registered or planned.",
        "h2 Our homes: what changed since the last board",
        "This tells of changes after 1 June 2021 and up to 1 October 2021.",
        "Nothing changed in our homes.",
    ]


def test_changes_since_the_last_board_are_told_in_words():
    at = {"visited_from": date(2021, 7, 6), "published_on": date(2021, 8, 2)}
    for label, before, after in [
        ("Ash", "Outstanding", "Outstanding"),
        ("Beech", "Good", RI),
        ("Cedar", RI, "Good"),
    ]:
        home, _ = listed(label, before)
        make_inspection(home, after, **at)
    make_inspection(make_home(alias="Elm"), "Good", **at)
    make_home(alias="Fir", registered_on=date(2021, 9, 1), opened_on=None)
    listed("Gorse", "Good", closed_on=date(2021, 9, 1), closed_because="Too large.")
    listed("Hazel", "Good")
    venture, _ = listed("Ivy", "Good", governance="joint_venture")
    make_inspection(venture, "Outstanding", **at)
    unnamed = make_home(label_kind="none", alias="")
    make_inspection(unnamed, "Good", **at)
    report = make_report()
    choose(report, "home_changes", DAY, since=LAST_BOARD)
    assert lines(report)[2:] == [
        "h3 Judgements and registrations",
        [
            "Ash: again Outstanding",
            "Beech: Requires improvement, down from Good",
            "Cedar: Good, up from Requires improvement",
            "Elm: Good, first judgement",
            "Fir: newly registered",
            "Gorse: closed, last judged Good",
            "Ivy (joint venture): Outstanding, up from Good",
            "1 home not listed by name: 1 Good, first judgement",
        ],
    ]


def test_requirements_made_and_met_since_the_last_board_are_told():
    home, _ = listed("Ash")
    old = home.inspections.get()
    public_requirement(old, text="Older and open.")
    met = {"closed_on": date(2021, 7, 1), "evidence": "Seen."}
    public_requirement(old, text="Keep records.", **met)
    public_requirement(old, text="Met before.", closed_on=date(2021, 5, 20), evidence="Seen.")
    new = make_inspection(
        home, "", kind="monitoring", visited_from=date(2021, 7, 6), published_on=date(2021, 8, 2)
    )
    public_requirement(new, text="Train the team.", due_on=date(2021, 12, 1))
    public_requirement(new, text="Not for all.", is_public=False)
    public_requirement(new, text="Only advised.", kind="recommendation")
    unnamed = make_home(label_kind="none", alias="")
    public_requirement(make_inspection(unnamed, published_on=date(2021, 8, 2)), text="Unseen.")
    report = make_report()
    choose(report, "home_changes", DAY, since=LAST_BOARD)
    assert lines(report)[-4:] == [
        "h3 New requirements",
        ["Ash: Train the team. (due by 1 December 2021)", "1 of homes that are not listed by name"],
        "h3 Requirements that were met",
        ["Ash: Keep records. (met on 1 July 2021)"],
    ]


def test_changes_are_told_since_the_boards_meeting_before_unless_a_day_is_chosen():
    report = make_report()
    section = choose(report, "home_changes", DAY)
    report.meeting.held_on = date(2021, 10, 20)
    report.meeting.save()
    assert lines(report)[1:] == [
        "No earlier meeting of the board is recorded to tell changes since."
    ]
    assert remarks(report) == (
        "The paper cannot tell what changed in our homes: no earlier meeting of the board is "
        "recorded. Enter the day since when it tells changes.",
    )
    for held_on in (date(2021, 3, 2), date(2021, 6, 1), date(2021, 11, 2)):
        make_meeting(held_on=held_on)
    make_meeting(body="Another board", held_on=date(2021, 7, 1))
    assert lines(report)[1] == "This tells of changes after 1 June 2021 and up to 1 October 2021."
    section.since = date(2021, 1, 4)
    section.save()
    assert (
        lines(report)[1] == "This tells of changes after 4 January 2021 and up to 1 October 2021."
    )
    assert remarks(report) == ()


def test_words_that_name_a_private_home_are_left_out_and_the_author_is_told():
    make_home(internal_name="Secret House", alias="Elm")
    home, inspection = listed("Ash", reason="Children moved from Secret House.")
    public_requirement(inspection, text="Visit Secret House.")
    report = make_report()
    choose(report, "home_judgements", DAY, with_list=True)
    choose(report, "home_changes", DAY, since=date(2021, 1, 4))
    words = repr(assemble(report))
    assert [each for each in ("Secret", WITHHELD) if each in words] == []
    assert "Ash: the words are not printed here" in words
    reason, requirement = remarks(report)
    assert reason == (
        "The reason for the judgement of Ash is left out of the paper: its words for all name a "
        "home that is kept private. Have the inspection corrected."
    )
    assert requirement.startswith("The words of a requirement of Ash, inspected on 9 March 2021")


def test_what_was_published_after_the_day_is_not_told():
    home, _ = listed("Ash", "Good")
    make_inspection(
        home, "Inadequate", visited_from=date(2021, 9, 20), published_on=date(2021, 10, 2)
    )
    make_inspection(home, "Inadequate", visited_from=date(2021, 9, 21), published_on=None)
    assert [row.grade.name for row in homes_of_paper(DAY).homes] == ["Good"]
    report = make_report()
    choose(report, "home_judgements", DAY)
    choose(report, "home_changes", DAY, since=LAST_BOARD)
    assert "Inadequate" not in repr(assemble(report))
    assert lines(report)[-1] == "Nothing changed in our homes."


def test_a_published_paper_keeps_what_it_told():
    home, inspection = listed("Ash", reason="As it was.")
    report = make_report()
    choose(report, "home_judgements", DAY)
    publication = publish(report)
    inspection.reason_public = "As it is."
    inspection.save()
    assert "As it is." in repr(assemble(report))
    kept = Publication.objects.get(pk=publication.pk)
    assert ("As it was." in kept.html, "As it is." in kept.html) == (True, False)


@pytest.mark.parametrize("what", ["home", "inspection", "requirement"])
def test_a_paper_made_before_the_homes_changed_may_not_be_published(what):
    home, inspection = listed("Ash", reason="As it was.")
    requirement = public_requirement(inspection)
    report = make_report()
    choose(report, "home_judgements", DAY)
    choose(report, "home_changes", DAY, since=date(2021, 1, 4))
    rendering = make_rendering(report)
    assert why_out_of_date(report, rendering) == ""
    row = {"home": home, "inspection": inspection, "requirement": requirement}[what]
    for name in ("places", "reason_public", "text"):
        if hasattr(row, name):
            setattr(row, name, 9 if name == "places" else "As it is.")
    row.save()
    assert "changed after this paper was made" in why_out_of_date(report, rendering)


@pytest.mark.parametrize("section", ["home_judgements", "home_changes"])
def test_whoever_wrote_words_that_the_paper_prints_has_written_in_it(section):
    writer, nobody = make_user(Role.APPROVER), make_user(Role.APPROVER)
    _, inspection = listed("Ash", reason="As it was.")
    row = inspection if section == "home_judgements" else public_requirement(inspection)
    row._history_user = writer
    row.save()
    report = make_report()
    assert not has_written(writer, report)
    since = {"since": date(2021, 1, 4)} if section == "home_changes" else {}
    chosen = choose(report, section, DAY, **since)
    assert [has_written(each, report) for each in (writer, nobody)] == [True, False]
    chosen.is_included = False
    chosen.save()
    assert not has_written(writer, report)


@pytest.mark.parametrize("count", [1, 3])
def test_the_sections_on_homes_take_a_fixed_number_of_queries(count, django_assert_num_queries):
    for number in range(count):
        public_requirement(listed(f"Ash {number}")[1])
    report = make_report()
    choose(report, "home_judgements", DAY)
    choose(report, "home_changes", DAY, since=LAST_BOARD)
    assemble(report)
    with django_assert_num_queries(10):
        assemble(report)


def test_the_tables_of_homes_say_in_print_what_their_cells_head():
    listed("Ash")
    listed("Beech")
    report = make_report()
    choose(report, "home_judgements", DAY, with_list=True, with_places=True)
    reader = PdfReader(BytesIO(render_pdf(assemble(report))))
    tables = list(all_tags(document_tag(reader), "Table"))
    scopes = [[head["/A"]["/Scope"] for head in all_tags(table, "TH")] for table in tables]
    assert scopes == [["/Column"] * 4 + ["/Row"] * 2, ["/Column"] * 3 + ["/Row"] * 2]
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert "pdfuaid:part" in reader.xmp_metadata.stream.get_data().decode()


def test_the_approver_is_told_too_what_is_left_out():
    make_home(internal_name="Secret House", alias="Elm")
    listed("Ash", reason="Children moved from Secret House.")
    report = make_report()
    choose(report, "home_judgements", DAY)
    submit(report)
    page = signed_in(Role.APPROVER).get(url("report-clear", report.pk))
    assert page.context["warnings"] == remarks(report) != ()
    assert remarks(report)[0] in html.unescape(page.content.decode())
    assert "Secret" not in page.content.decode()
