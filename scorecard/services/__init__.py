"""Writes: one function for one thing that a person does with the scorecard."""

from scorecard.services.commentary import write_commentary
from scorecard.services.figures import Entry, FiguresConflict, record_figures
from scorecard.services.ratings import set_rating_by_hand
from scorecard.services.targets import correct_target, read_words, set_target

__all__ = [
    "Entry",
    "FiguresConflict",
    "correct_target",
    "read_words",
    "record_figures",
    "set_rating_by_hand",
    "set_target",
    "write_commentary",
]
