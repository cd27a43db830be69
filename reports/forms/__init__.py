"""Forms of meetings, drafts and what is done with them."""

from reports.forms.clearance import (
    ClearForm,
    CommentForm,
    DraftStartForm,
    PublishForm,
    ReturnForm,
    SettleForm,
    WithdrawForm,
)
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
    ReportForm,
    ReportPlanForm,
    ReportStartForm,
)
from reports.forms.homes import HomesForm
from reports.forms.sections import SectionsForm

__all__ = [
    "ArrangeForm",
    "ClearForm",
    "CommentForm",
    "CorrectionForm",
    "DraftStartForm",
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
    "ReportPlanForm",
    "ReportStartForm",
    "ReturnForm",
    "SectionsForm",
    "SettleForm",
    "WithdrawForm",
]
