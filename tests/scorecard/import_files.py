"""Small made-up files in the form of those that DfE publishes, and what is stored of them."""

from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from scorecard.models import Measurement
from tests.conftest import tracked_models

HEADS = "Short Desc,Data item,LA and Regions,LA Number,Region,Years,Values\n"
DICTIONARY_HEADS = (
    "Measure_code,Topic,Measure,Chart_title,Measure_short,Polarity,y_axis_name,"
    "Description,Methodology,dps,Year_Type\n"
)
MEASURES = (
    "124,Care,Rate in care,Children in care per 10000,CARE,-,Rate per 10000,On 31 March.,,1,"
    "Annual\n"
    "112,Care,Leavers housed,Care leavers 19-21 with a home (%),HOMES,High,% of leavers,"
    "Those who have one.,NA,NA,Financial Year\n"
    "201,School,Absence,Absence of children in care (%),ABSENT,Low,% half days missed,-,,2,"
    "Academic Year\n"
)
PLACES = {
    "Fernmoor": ("801.0", "North Vale"),
    "Aldbrook": ("802.0", "North Vale"),
    "Westmere": ("803.0", "South Vale"),
    "North Vale": ("980.0", "NA"),
    "South Vale": ("981.0", "NA"),
    "England": ("970.0", "NA"),
}


def lait_row(short="CARE", area="Fernmoor", year="2020", value="91"):
    code, region = PLACES[area]
    return f"{short},,{area},{code},{region},{year},{value}\n"


def lait_rows(*shorts, areas=tuple(PLACES), years=("2019", "2020")):
    """Each measure in each area and year, with figures that all differ."""
    keys = [(short, area, year) for short in shorts for area in areas for year in years]
    return "".join(lait_row(*key, str(10 + number)) for number, key in enumerate(keys))


def sheet(*rows, hidden_rows=(), hidden_columns=(), title="Figures"):
    """The bytes of a workbook with one sheet."""
    workbook = Workbook()
    page = workbook.active
    page.title = title
    for row in rows:
        page.append(row)
    for number in hidden_rows:
        page.row_dimensions[number].hidden = True
    for letter in hidden_columns:
        page.column_dimensions[letter].hidden = True
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def neighbours_workbook():
    """Aldbrook (in the file) and Eastwold (not in it) are Fernmoor's neighbours."""
    return sheet(
        ["A", "B", "C", "D", "E", 3, 4, 5],
        [1, 2, 3, 4, 5, 6, 7, 8],
        ["LA num", "LA Name", "LA number", "GOInd", "GOReg", "SN1", "SNP", "SN2"],
        [801, "Fernmoor", 801, 1, "North Vale", 802, "Close", 804],
        [802, "Aldbrook", 802, 1, "North Vale", 801, "Close", 804],
        [804, "Eastwold", 804, 2, "South Vale", 801, "Close", 802],
    )


def said(command, *arguments):
    """The lines that a command wrote."""
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def refused(command, *arguments):
    """Why a command saved nothing: the doubts that it wrote, or else its last sentence."""
    out, before = StringIO(), everything()
    with pytest.raises(CommandError) as error:
        call_command(command, *map(str, arguments), stdout=out)
    assert everything() == before
    doubts = out.getvalue().splitlines()
    words = "doubt" if len(doubts) == 1 else "doubts"
    if doubts:
        assert str(error.value) == f"Nothing was saved, because of {len(doubts)} {words}."
    return doubts or [str(error.value)]


def lait_arguments(
    folder, rows, *options, council="Fernmoor", measures=MEASURES, heads=HEADS, explained=""
):
    """What import_lait is called with for made-up rows, once their files are in the folder.

    ``explained``: the whole dictionary, in place of one that holds the ``measures``.
    """
    file, dictionary = folder / "lait.csv", folder / "dictionary.csv"
    file.write_text(heads + rows, encoding="utf-8-sig")
    dictionary.write_text(explained or DICTIONARY_HEADS + measures, encoding="utf-8")
    return ("import_lait", file, "--dictionary", dictionary, "--council", council, *options)


def figures():
    """All that is stored: (code, area, period, figure, finality) in the order of the codes."""
    rows = Measurement.objects.select_related("indicator", "area")
    return [
        (row.indicator.outside_code or row.indicator.code, row.area.name, str(row.period),
         row.figure, row.finality)
        for row in rows.order_by("indicator__code_key", "area__name", "period_starts_on")
    ]  # fmt: skip


def everything():
    """The number of history rows and the rows themselves: nothing was saved if they stay."""
    return {
        model.__name__: (model.history.count(), list(model.objects.order_by("pk").values()))
        for model in tracked_models()
    }
