"""Forms of the homes, by what they are about."""

from homes.forms.council import CouncilInspectionCorrectionForm, CouncilInspectionForm
from homes.forms.events import (
    NoticeCorrectionForm,
    NoticeEndForm,
    NoticeForm,
    VisitCorrectionForm,
    VisitForm,
)
from homes.forms.homes import HomeChangeForm, HomeCloseForm, HomeForm, TransferForm
from homes.forms.inspections import (
    InspectionCorrectionForm,
    NewInspectionForm,
    PublishForm,
    VoidForm,
)
from homes.forms.requirements import (
    AnswerForm,
    AnswerRemoveForm,
    RequirementCloseForm,
    RequirementCorrectionForm,
    RequirementForm,
    RequirementReopenForm,
)

__all__ = [
    "AnswerForm",
    "AnswerRemoveForm",
    "CouncilInspectionCorrectionForm",
    "CouncilInspectionForm",
    "HomeChangeForm",
    "HomeCloseForm",
    "HomeForm",
    "InspectionCorrectionForm",
    "NewInspectionForm",
    "NoticeCorrectionForm",
    "NoticeEndForm",
    "NoticeForm",
    "PublishForm",
    "RequirementCloseForm",
    "RequirementCorrectionForm",
    "RequirementForm",
    "RequirementReopenForm",
    "TransferForm",
    "VisitCorrectionForm",
    "VisitForm",
    "VoidForm",
]
