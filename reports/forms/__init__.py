"""Forms of meetings, drafts and what is done with them."""

from reports.forms.checks import AnswerForm, answer_form
from reports.forms.classes import PartReadersForm
from reports.forms.clearance import (
    ClearForm,
    CommentForm,
    DraftStartForm,
    PublishForm,
    ReturnForm,
    SettleForm,
    SubmitForm,
    WithdrawForm,
)
from reports.forms.drafts import (
    ArrangeForm,
    CorrectionForm,
    EntryForm,
    MeetingChangeForm,
    MeetingFields,
    MeetingForm,
    MoveForm,
    ReportForm,
    ReportPlanForm,
    ReportStartForm,
)
from reports.forms.homes import HomesForm
from reports.forms.passages import (
    PassageChangeForm,
    PassageFields,
    PassageForm,
    PassageRemoveForm,
)
from reports.forms.quotations import (
    QuotationChangeForm,
    QuotationFields,
    QuotationForm,
    QuotationRemoveForm,
    QuotedForm,
)
from reports.forms.regular_reports import (
    RegularReportChangeForm,
    RegularReportFields,
    RegularReportForm,
)
from reports.forms.sections import SectionsForm

__all__ = [
    "AnswerForm",
    "ArrangeForm",
    "ClearForm",
    "CommentForm",
    "CorrectionForm",
    "DraftStartForm",
    "EntryForm",
    "HomesForm",
    "PartReadersForm",
    "PassageChangeForm",
    "PassageFields",
    "PassageForm",
    "PassageRemoveForm",
    "MeetingChangeForm",
    "MeetingFields",
    "MeetingForm",
    "MoveForm",
    "PublishForm",
    "QuotationChangeForm",
    "QuotationFields",
    "QuotationForm",
    "QuotationRemoveForm",
    "QuotedForm",
    "RegularReportChangeForm",
    "RegularReportFields",
    "RegularReportForm",
    "ReportForm",
    "ReportPlanForm",
    "ReportStartForm",
    "ReturnForm",
    "SectionsForm",
    "answer_form",
    "SettleForm",
    "SubmitForm",
    "WithdrawForm",
]
