"""Forms of meetings, drafts and what is done with them."""

from reports.forms.checks import AnswerForm, answer_form
from reports.forms.drafts import (
    ArrangeForm,
    CorrectionForm,
    EntryForm,
    MeetingChangeForm,
    MeetingFields,
    MeetingForm,
    MoveForm,
    PublishForm,
    ReportForm,
    ReportStartForm,
)
from reports.forms.homes import HomesForm
from reports.forms.passages import (
    PassageChangeForm,
    PassageFields,
    PassageForm,
    PassageRemoveForm,
)
from reports.forms.sections import SectionsForm

__all__ = [
    "AnswerForm",
    "ArrangeForm",
    "CorrectionForm",
    "EntryForm",
    "HomesForm",
    "PassageChangeForm",
    "PassageFields",
    "PassageForm",
    "PassageRemoveForm",
    "MeetingChangeForm",
    "MeetingFields",
    "MeetingForm",
    "MoveForm",
    "PublishForm",
    "ReportForm",
    "ReportStartForm",
    "SectionsForm",
    "answer_form",
]
