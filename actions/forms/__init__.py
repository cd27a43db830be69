"""What people enter about the plan."""

from actions.forms.progress import CorrectionForm, ProgressNoteForm
from actions.forms.status import StatusForm, WordingForm

__all__ = ["CorrectionForm", "ProgressNoteForm", "StatusForm", "WordingForm"]
