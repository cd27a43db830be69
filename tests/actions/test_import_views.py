"""An officer brings a plan in with the browser: upload, review, save."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.forms.imports import lead_fields
from actions.models import Action, Plan, PlanImport, ProgressNote, Strand
from corporate_parenting.roles import Role
from tests.actions.import_files import PLAN_HEAD, PLAN_ROWS, everything, excel_file, word_file
from tests.factories import make_lead, make_user

pytestmark = pytest.mark.django_db


def upload(client, rows=PLAN_ROWS, **fields):
    page = client.get(reverse("actions:import-add"))
    sent = {
        "submission": page.context["form"]["submission"].value(),
        "file": SimpleUploadedFile("plan.csv", (PLAN_HEAD + rows).encode()),
        "title": "Our promise",
        "starts_on_day": "1", "starts_on_month": "1", "starts_on_year": "2019",
        "ends_on_day": "31", "ends_on_month": "12", "ends_on_year": "2021",
        **fields,
    }  # fmt: skip
    return client.post(reverse("actions:import-add"), sent)


def review(client, address, intent, **fields):
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"intent": intent, **fields}
    return client.post(address, {name: value for name, value in sent.items() if value is not None})


def test_an_officer_brings_a_plan_in_after_looking_at_it(officer):
    address = upload(officer).url
    page = officer.get(address)
    shown = page.content.decode()
    assert "Find each child a home." in shown
    assert "Read as: NHS – Lena Hart (agency and person)" in shown
    assert "Read as: by 30 June 2020" in shown
    assert Plan.objects.count() == 0
    answer = review(officer, address, "bring-in")
    plan = Plan.objects.get()
    assert answer.url == reverse("actions:plan-detail", args=[plan.pk])
    assert (plan.state, Action.objects.count(), ProgressNote.objects.count()) == ("current", 2, 1)
    assert officer.get(address).url == answer.url


def test_a_second_plan_of_the_board_is_a_draft(officer):
    review(officer, upload(officer).url, "bring-in")
    review(officer, upload(officer, title="Next plan").url, "bring-in")
    assert Plan.objects.get(title="Next plan").state == "draft"


def test_a_column_can_be_corrected_before_saving(officer):
    address = upload(officer).url
    first = review(officer, address, "bring-in", **{"column-0-6": ""})
    assert (first.url, Plan.objects.count()) == (address, 0)
    review(officer, address, "bring-in")
    assert ProgressNote.objects.count() == 0


def test_a_double_click_brings_the_plan_in_once(officer):
    address = upload(officer).url
    form = officer.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"intent": "bring-in"}
    answers = [officer.post(address, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (Plan.objects.count(), ProgressNote.objects.count()) == (1, 1)


def test_a_stale_review_is_answered_with_409(officer):
    address = upload(officer).url
    form = officer.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    review(officer, address, "read", **{"column-0-6": ""})
    assert officer.post(address, sent | {"intent": "bring-in"}).status_code == 409
    assert Plan.objects.count() == 0


def test_somebody_elses_upload_is_not_to_be_found(officer, client):
    address = upload(officer).url
    client.force_login(make_user(Role.OFFICER))
    assert client.get(address).status_code == 404


def test_the_plan_is_not_imported_by_a_lead(client):
    client.force_login(make_user(Role.LEAD))
    assert client.get(reverse("actions:import-add")).status_code == 403


def test_the_review_asks_as_many_queries_for_many_rows_as_for_few(officer):
    asked = []
    for last in (4, 60):
        rows = PLAN_ROWS + "".join(
            f",{n}.,Action number {n}.,Team {n},Ada Rowe,Ongoing,Done.\n" for n in range(3, last)
        )
        title = f"Our promise up to {last}"
        review(officer, upload(officer, rows, title=title).url, "bring-in")
        address = upload(officer, rows.replace("Done.", "Done again."), title=title).url
        with CaptureQueriesContext(connection) as queries:
            page = officer.get(address)
        asked.append((page.context["comparison"].changed_count, len(queries)))
    (few, count), (many, count_of_many) = asked
    assert (few, many, count_of_many) == (1, 57, count)


CUT = (
    PLAN_ROWS.splitlines(keepends=True)[0].replace("Two approved.", "Two are")
    + ",,,,,,approved by now\n"
)


def test_a_cut_row_stays_in_doubt_until_somebody_decides_about_it(officer):
    address = upload(officer, CUT).url
    review(officer, address, "read", **{"column-0-4": ""})
    page = officer.get(address)
    (choice,) = page.context["cut"]["Priority 1"]
    assert (choice.where, choice.field.value()) == ("Action 1.1, The file, row 3", "")
    assert "Rows that a page break may have cut</a> (1)" in page.content.decode()
    review(officer, address, "read", **{choice.field.name: "keep"})
    page = officer.get(address)
    assert (page.context["cut"], list(page.context["decided_rows"])) == ({}, ["Priority 1"])


def test_a_row_that_was_joined_is_joined_again_the_next_time(officer):
    address = upload(officer, CUT).url
    (offer,) = officer.get(address).context["form"].offers
    review(officer, address, "read", **{f"row-{offer.row_id}": "join"})
    review(officer, address, "bring-in")
    page = officer.get(upload(officer, CUT).url)
    assert page.context["comparison"].rows == ()
    assert "joined as when this plan was last brought in" in page.content.decode()


# Leads that one line names

SEVERAL = PLAN_ROWS.replace("Ada Rowe", "Ada Rowe Tom Reed")
CHOICE, WORDS = lead_fields("Ada Rowe Tom Reed")


def leads_of_first_strand():
    strand = Strand.objects.get(action__reference="1.1", order=1)
    return strand.leads_as_typed, [str(row.lead) for row in strand.strand_leads.all()]


@pytest.mark.parametrize(
    ("chosen", "leads"),
    [
        ({}, ["Ada Rowe Tom Reed"]),
        ({CHOICE: "one"}, ["Ada Rowe Tom Reed"]),
        ({CHOICE: "offered"}, ["Ada Rowe", "Tom Reed"]),
        ({CHOICE: "typed", WORDS: "Tom Reed / NHS – Ada Rowe"}, ["Tom Reed", "NHS – Ada Rowe"]),
    ],
)
def test_an_officer_says_which_leads_a_line_names(officer, chosen, leads):
    address = upload(officer, SEVERAL).url
    review(officer, address, "bring-in", **chosen)
    if chosen:
        assert Plan.objects.count() == 0
        review(officer, address, "bring-in")
    assert leads_of_first_strand() == ("Ada Rowe Tom Reed", leads)


def test_a_choice_of_leads_is_shown_and_settles_the_doubt(officer):
    address = upload(officer, SEVERAL).url
    (choice,) = officer.get(address).context["leads"]["Priority 1"]
    assert (choice.where, choice.field.value()) == ("Action 1.1, The file, row 2, column 5", "")
    review(officer, address, "read", **{CHOICE: "offered"})
    page = officer.get(address)
    (choice,) = page.context["decided_leads"]["Priority 1"]
    assert (choice.field.value(), page.context["leads"]) == ("offered", {})
    assert "Choices that were made (1)" in page.content.decode()
    assert "Read as: Ada Rowe (person); Tom Reed (person)" in page.content.decode()
    assert [doubt for doubt in page.context["proposal"].doubts if doubt.kind == "lead"] == []


@pytest.mark.parametrize("words", ["", "TBC", "/"])
def test_leads_that_name_nobody_are_refused_and_the_choice_stays(officer, words):
    address = upload(officer, SEVERAL).url
    answer = review(officer, address, "read", **{CHOICE: "typed", WORDS: words})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        WORDS: ["“Ada Rowe Tom Reed”: Enter at least one lead, with / between several."]
    }
    (choice,) = answer.context["leads"]["Priority 1"]
    assert choice.field.value() == "typed"
    assert PlanImport.objects.get().decisions == {}


def test_a_second_upload_asks_only_about_rows_that_would_change(officer):
    address = upload(officer, SEVERAL).url
    review(officer, address, "read", **{CHOICE: "offered"})
    review(officer, address, "bring-in")
    page = officer.get(upload(officer, SEVERAL).url)
    assert (page.context["leads"], page.context["comparison"].rows) == ({}, ())
    assert "Doubts about rows that stay as they are (1)" in page.content.decode()
    changed = SEVERAL.replace("Fostering team", "Fostering service") + ",,,,Bo Lund Ed May,,\n"
    page = officer.get(upload(officer, changed).url)
    lines = [choice.offer.line for found in page.context["leads"].values() for choice in found]
    assert lines == ["Ada Rowe Tom Reed", "Bo Lund Ed May"]


def test_leads_that_nobody_knows_here_are_marked(officer):
    make_lead(name="Ada Rowe")
    page = officer.get(upload(officer).url)
    assert [(lead.words, lead.is_new) for lead in page.context["named_leads"]] == [
        ("NHS – Lena Hart", True),
        ("Ada Rowe", False),
    ]
    assert "NHS – Lena Hart (agency and person), 1 time <strong>new here</strong>" in (
        page.content.decode()
    )


# What the page says


def test_the_review_counts_groups_and_folds(officer):
    rows = PLAN_ROWS.replace("By June 2020", "31 September 2020").replace("Ongoing", "Soon")
    shown = officer.get(upload(officer, rows).url).content.decode()
    assert '<a class="govuk-link" href="#doubts-timescale">Timescales</a> (1)' in shown
    where = "Action 1.1, The file, row 3, column 6 (Timescale)"
    assert f"<li>{where}: <q>31 September 2020</q></li>" in shown
    assert "Was not read: September has 30 days." in shown
    assert "What to do:</strong> Correct the date" in shown
    assert "can be corrected later on the page of each strand" in shown
    assert "Priority 1: A settled home (6 rows)" in shown
    assert shown.count("<details") == shown.count('<details class="govuk-details">') == 4


def test_what_a_changed_file_would_change_stands_open(officer):
    review(officer, upload(officer).url, "bring-in")
    changed = PLAN_ROWS.replace("Ada Rowe", "Ada Reed")
    shown = officer.get(upload(officer, changed).url).content.decode()
    assert '<details class="govuk-details" open>' in shown
    assert "Read as: Ada Reed (person)" in shown
    assert "1</span> row to change" in shown


def test_columns_of_like_tables_are_chosen_once(officer):
    heads = ("No.", "Action", "Lead", "Remarks")
    rows = [("1.", "Open.", "Ana Bell", "Good."), ("2.", "Run.", "", "Bad.")]
    first, second = ("Priority 1: Home", [heads, rows[0]]), ("Priority 2: Play", [heads, rows[1]])
    content = word_file(*first, *second)
    sent = {"file": SimpleUploadedFile("plan.docx", content)}
    address = upload(officer, **sent).url
    form = officer.get(address).context["form"]
    assert [group["names"] for group in form.column_groups] == [["Table 1", "Table 2"]]
    review(officer, address, "read", **{"column-0-3": "note"})
    review(officer, address, "bring-in")
    assert [note.text for note in ProgressNote.objects.order_by("pk")] == ["Good.", "Bad."]


def test_a_file_that_would_ask_too_much_is_refused_with_the_remedy(officer):
    """Each of its sheets has heads of its own, so that none is chosen with another."""

    def fill(sheet):
        sheets = [sheet, *(sheet.parent.create_sheet(f"Plan {at}") for at in range(2, 81))]
        for each in sheets:
            each.append(["No.", "Action", *(f"{each.title} column {at}" for at in range(44))])
            each.append(["1.1", "Find homes."])

    file = SimpleUploadedFile("plan.xlsx", excel_file(title="Plan 1", change=fill))
    page = upload(officer, file=file)
    assert page.status_code == 422
    assert page.context["form"].errors == {
        "file": [
            "The file has 80 tables or sheets, about which 3,680 choices would have to be made; "
            "3,500 fit on one page. Keep only those that hold the plan, and choose the file again."
        ]
    }
    assert not PlanImport.objects.exists()


def test_an_upload_in_other_capitals_is_compared_with_the_plan_that_is_there(officer):
    review(officer, upload(officer).url, "bring-in")
    changed = PLAN_ROWS.replace("Fostering", "Homes")
    address = upload(officer, changed, title="OUR promise").url
    rows = officer.get(address).context["comparison"].rows
    assert [(row.label, row.is_added) for row in rows] == [("Action 1.1, strand 1", False)]
    review(officer, address, "bring-in")
    assert list(Plan.objects.values_list("title", "version")) == [("Our promise", 1)]


def test_a_board_in_other_capitals_is_the_same_board(officer):
    review(officer, upload(officer).url, "bring-in")
    address = upload(officer, PLAN_ROWS.replace("Fostering", "Homes")).url
    Plan.objects.update(board="corporate parenting board")
    Plan.history.update(board="corporate parenting board")
    rows = officer.get(address).context["comparison"].rows
    assert [row.is_added for row in rows] == [False]
    assert review(officer, address, "bring-in").status_code == 302


def test_a_field_has_one_name_in_rows_that_are_added_and_changed(officer):
    address = upload(officer).url
    added = officer.get(address).context["comparison"].rows
    assert "Who and where" in {field.label for row in added for field in row.shown}
    review(officer, address, "bring-in")
    address = upload(officer, PLAN_ROWS.replace("Fostering", "Homes")).url
    (changed,) = officer.get(address).context["comparison"].rows
    assert [field.label for field in changed.shown] == ["Who and where"]


def test_a_plan_that_came_since_the_upload_is_named_and_not_overwritten(officer):
    address = upload(officer).url
    review(officer, upload(officer, title="OUR promise").url, "bring-in")
    before = everything()
    answer = review(officer, address, "bring-in")
    assert answer.status_code == 422
    said = "Corporate Parenting Board has a plan called “OUR promise” since you chose the file."
    assert said in answer.content.decode()
    assert everything() == before
