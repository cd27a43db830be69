"""Charts and tables of the scorecard of the made-up Fernmoor Council, as parts of a paper."""

from decimal import Decimal

from reports.document import Cell, Column, Figure, Heading, Landscape, RatedCell, Table
from reports.figures import figure_of
from scorecard.charts import LineChart, Role, Series

YEARS = ("2016-17", "2017-18", "2018-19", "2019-20", "2020-21")
SENTENCE = "54 per 10,000 for 2020-21, which is below the North East (61 per 10,000 in 2020-21)."


def make_figure(*, title="Children who came into care", sentence=SENTENCE, hidden=False):
    """Our figures and the region's; with ``hidden``, our newest is a state."""
    ours = ["38", "41", None, "62", "Hidden to protect people" if hidden else "54"]
    points = tuple(Decimal(p) if p and p.isdecimal() else p for p in ours)
    region = tuple(map(Decimal, ("45", "47", "52", "58", "61")))
    chart = LineChart(
        title=title,
        description=sentence,
        categories=YEARS,
        series=(Series("Fernmoor", points), Series("North East", region, Role.REGION)),
        unit="per 10,000",
    )
    rows = zip(YEARS, ours, region, strict=True)
    table = Table(
        f"{title}: rate per 10,000",
        (Column("Period"), Column("Fernmoor"), Column("North East")),
        tuple(
            (Cell((year,), header=True), Cell((own or "None recorded",)), Cell((str(other),)))
            for year, own, other in rows
        ),
    )
    return figure_of(chart, table)


def make_scorecard(*, rows=3):
    columns = (("Indicator", 25), ("Rating", 15), ("Figure", 15), ("Change", 15), ("Target", 0))
    cells = tuple(
        (
            Cell((f"P3.{number}", "Children in our own foster homes"), header=True),
            RatedCell(("Off target",), "red"),
            Cell(("72%", "92 of 128")),
            Cell(("down 3 points, worse",)),
            Cell(("at least 90%",)),
        )
        for number in range(1, rows + 1)
    )
    table = Table("Priority 3. A settled home", tuple(Column(*column) for column in columns), cells)
    return Landscape((Heading(2, "Scorecard: Quarter 3 2019-20"), table))


def without_figures():
    """A figure in which no area has a number, so that a sentence stands in its place."""
    table = Table("Adoptions", (Column("Period"),), ((Cell(("2020-21",), header=True),),))
    chart = LineChart("Adoptions", "No figure is recorded.", ("2020-21",), ())
    figure = figure_of(chart, table)
    assert isinstance(figure, Figure)
    return figure
