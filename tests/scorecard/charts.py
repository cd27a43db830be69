"""Charts for tests: small ones by hand, odd ones by hypothesis, and what must hold for each."""

from decimal import Decimal
from itertools import combinations

from hypothesis import strategies as st

from scorecard.charts import LineChart, Role, Series
from scorecard.charts.lettering import width
from scorecard.charts.series import AREAS

STATES = ("suppressed", "not collected", "not yet")
NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


def numbers(*values):
    """Figures as a council would write them: ``numbers("12.5", "-", None)``; "-" is a state."""
    return tuple(
        "suppressed" if value == "-" else None if value is None else Decimal(value)
        for value in values
    )


def make_series(*values, label="Fernmoor", role=Role.OWN):
    return Series(label, numbers(*values), role)


def make_chart(*series, categories=None, **words):
    count = len(series[0].points)
    words = {"title": "Adoptions", "description": "Fewer than in 2022."} | words
    return LineChart(categories=categories or years(count), series=series, **words)


def years(count):
    return tuple(str(2022 + number) for number in range(count))


@st.composite
def any_chart(draw):
    """Up to 40 periods and seven series, with gaps, any names and any size of figure."""
    count = draw(st.integers(1, 40))
    scale = Decimal(draw(st.sampled_from(("0.001", "1", "90", "123456", "99999999999999"))))
    first, last = draw(st.sampled_from(((-1, 1), (0, 1), (1, 1), (-1, "-0.9"), ("0.85", 1))))
    roles = draw(st.lists(st.sampled_from(Role), min_size=1, max_size=7, unique=True))
    points = st.binary(min_size=count, max_size=count)
    series = [
        Series(
            draw(NAMES),
            tuple(_point(byte, Decimal(first) * scale, Decimal(last) * scale) for byte in chosen),
            role,
        )
        for role, chosen in ((role, draw(points)) for role in roles)
    ]
    return LineChart(
        title=draw(NAMES),
        description=draw(NAMES),
        categories=tuple(draw(NAMES) for _ in range(2)) * 20 if count == 40 else years(count),
        series=tuple(series),
        unit=draw(st.sampled_from(("", "%", "£", "per 10,000 children")) | NAMES),
        decimals=draw(st.integers(0, 6)),
    )


def _point(byte, low, high):
    """Nothing, a state or a figure between two others, by chance."""
    if byte < 55:
        return (None, *STATES)[byte % 4]
    return low + (high - low) * (byte - 55) / 200


def boxes(drawing):
    """Left, top, right, bottom of all words, as wide as they may be in any usual font."""
    size = drawing.form.size
    starting = [*drawing.captions, *drawing.notes]
    starting += [text for label in drawing.labels for text in label.texts]
    ending = [tick.text for tick in drawing.ticks]
    centred = [*drawing.periods, *(mark.text for mark in drawing.states)]
    for share, texts in ((0, starting), (0.5, centred), (1, ending)):
        for text in texts:
            wide = width(text.words, size)
            left = text.x - share * wide
            if text.words:
                yield left, text.y - 0.8 * size, left + wide, text.y + 0.25 * size


def places(drawing):
    """All places of lines, marks of states, bands and leaders."""
    pieces = [piece for line in drawing.lines for piece in line.pieces]
    pieces += [*drawing.band, *drawing.leaders, *(mark.bracket for mark in drawing.states)]
    return [place for piece in pieces for place in piece]


def figures_by_role(chart):
    """How many figures each series has in each unbroken run."""
    runs = {}
    for series in chart.series:
        shape = "".join("x" if isinstance(point, Decimal) else " " for point in series.points)
        if lengths := [len(run) for run in shape.split()]:
            runs[series.role] = lengths
    return {role: lengths for role, lengths in runs.items() if role in AREAS}


def overlapping(found):
    """Pairs of boxes that share more than the rounding of their places."""
    slack = 0.3
    return [
        (one, other)
        for one, other in combinations(found, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > slack
        and min(one[3], other[3]) - max(one[1], other[1]) > slack
    ]


def is_round(step):
    return step.normalize().as_tuple().digits in ((1,), (2,), (5,))
