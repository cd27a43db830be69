"""Forms of meetings, drafts and what is done with them."""

from reports.forms.drafts import (
    ArrangeForm,
    CorrectionForm,
    EntryForm,
    ItemChangeForm,
    ItemFields,
    ItemForm,
    ItemRemoveForm,
    MeetingChangeForm,
    MeetingFields,
    MeetingForm,
    MoveForm,
    PublishForm,
    ReportForm,
    ReportStartForm,
)
from reports.forms.homes import HomesForm
from reports.forms.sections import SectionsForm

__all__ = [
    "ArrangeForm",
    "CorrectionForm",
    "EntryForm",
    "HomesForm",
    "ItemChangeForm",
    "ItemFields",
    "ItemForm",
    "ItemRemoveForm",
    "MeetingChangeForm",
    "MeetingFields",
    "MeetingForm",
    "MoveForm",
    "PublishForm",
    "ReportForm",
    "ReportStartForm",
    "SectionsForm",
]
