"""The interactive tool's file comes in through the browser as the command brings it in."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from corporate_parenting.roles import Role
from scorecard.models import Area, FigureImport, Indicator, Measurement
from tests.factories import make_area, make_council, make_indicator, make_user
from tests.scorecard.import_files import (
    DICTIONARY_HEADS,
    HEADS,
    MEASURES,
    everything,
    figures,
    lait_arguments,
    lait_row,
    lait_rows,
    neighbours_workbook,
    said,
    sheet,
)

pytestmark = pytest.mark.django_db

ADD = reverse("scorecard:figureimport-add")
DICTIONARY = (DICTIONARY_HEADS + MEASURES).encode()


@pytest.fixture
def analyst(client):
    """Signed in, with nothing but the council's profile."""
    make_council(name="Fernmoor Borough Council")
    user = make_user(Role.ANALYST)
    client.force_login(user)
    client.user = user
    return client


def file(content, name):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def sent_fields(client, address):
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def upload(client, rows, name="lait.csv"):
    """The address of the next page; the figures file is chosen."""
    sent = sent_fields(client, ADD) | {"file": file(HEADS + rows, name), "holds": "lait"}
    review = client.post(ADD, sent).url
    return client.get(review).url


def choose(client, address, dictionary=DICTIONARY, neighbours=None, **fields):
    sent = sent_fields(client, address) | fields
    if dictionary is not None:
        sent["dictionary"] = file(dictionary, "dictionary.csv")
    if neighbours is not None:
        sent["neighbours"] = file(neighbours, "neighbours.xlsx")
    return client.post(address, sent)


def review_of(client, rows, **fields):
    answer = choose(client, upload(client, rows), **fields)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def bring_in(client, address, **fields):
    return client.post(address, sent_fields(client, address) | {"intent": "bring-in", **fields})


def words_of(answer):
    return " ".join(answer.content.decode().split())


def kept():
    """All that an import leaves, without keys, sources and history."""
    return (
        figures(),
        list(Area.objects.order_by("name").values_list("name", "kind", "code")),
        list(
            Indicator.objects.order_by("code").values_list(
                "code", "outside_code", "name", "unit", "decimals", "polarity", "frequency", "basis"
            )
        ),
    )


ROWS = lait_rows("CARE", "HOMES", "ABSENT", years=("2020",))


def test_an_analyst_brings_the_file_in_after_looking_at_it(analyst):
    address = review_of(analyst, ROWS, neighbours=neighbours_workbook())
    page = words_of(analyst.get(address))
    assert (
        "12 figures read: 12 to add, 0 to change, 0 as they are; 3 indicators to add; 5 areas to"
        " add. Nothing is saved yet." in page
    )
    assert '<td class="govuk-table__cell" data-label="Kind of year">Academic year</td>' in page
    assert (
        '<td class="govuk-table__cell" data-label="What it is">Statistical neighbour</td>' in page
    )
    assert "The file has no figures of these neighbours: Eastwold." in page
    assert (Measurement.objects.count(), Indicator.objects.count(), Area.objects.count()) == (
        0,
    ) * 3
    assert bring_in(analyst, address).url == ADD
    said_after = analyst.get(ADD).content.decode()
    assert (
        "lait.csv: 12 figures added and 0 changed. 3 indicators added. 5 areas added." in said_after
    )
    assert {row.history_user for row in Measurement.history.all()} == {analyst.user}
    assert analyst.get(address).url == ADD


def test_the_page_saves_what_the_command_saves(analyst, tmp_path):
    workbook = tmp_path / "neighbours.xlsx"
    workbook.write_bytes(neighbours_workbook())
    bring_in(analyst, review_of(analyst, ROWS, neighbours=neighbours_workbook()))
    from_page = kept()
    lines = said(*lait_arguments(tmp_path, ROWS, "--neighbours", workbook))
    assert (lines[-1], kept()) == ("Nothing to change.", from_page)
    assert len(from_page[0]) == 12


def test_the_second_time_nothing_changes(analyst):
    bring_in(analyst, review_of(analyst, ROWS))
    before = everything()
    address = review_of(analyst, ROWS)
    page = words_of(analyst.get(address))
    assert "9 figures read: 0 to add, 0 to change, 9 as they are. Nothing would change." in page
    assert ">Finish</button>" in page
    bring_in(analyst, address)
    assert everything() == before
    assert "lait.csv: Nothing had changed." in analyst.get(ADD).content.decode()


def test_odd_spellings_are_read_as_by_the_command(analyst):
    rows = lait_row(value="16.100000000000001") + lait_row(year="2019", value="-")
    rows += lait_row(year="2019", value="-")
    again = "124,Other,Rate in care again,Rate,CARE,-,Rate per 10000,On 31 March.,,NA,Annual\n"
    address = review_of(analyst, rows, dictionary=DICTIONARY + again.encode())
    page = words_of(analyst.get(address))
    assert "1 row stood twice and counted once." in page
    assert 'data-label="In the file">16.1 per 10,000</td>' in page
    bring_in(analyst, address)
    assert [row[3] for row in figures()] == ["not_available", Decimal("16.1")]


@pytest.mark.parametrize(
    ("profile", "proposed"),
    [
        ("Fernmoor Borough Council", "Fernmoor"),
        ("London Borough of Westmere", "Westmere"),
        ("Elsewhere Council", ""),
    ],
)
def test_our_council_is_proposed_from_its_profile(client, profile, proposed):
    make_council(name=profile)
    client.force_login(make_user(Role.ANALYST))
    form = client.get(upload(client, ROWS)).context["form"]
    assert [label for _, label in form.fields["council"].choices] == [
        "Choose", "Aldbrook", "Fernmoor", "Westmere",
    ]  # fmt: skip
    assert form["council"].value() == proposed


BAD_DICTIONARIES = [
    (None, "Choose the dictionary."),
    (b"a,b\n1,2\n", "dictionary.csv has no column “Measure_code”"),
    (b"PK\x03\x04broken", "The file is damaged and cannot be unpacked."),
    (b"a" * 10_000_001, "The file is larger than 10 MB."),
    (sheet(["a"]), "The file is not a CSV file."),
]


@pytest.mark.parametrize(("content", "sentence"), BAD_DICTIONARIES)
def test_a_bad_dictionary_is_refused_and_what_else_was_chosen_stays(analyst, content, sentence):
    address = upload(analyst, ROWS)
    answer = choose(
        analyst, address, dictionary=content, neighbours=neighbours_workbook(), council="Fernmoor"
    )
    form = answer.context["form"]
    assert answer.status_code == 422
    assert [name for name in form.errors] == ["dictionary"]
    assert form.errors["dictionary"][0].startswith(sentence)
    assert form["council"].value() == "Fernmoor"
    assert form.fields["neighbours"].help_text.startswith("A file is kept.")
    # The workbook need not be chosen again.
    review = choose(analyst, address).url
    assert "5 areas to add" in words_of(analyst.get(review))


BAD_WORKBOOKS = [
    (b"a,b\n1,2\n", "The neighbours stand in an Excel workbook (.xlsx)."),
    (sheet(["Code"], ["1"]), "The workbook has no sheet with a column “SN1”."),
    (
        sheet(["LA num", "LA Name", "SN1"], [804, "Eastwold", 804]),
        "Figures has no row for LA number 801.",
    ),
    (
        sheet(["LA num", "LA Name", "SN1"], [801, "Fernmoor", 899]),
        "Figures, row 2 names LA number 899, which has no row.",
    ),
    (
        sheet(["LA num", "LA Name", "SN1"], [801, "Fernmoor", 801], hidden_rows=[2]),
        "Sheet “Figures” has hidden rows with content (2). Show them or clear the filter, delete"
        " what does not belong to the list of neighbours, save again.",
    ),
]


@pytest.mark.parametrize(("content", "sentence"), BAD_WORKBOOKS)
def test_a_bad_workbook_is_refused_and_the_dictionary_stays(analyst, content, sentence):
    address = upload(analyst, ROWS)
    answer = choose(analyst, address, neighbours=content)
    form = answer.context["form"]
    assert (answer.status_code, [name for name in form.errors]) == (422, ["neighbours"])
    assert form.errors["neighbours"][0].startswith(sentence)
    review = choose(analyst, address, dictionary=None).url
    assert "3 areas to add" in words_of(analyst.get(review))


def test_without_a_council_nothing_is_read_and_the_files_stay(analyst):
    address = upload(analyst, ROWS)
    answer = choose(analyst, address, council="", neighbours=neighbours_workbook())
    assert answer.status_code == 422
    assert [name for name in answer.context["form"].errors] == ["council"]
    review = choose(analyst, address, dictionary=None, council="Aldbrook").url
    assert [change.row.name for change in analyst.get(review).context["comparison"].areas] == [
        "Aldbrook", "North Vale", "England", "Fernmoor", "Eastwold",
    ]  # fmt: skip


def test_a_figures_file_of_another_form_is_refused_at_once(analyst):
    sent = sent_fields(analyst, ADD) | {"file": file("a,b\n1,2\n", "lait.csv"), "holds": "lait"}
    answer = analyst.post(ADD, sent)
    assert answer.status_code == 422
    assert (
        answer.context["form"].errors["file"][0].startswith("lait.csv has no column “Short Desc”")
    )
    assert answer.context["form"]["holds"].value() == "lait"
    assert FigureImport.objects.count() == 0


REFUSED = [
    (lait_row("HOMES", value="101"), "lait.csv, row 2, column Values", "“101” is above 100%."),
    (lait_row("UNKNOWN"), "lait.csv, row 2, column Short Desc", "is not in dictionary.csv."),
    (
        lait_row(value="91") + lait_row(value="92"),
        "lait.csv, row 3",
        "CARE, Fernmoor, 2019-20 stands in row 2 too, with another figure.",
    ),
    (lait_row(year="2090"), "lait.csv, row 2, column Years", "2089-90 has not begun."),
]


@pytest.mark.parametrize(("rows", "place", "sentence"), REFUSED)
def test_what_is_refused_is_named_with_its_place_and_nothing_is_saved(
    analyst, rows, place, sentence
):
    address = review_of(analyst, rows)
    page = words_of(analyst.get(address))
    assert f'class="govuk-table__header">{place}</th>' in page
    assert sentence in page
    before = everything()
    assert (bring_in(analyst, address).status_code, everything()) == (422, before)


def test_differences_of_indicators_that_are_kept_are_told_and_nothing_is_overwritten(analyst):
    make_indicator(
        code="P1.1", outside_code="CARE", name="Our children", unit="rate", polarity="neutral",
        decimals=1, frequency="financial_year",
    )  # fmt: skip
    address = review_of(analyst, lait_row())
    page = words_of(analyst.get(address))
    assert "P1.1: name is “Our children” here, “Children in care per 10000” in the file." in page
    bring_in(analyst, address)
    assert Indicator.objects.get().name == "Our children"
    assert Measurement.objects.get().indicator.code == "P1.1"


def test_another_council_than_ours_is_a_doubt_with_its_remedy(analyst):
    make_area(name="Westmere", code="803")
    address = review_of(analyst, lait_row())
    page = words_of(analyst.get(address))
    assert "Our council is Westmere here, and Fernmoor in the file." in page
    assert "or give the other council." in page


def test_a_correction_needs_its_reason_and_shows_both_figures_with_their_unit(analyst):
    bring_in(analyst, review_of(analyst, lait_row(value="91")))
    address = review_of(analyst, lait_row(value="92.25"))
    assert "is final at 91.0 per 10,000." in words_of(analyst.get(address))
    assert bring_in(analyst, address, reason="DfE revised it.").url == address
    page = words_of(analyst.get(address))
    assert 'data-label="Here">91.0 per 10,000</td>' in page
    assert 'data-label="In the file">92.25 per 10,000 (corrects a final figure)</td>' in page
    bring_in(analyst, address)
    assert figures() == [("CARE", "Fernmoor", "2019-20", Decimal("92.25"), "revised")]


def test_another_dictionary_is_read_anew(analyst):
    address = review_of(analyst, lait_row(), dictionary=DICTIONARY)
    again = reverse("scorecard:figureimport-dictionary", args=[FigureImport.objects.get().pk])
    assert again in analyst.get(address).content.decode()
    choose(analyst, again, dictionary=DICTIONARY.replace(b"Children in care", b"Our children"))
    page = words_of(analyst.get(address))
    assert 'data-label="Name">Our children per 10000</td>' in page


def test_a_dictionary_that_was_kept_from_a_refused_form_is_read_too(analyst):
    address = review_of(analyst, lait_row(), dictionary=DICTIONARY)
    seen = sent_fields(analyst, address)
    again = reverse("scorecard:figureimport-dictionary", args=[FigureImport.objects.get().pk])
    other = DICTIONARY.replace(b"Children in care", b"Our children")
    assert choose(analyst, again, dictionary=other, council="").status_code == 422
    assert analyst.post(address, seen | {"intent": "bring-in"}).status_code == 422
    assert not Indicator.objects.exists()
    page = words_of(analyst.get(address))
    assert 'data-label="Name">Our children per 10000</td>' in page


def test_a_page_that_is_out_of_date_chooses_nothing(analyst):
    address = upload(analyst, ROWS)
    sent = sent_fields(analyst, address) | {"dictionary": file(DICTIONARY, "dictionary.csv")}
    choose(analyst, address)
    answer = analyst.post(address, sent | {"council": "Aldbrook"})
    assert answer.status_code == 409
    assert FigureImport.objects.get().council == "Fernmoor"


def test_the_dictionary_of_another_kind_of_file_is_not_asked_for(analyst):
    make_area()
    own = file("Code,Q3 2019-20\nP4.2,91\n", "own.csv")
    review = analyst.post(ADD, sent_fields(analyst, ADD) | {"file": own, "holds": "own"}).url
    pk = FigureImport.objects.get().pk
    assert analyst.get(reverse("scorecard:figureimport-dictionary", args=[pk])).url == review


def test_somebody_elses_file_is_not_to_be_found(analyst, client):
    address = upload(analyst, ROWS)
    client.force_login(make_user(Role.ANALYST))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_each_look_takes_a_fixed_number_of_queries(analyst, django_assert_num_queries, count):
    address = review_of(analyst, lait_rows(*("CARE", "HOMES", "ABSENT")[:count]))
    analyst.get(address)
    with django_assert_num_queries(9):
        analyst.get(address)
