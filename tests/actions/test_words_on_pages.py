"""The council's own words on the pages of the plan: one of them, and several."""

import uuid

import pytest

from actions.imports.columns import map_to_json, propose_maps
from actions.imports.grids import grids_to_json
from corporate_parenting.roles import Role
from tests.actions.import_files import excel_file, read
from tests.actions.reading import filled_plan, page, signed_in, text_of, url
from tests.factories import make_council, make_lead, make_plan_import, make_strand

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    make_council(action_word="activity", priority_word="pillar", strand_word="objective")
    return signed_in(Role.OFFICER, first_name="Ada", last_name="Rowe")


def title(html):
    return html.partition("<title>")[2].partition(" – ")[0].strip()


def said(client, address, typed):
    """The message on the page that a form leads to."""
    response = client.post(address, {"submission": str(uuid.uuid4()), **typed}, follow=True)
    return [str(message) for message in response.context["messages"]]


def test_the_menu_names_several(officer):
    bar = officer.get(url("action-list")).context["navigation"]
    assert [item.label for item in bar] == [
        "My activities",
        "Plan",
        "Activities",
        "Scorecard",
        "Homes",
        "Papers",
    ]


@pytest.mark.parametrize(("rows", "words"), [(1, "1 activity."), (2, "2 activities.")])
def test_the_list_counts_one_and_several(officer, rows, words):
    filled_plan(rows)
    html = page(officer, url("action-list"))
    assert title(html) == "Activities"
    assert text_of(html).count(words) == 1
    assert "Activities by pillar and reference" in text_of(html)


def test_each_page_of_the_plan_names_several(officer):
    plan = filled_plan()
    priority = plan.priorities.get()
    action = priority.actions.get()
    assert title(page(officer, url("my-actions"))) == "My activities"
    assert "Activities of pillar 1" in text_of(page(officer, url("plan-detail", plan.pk)))
    html = page(officer, url("priority-detail", priority.pk))
    assert '<h2 class="govuk-heading-m">Activities</h2>' in html
    words = text_of(page(officer, url("action-detail", action.pk)))
    assert "Objectives" in words.split()
    assert "Add an objective" in words
    add = page(officer, url("strand-add", action.pk))
    assert title(add) == "Add an objective: 1.1"
    assert text_of(add).startswith("Activity 1.1 Add an objective")


def test_the_plan_that_is_brought_in_is_counted(officer):
    kept = make_plan_import(uploaded_by=officer.get(url("plan-list")).wsgi_request.user)
    assert "1 pillar 1 activity 1 objective" in text_of(
        page(officer, url("import-review", kept.pk))
    )


def test_rows_columns_and_places_of_a_file_are_named_in_the_councils_words(officer):
    user = officer.get(url("plan-list")).wsgi_request.user
    row = ("Priority 1: Play", "1.", "Open a hall.", "31 June 2020")
    grids = read(excel_file(("Priority", "No", "Action", "Timescale"), row))
    maps = [map_to_json(columns) for columns in propose_maps(grids)]
    kept = make_plan_import(uploaded_by=user, grids=grids_to_json(grids), maps=maps)
    shown = officer.get(url("import-review", kept.pk)).context
    assert [row.label for row in shown["comparison"].rows] == [
        "Pillar 1", "Activity 1.1", "Activity 1.1, objective 1",
    ]  # fmt: skip
    names = dict(shown["form"].fields["column-0-0"].choices)
    assert (names["priority"], names["action"], names["what"]) == (
        "Pillar (promise, pledge, aim)", "Activity", "Objective (step)",
    )  # fmt: skip
    (kind,) = [kind for kind in shown["kinds"] if kind.key == "timescale"]
    (remarks,) = kind.advice[0].sections.values()
    assert remarks[0].where.startswith("Activity 1.1, ")


def test_what_is_saved_is_told_in_the_councils_words(officer):
    strand = make_strand()
    assert said(officer, url("strand-add", strand.action_id), {"what": "Hold a panel"}) == [
        "An objective is added to 1.1."
    ]
    typed = {"version": "1", "what": "Hold a fair"}
    assert said(officer, url("strand-change", strand.pk), typed) == [
        "The objective of 1.1 is saved."
    ]


def test_who_leaves_is_told_how_much_went_over(officer):
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    strands = [make_strand(ada)]
    strands += [make_strand(ada, action=strands[0].action, order=2)]
    address = f"{url('hand-over')}?leaver={ada.pk}"
    assert officer.get(address).context["breadcrumbs"][0][0] == "Activities"
    typed = {
        "version": "1",
        "seen": ",".join(str(strand.pk) for strand in strands),
        "everything_to": ben.pk,
        "last_day_day": "31", "last_day_month": "3", "last_day_year": "2030",
    }  # fmt: skip
    assert said(officer, address, typed)[0] == "Ada: 2 objectives handed over."
