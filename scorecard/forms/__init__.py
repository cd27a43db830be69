"""What people enter about the scorecard."""

from scorecard.forms.commentary import CommentaryForm, RatingForm
from scorecard.forms.figures import FiguresForm
from scorecard.forms.periods import PeriodForm

__all__ = ["CommentaryForm", "FiguresForm", "PeriodForm", "RatingForm"]
