"""Figures come in through the browser: choose the file, look, then save all of it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from corporate_parenting.roles import Role
from scorecard.models import Area, FigureImport, FigureMapping, Indicator, Measurement, Target
from scorecard.periods import parse
from tests.factories import (
    make_area,
    make_council,
    make_figure_mapping,
    make_indicator,
    make_measurement,
    make_target,
    make_user,
)
from tests.scorecard.import_files import everything, figures, refused, sheet

pytestmark = pytest.mark.django_db

ADD = reverse("scorecard:figureimport-add")
OWN = "Code,Period,Figure\nP4.2,Q3 2019-20,91.5\n"
PUBLISHED = (
    "time_period,country_name,region_name,la_name,stability,children_percent\n"
    "2025,England,,,Two years,69\n"
    "2025,England,,,All,100\n"
    "2025,England,North,Fernmoor,Two years,71\n"
)
Q3 = parse("Quarter 3 2019-20")


@pytest.fixture
def analyst(client):
    """Signed in, with our council and an indicator."""
    make_council()
    make_area()
    make_indicator()
    user = make_user(Role.ANALYST)
    client.force_login(user)
    client.user = user
    return client


def sent_fields(client, address):
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def upload(client, content=OWN, holds="own", name="scorecard.csv"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post(ADD, sent_fields(client, ADD) | {"file": file, "holds": holds})


def send(client, address, intent="bring-in", **fields):
    return client.post(address, sent_fields(client, address) | {"intent": intent, **fields})


def test_an_analyst_brings_the_scorecard_in_after_looking_at_it(analyst):
    address = upload(analyst).url
    page = analyst.get(address)
    assert [str(change) for change in page.context["comparison"].figures] == [
        "P4.2, Fernmoor, Quarter 3 2019-20: 91.5%"
    ]
    assert Measurement.objects.count() == 0
    assert send(analyst, address).url == ADD
    assert figures() == [("P4.2", "Fernmoor", "Quarter 3 2019-20", 91.5, "provisional")]
    row = Measurement.history.get()
    assert (row.history_user, row.history_change_reason) == (
        analyst.user,
        "Imported from scorecard.csv",
    )
    assert "scorecard.csv: 1 figure added and 0 changed." in analyst.get(ADD).content.decode()
    assert analyst.get(address).url == ADD


def test_targets_are_shown_beside_those_that_are_kept_and_saved_with_the_figures(analyst):
    make_target(Indicator.objects.get(), starts_on=date(2019, 4, 1), value=90)
    address = upload(analyst, "Code,Target,Q3 2019-20\nP4.2,95%,91.5\n").url
    page = " ".join(analyst.get(address).content.decode().split())
    assert "1 to add, 0 to change, 0 as they are; 1 target to set. Nothing is saved yet." in page
    assert 'data-label="Here">At least 90%</td>' in page
    assert 'data-label="In the file">At least 95%</td>' in page
    send(analyst, address)
    assert "1 figure added and 0 changed. 1 target set." in analyst.get(ADD).content.decode()
    target = Target.objects.get()
    assert (target.value, target.history.first().history_user) == (95, analyst.user)


def test_a_target_that_is_set_after_the_look_is_looked_at_again(analyst):
    address = upload(analyst, "Code,Target,Q3 2019-20\nP4.2,95%,91.5\n").url
    sent = sent_fields(analyst, address) | {"intent": "bring-in"}
    make_target(Indicator.objects.get(), starts_on=date(2019, 4, 1), value=90)
    assert analyst.post(address, sent).status_code == 422
    assert (Target.objects.get().value, Measurement.objects.count()) == (90, 0)


BAD = [
    ("P9,Q3 2019-20,1", "No indicator has the code “P9”."),
    ("P4.2,Q3 2019-20,101", "“101” is above 100%."),
    ('P4.2,Q3 2019-20,"91,5"', "“91,5” may be 91.5 or 915."),
    ("P4.2,31/12/2019,91", "“31/12/2019” is a date, not a period."),
    ("P4.2,Q3 2019-20,90", "P4.2, Fernmoor, Quarter 3 2019-20 stands in row 2 too"),
    ("P4.2,Q3 2019-20,,9,8", "9 is more than the denominator, 8."),
]


@pytest.mark.parametrize(("row", "sentence"), BAD)
def test_bad_rows_of_our_own_sheet_are_named_and_nothing_is_saved(analyst, row, sentence):
    heads = "Code,Period,Figure,Numerator,Denominator\n"
    address = upload(analyst, f"{heads}P4.2,Q3 2019-20,91.5,,\n{row}\n").url
    page = analyst.get(address).content.decode()
    assert "scorecard.csv, row 3, column " in page
    assert sentence in page
    before = everything()
    assert (send(analyst, address).status_code, everything()) == (422, before)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("71", "101", "“101” is above 100%."),
        ("71", '"71,5"', "“71,5” may be 71.5 or 715."),
        ("2025,England,North", "31/03/2025,England,North", "“31/03/2025” is a date, not a period."),
        ("Fernmoor", "Fernmore", "There is no row of Fernmoor among 1 council."),
    ],
)
def test_bad_rows_of_a_published_file_are_named_and_nothing_is_saved(analyst, old, new, sentence):
    make_area(name="England", kind="england")
    yearly = make_indicator(code="PLA-02", frequency="financial_year")
    mapping = make_figure_mapping(
        yearly, area_columns=["la_name", "region_name", "country_name"], area_code_column=""
    )
    address = upload(analyst, PUBLISHED.replace(old, new), str(mapping.pk), "published.csv").url
    page = analyst.get(address).content.decode()
    assert sentence in page
    assert "published.csv, " in page
    before = everything()
    assert (send(analyst, address).status_code, everything()) == (422, before)


def test_a_double_click_brings_the_figures_in_once(analyst):
    address = upload(analyst).url
    sent = sent_fields(analyst, address) | {"intent": "bring-in"}
    assert [analyst.post(address, sent).url for _ in range(2)] == [ADD, ADD]
    assert Measurement.history.count() == 1


def test_doubts_are_shown_with_their_place_and_nothing_can_be_saved(analyst):
    address = upload(analyst, OWN + "P9,Q3 2019-20,1\n").url
    page = analyst.get(address).content.decode()
    assert "scorecard.csv, row 3, column Code" in page
    assert "No indicator has the code “P9”." in page
    assert "Save these figures" not in page
    before = everything()
    answer = send(analyst, address)
    assert (answer.status_code, everything()) == (422, before)


def test_an_unlikely_figure_is_asked_about_and_can_be_saved(analyst):
    send(analyst, upload(analyst, b"Code,Period,Figure\nP4.2,Q2 2019-20,95.5\n").url)
    address = upload(analyst, b"Code,Period,Figure\nP4.2,Q3 2019-20,9.55\n").url
    page = analyst.get(address).content.decode()
    assert "Figures that are unlikely" in page
    assert "9.55% differs by more than a quarter from 95.5%" in page
    send(analyst, address)
    assert Measurement.objects.filter(value="9.55").exists()


@pytest.mark.parametrize(
    ("row", "state"), [("not yet,,", "Not yet available"), (",0,0", "Not applicable")]
)
def test_a_state_in_place_of_a_figure_is_asked_about(analyst, row, state):
    head = "Code,Period,Figure,Numerator,Denominator\nP4.2,Q2 2019-20,"
    send(analyst, upload(analyst, f"{head},20,25\n".encode()).url)
    page = analyst.get(upload(analyst, f"{head}{row}\n".encode()).url).content.decode()
    assert "Figures that are unlikely" in page
    assert f"{state}” would take the place of 80" in page


def test_the_review_shows_figures_as_the_scorecard_does_or_as_they_are_written(analyst):
    indicator = Indicator.objects.get()
    indicator.decimals = 1
    indicator.save()
    head = "Code,Period,Figure,Numerator,Denominator\n"
    first = f"{head}P4.2,Q2 2019-20,,20,27\nP4.2,Q1 2019-20,91.55,,\nP4.2,Q4 2018-19,50.0741,,\n"
    address = upload(analyst, first.encode()).url
    in_file = ["74.1%", "91.55%", "50.1%"]
    assert changes(analyst.get(address)) == [("None recorded", each) for each in in_file]
    send(analyst, address)
    second = f"{head}P4.2,Q2 2019-20,74.1,,\nP4.2,Q4 2018-19,50.0742,,\n"
    assert changes(analyst.get(upload(analyst, second.encode()).url)) == [
        ("74.074074%", "74.1%"),
        ("50.0741%", "50.0742%"),
    ]


def changes(answer):
    """What stood here and what stands in the file, of each figure that would change."""
    table = html.fromstring(answer.content).xpath("//*[@id='changes']/following-sibling::table")[0]
    return [
        tuple(cell.text_content().strip() for cell in row.xpath("td")[-2:])
        for row in table.xpath("tbody/tr")
    ]


def test_older_figures_do_not_move_what_is_usual_without_a_word(analyst):
    quarters = [f"Q{quarter} {year}-{year - 1999}" for year in range(2015, 2019)
                for quarter in range(1, 5)]  # fmt: skip
    sheet = "Code,Period,Figure\n" + "".join(
        f"P4.2,{quarter},{80 + place % 3}\n" for place, quarter in enumerate(quarters)
    )
    send(analyst, upload(analyst, sheet.encode()).url)
    newer, older = (
        f"Code,Period,Figure\nP4.2,{quarter},81\n".encode()
        for quarter in ("Q1 2019-20", "Q4 2014-15")
    )
    assert "What is usual moves" not in analyst.get(upload(analyst, newer).url).content.decode()
    page = analyst.get(upload(analyst, older).url).content.decode()
    assert (
        "P4.2: what is usual stands on Quarter 1 2015-16 to Quarter 1 2018-19 and is worked out "
        "from Quarter 4 2014-15 to Quarter 4 2017-18 then. Name its start at the indicator "
        "(“baseline from”) to keep it where it is." in page
    )
    indicator = Indicator.objects.get()
    indicator.baseline_from = date(2015, 4, 1)
    indicator.save()
    assert "What is usual moves" not in analyst.get(upload(analyst, older).url).content.decode()


def test_a_final_figure_is_corrected_once_the_reason_is_given(analyst):
    address = upload(analyst).url
    send(analyst, address)
    measurement = Measurement.objects.get()
    measurement.finality = "final"
    measurement.save()
    address = upload(analyst, OWN.replace("91.5", "92")).url
    assert "is final at 91.5" in analyst.get(address).content.decode()
    assert send(analyst, address, reason="Counted again.").url == address
    assert "(corrects a final figure)" in analyst.get(address).content.decode()
    assert send(analyst, address).url == ADD
    measurement.refresh_from_db()
    assert (measurement.value, measurement.finality, measurement.revised_because) == (
        92,
        "revised",
        "Counted again.",
    )


def test_figures_that_changed_since_the_look_are_looked_at_again(analyst):
    address = upload(analyst).url
    sent = sent_fields(analyst, address) | {"intent": "bring-in"}
    make_measurement(Indicator.objects.get(), Area.objects.get(), Q3, 50)
    answer = analyst.post(address, sent)
    assert answer.status_code == 422
    assert "The figures were changed since you looked." in answer.content.decode()
    again = answer.context["form"]
    sent |= {"digest": again["digest"].value(), "submission": again["submission"].value()}
    assert analyst.post(address, sent).url == ADD
    assert Measurement.objects.get().value == 91.5


def test_a_stale_review_is_answered_with_409(analyst):
    address = upload(analyst).url
    sent = sent_fields(analyst, address)
    send(analyst, address, "read", reason="Counted again.")
    assert analyst.post(address, sent | {"intent": "bring-in"}).status_code == 409
    assert Measurement.objects.count() == 0


def test_columns_of_a_published_file_are_chosen_and_kept_for_the_next_one(analyst):
    make_area(name="England", kind="england")
    yearly = make_indicator(code="PLA-02", frequency="financial_year")
    review = upload(analyst, PUBLISHED, "new", "published.csv").url
    columns = analyst.get(review).url
    form = analyst.get(columns).context["form"]
    assert [form[name].value() for name in ("area", "region", "country", "period")] == [
        "la_name", "region_name", "country_name", "time_period",
    ]  # fmt: skip
    assert [field.label for field in form.filter_fields] == ["Only rows with this stability"]
    chosen = {
        "name": "Same carer", "indicator": yearly.pk, "value": "children_percent",
        "filter-4": "Two years",
    }  # fmt: skip
    assert send(analyst, columns, **chosen).url == review
    send(analyst, review)
    assert figures() == [
        ("PLA-02", "England", "2024-25", 69, "final"),
        ("PLA-02", "Fernmoor", "2024-25", 71, "final"),
    ]
    mapping = FigureMapping.objects.get()
    assert mapping.history.get().history_user == analyst.user
    address = upload(analyst, PUBLISHED.replace("71", "x"), str(mapping.pk), "next.csv").url
    assert "is final at 71" in analyst.get(address).content.decode()


def test_choices_of_a_name_that_there_is_are_refused(analyst):
    make_figure_mapping(name="Same carer")
    columns = analyst.get(upload(analyst, PUBLISHED, "new").url).url
    answer = send(analyst, columns, name="same carer", value="children_percent")
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"] == [
        "There are choices with this name. Enter another one."
    ]
    assert FigureMapping.objects.count() == 1


def test_a_file_that_does_not_fit_its_choices_says_so(analyst):
    mapping = make_figure_mapping()
    address = upload(analyst, PUBLISHED.replace("Two years", "One"), str(mapping.pk)).url
    page = analyst.get(address).content.decode()
    assert "has no row with “Two years” in “stability”" in page
    assert reverse("scorecard:figureimport-columns", args=[FigureImport.objects.get().pk]) in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty. Choose another one."),
        (b"PK\x03\x04broken", "The file is damaged and cannot be unpacked."),
        (b"a,b\n1,2\n", "No table of figures was found."),
        (b"a" * 10_000_001, "The file is larger than 10 MB."),
        (
            sheet(*([["Code", "Q3 2019-20"]] * 2_001)),
            "Sheet “Figures” has content in row 2,001; 2,000 rows can be read. Delete what stands"
            " below the table of figures, or split the sheet.",
        ),
        (
            sheet(["Code", "Q3 2019-20"], ["P4.2", 91], hidden_columns=["B"]),
            "Sheet “Figures” has hidden columns (B to B). Show them, delete what does not belong to"
            " the table of figures, and save again.",
        ),
        (
            sheet(["Code", "Q3 2019-20"], ["P4.2", 91], hidden_rows=[2]),
            "Sheet “Figures” has hidden rows with content (2). Show them or clear the filter,"
            " delete what does not belong to the table of figures, save again.",
        ),
    ],
)
def test_a_bad_file_is_refused(analyst, content, sentence):
    answer = upload(analyst, content)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"][0].startswith(sentence)
    assert FigureImport.objects.count() == 0


@pytest.mark.parametrize("name", ["Board.pdf", "board.docx", "board.ods", "board.png"])
def test_a_file_of_another_kind_is_refused_with_what_is_taken(analyst, name):
    answer = upload(analyst, b"%PDF-1.7" if name.endswith("pdf") else OWN, name=name)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"] == [
        f"“{name}” is neither an Excel workbook (.xlsx) nor a CSV file (.csv). Save the table with"
        " the figures as one of these and choose that file."
    ]
    assert FigureImport.objects.count() == 0


def test_the_command_refuses_it_in_the_same_words(tmp_path):
    path = tmp_path / "board.pdf"
    path.write_bytes(b"%PDF-1.7")
    (sentence,) = refused("import_figures", path)
    assert sentence.startswith("board.pdf: “board.pdf” is neither an Excel workbook")


def test_somebody_elses_upload_is_not_to_be_found(analyst, client):
    address = upload(analyst).url
    client.force_login(make_user(Role.ANALYST))
    assert client.get(address).status_code == 404


def test_figures_are_not_brought_in_by_an_officer(client):
    client.force_login(make_user(Role.OFFICER))
    assert client.get(ADD).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_review_takes_a_fixed_number_of_queries(analyst, django_assert_num_queries, count):
    heads = ",".join(f"Q{number} 2019-20" for number in range(1, count + 1))
    address = upload(analyst, f"Code,{heads}\nP4.2,{','.join(['90'] * count)}\n").url
    analyst.get(address)  # reads the file
    with django_assert_num_queries(10):
        analyst.get(address)
