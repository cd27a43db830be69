"""What tests send to the page on which figures are entered, and read from it."""

import uuid

from scorecard.models import Measurement
from scorecard.periods import parse

Q2, Q3 = parse("Quarter 2 2019-20"), parse("Quarter 3 2019-20")
URL = "/scorecard/enter/?period=Quarter+3+2019-20"


def sent(*rows, **more):
    """A form with ``rows`` of (indicator, version, {column: text})."""
    form = {"submission": str(uuid.uuid4()), **more}
    for indicator, version, typed in rows:
        form[f"version_{indicator.pk}"] = version
        form |= {f"{column}_{indicator.pk}": words for column, words in typed.items()}
    return form


def errors(response):
    """{box: messages} of the form that is shown again."""
    assert response.status_code == 422
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}


def kept():
    return [
        (row.indicator.code, row.period, row.figure, row.numerator, row.as_at, row.finality)
        for row in Measurement.objects.select_related("indicator").order_by("indicator__code_key")
    ]


def tick(response, indicator):
    """What is sent when the box of the row is ticked."""
    name = f"confirm_{indicator.pk}"
    return {name: response.context["form"].fields[name].widget.said}


def as_shown(response):
    """What a browser sends of the rows of the page: each box as it shows."""
    boxes = [box for line in response.context["form"].lines for box in line.boxes.values()]
    return {box.html_name: "" if box.value() is None else box.value() for box in boxes}


def codes(response):
    return [line.row.indicator.code for line in response.context["form"].lines]


def texts(response, indicator):
    """What the boxes of the row show, by column."""
    form = response.context["form"]
    (line,) = [line for line in form.lines if line.row.indicator == indicator]
    return {column: box.value() for column, box in line.boxes.items()}
