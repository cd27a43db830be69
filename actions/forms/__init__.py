"""What people enter about the plan."""

from actions.forms.leads import HandOverForm, LeaverForm
from actions.forms.progress import CorrectionForm, ProgressNoteForm
from actions.forms.status import StatusForm, WordingForm
from actions.forms.strands import NewStrandForm, StrandForm

__all__ = [
    "CorrectionForm",
    "HandOverForm",
    "LeaverForm",
    "NewStrandForm",
    "ProgressNoteForm",
    "StatusForm",
    "StrandForm",
    "WordingForm",
]
