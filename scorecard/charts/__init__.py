"""Charts as plain geometry, for ``templates/scorecard/_chart.html`` and ``_sparkline.html``.

``draw`` makes the drawing of one LineChart, wide or narrow; ``draw_for_page`` makes both, of which
``static/css/charts.css`` shows the one that fits. Nothing here knows a figure's rating or source.
"""

from scorecard.charts.axis import figure
from scorecard.charts.drawing import Chart, NoChart, draw, draw_for_page
from scorecard.charts.parts import NARROW, WIDE
from scorecard.charts.series import LineChart, Point, Role, Series
from scorecard.charts.sparkline import Sparkline, sparkline

__all__ = [
    "NARROW",
    "WIDE",
    "Chart",
    "LineChart",
    "NoChart",
    "Point",
    "Role",
    "Series",
    "Sparkline",
    "draw",
    "draw_for_page",
    "figure",
    "sparkline",
]
