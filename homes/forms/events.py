"""Notices of the inspectorate, and visits of our own."""

from django import forms

from corporate_parenting.forms import CleanCharField, OnceForm, VersionedForm
from corporate_parenting.widgets import GovDateField
from homes.forms.fields import ALL_HINT, EMBARGO_HINT, EXEMPT_HINT, long_text, why
from homes.kinds import NoticeKind, VisitKind
from homes.models import Notice, Visit

VISIT = ("kind", "visited_on", "visitor", "summary_public", "summary_exempt", "report_received_on")
NOTICE = (
    "kind",
    "reference",
    "issued_on",
    "due_on",
    "published_on",
    "words_public",
    "words_exempt",
)
BEFORE_IT = "This is before the notice was given. Correct one of the two days."


class VisitForm(OnceForm):
    plain_fields = ("summary_public", "summary_exempt")
    kind = forms.ChoiceField(
        label="Kind of visit", choices=VisitKind.choices(), widget=forms.RadioSelect
    )
    visited_on = GovDateField(
        label="Visited on", error_messages={"required": "Enter the day of the visit."}
    )
    visitor = CleanCharField(label="Who visited", max_length=200)
    summary_public = long_text("Summary for all", help_text=ALL_HINT)
    summary_exempt = long_text("Summary, exempt", help_text=EXEMPT_HINT)
    report_received_on = GovDateField(
        label="Report received on", required=False, help_text="Empty: it has not come yet."
    )

    def clean(self) -> dict:
        day, came = (self.cleaned_data.get(name) for name in ("visited_on", "report_received_on"))
        if day and came and came < day:
            self.add_error("report_received_on", "A report comes on or after the day of the visit.")
        return self.cleaned_data

    def row_fields(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in VISIT}


class VisitCorrectionForm(VisitForm, VersionedForm):
    reason = why(help_text="Or what is added. Kept in the history.")

    def __init__(self, *args: object, visit: Visit, **kwargs: object) -> None:
        shown = {name: getattr(visit, name) for name in ("version", *VISIT)}
        super().__init__(*args, initial=shown, **kwargs)


class NoticeForm(OnceForm):
    plain_fields = ("words_public", "words_exempt")
    kind = forms.ChoiceField(label="Kind of notice", choices=NoticeKind.choices())
    reference = CleanCharField(label="Reference", required=False, max_length=60)
    issued_on = GovDateField(
        label="Given on",
        error_messages={"required": "Enter the day on which the notice was given."},
    )
    due_on = GovDateField(label="To be met by", required=False)
    published_on = GovDateField(label="Published on", required=False, help_text=EMBARGO_HINT)
    words_public = long_text("Wording for all", help_text=ALL_HINT)
    words_exempt = long_text("Wording, exempt", help_text=EXEMPT_HINT)

    def clean(self) -> dict:
        given = self.cleaned_data.get("issued_on")
        for name in ("due_on", "published_on", "ended_on"):
            day = self.cleaned_data.get(name)
            if given and day and day < given:
                self.add_error(name, BEFORE_IT)
        return self.cleaned_data

    def row_fields(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in NOTICE}


class NoticeCorrectionForm(NoticeForm, VersionedForm):
    ended_on = GovDateField(label="Ended on", required=False, help_text="Empty: it stands.")
    reason = why()

    def __init__(self, *args: object, notice: Notice, **kwargs: object) -> None:
        shown = {name: getattr(notice, name) for name in ("version", *NOTICE, "ended_on")}
        super().__init__(*args, initial=shown, **kwargs)

    def row_fields(self) -> dict[str, object]:
        return super().row_fields() | {"ended_on": self.cleaned_data["ended_on"]}


class NoticeEndForm(VersionedForm):
    ended_on = GovDateField(
        label="Ended on", error_messages={"required": "Enter the day on which the notice ended."}
    )
    reason = why("Why it ended")

    def __init__(self, *args: object, notice: Notice, **kwargs: object) -> None:
        super().__init__(*args, initial={"version": notice.version}, **kwargs)
        self._issued_on = notice.issued_on

    def clean_ended_on(self) -> object:
        day = self.cleaned_data["ended_on"]
        if day < self._issued_on:
            raise forms.ValidationError(BEFORE_IT)
        return day
