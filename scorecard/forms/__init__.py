"""What people enter about the scorecard."""

from scorecard.forms.commentary import CommentaryForm, RatingForm
from scorecard.forms.figures import FiguresForm
from scorecard.forms.periods import PeriodForm
from scorecard.forms.targets import TargetCorrectionForm, TargetForm

__all__ = [
    "CommentaryForm",
    "FiguresForm",
    "PeriodForm",
    "RatingForm",
    "TargetCorrectionForm",
    "TargetForm",
]
