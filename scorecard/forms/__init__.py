"""What people enter about the scorecard."""

from scorecard.forms.figures import FiguresForm
from scorecard.forms.periods import PeriodForm

__all__ = ["FiguresForm", "PeriodForm"]
