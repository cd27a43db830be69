"""What people enter about the scorecard."""

from scorecard.forms.commentary import CommentaryForm, RatingForm
from scorecard.forms.figures import FiguresForm
from scorecard.forms.periods import PeriodForm
from scorecard.forms.targets import TargetForm

__all__ = ["CommentaryForm", "FiguresForm", "PeriodForm", "RatingForm", "TargetForm"]
