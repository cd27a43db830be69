"""Forms of the reports that a board considers again and again."""

from django import forms

from corporate_parenting.forms import CleanCharField, OnceForm, VersionedForm
from reports.forms.boxes import ask, place_box
from reports.models import Meeting, RegularReport

CHOOSE_MEETINGS = "Choose from the meetings on this page."


class RegularReportFields(forms.Form):
    body = CleanCharField(
        label="Board", max_length=100, error_messages=ask("Say which board considers it.")
    )
    title = CleanCharField(
        label="Title", max_length=200, error_messages=ask("Enter what the report is called.")
    )
    frequency = CleanCharField(
        label="How often", max_length=60, required=False, help_text="Such as 6 monthly, or empty."
    )
    order = place_box(
        "Place among the reports of the board", "Enter its place as a number: 1 for the first."
    )
    meetings = forms.MultipleChoiceField(
        label="Considered at",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("invalid_choice", "invalid_list"), CHOOSE_MEETINGS),
    )
    is_removed = forms.BooleanField(label="No longer considered", required=False)

    def offer(self, meetings: list[Meeting]) -> None:
        """Have these meetings to tick, and no others."""
        self.offered = {str(meeting.pk): meeting for meeting in meetings}
        self.fields["meetings"].choices = [(key, str(row)) for key, row in self.offered.items()]

    def clean_meetings(self) -> list[Meeting]:
        return [self.offered[key] for key in self.cleaned_data["meetings"]]


class RegularReportForm(RegularReportFields, OnceForm):
    """A further report that a board considers."""

    def __init__(self, *args: object, meetings: list[Meeting], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.offer(meetings)


class RegularReportChangeForm(RegularReportFields, VersionedForm):
    """One that is there, with the meetings that took it."""

    def __init__(
        self, *args: object, report: RegularReport, meetings: list[Meeting], **kwargs: object
    ) -> None:
        names = ["version", *RegularReportFields.base_fields]
        initial = {name: getattr(report, name) for name in names if name != "meetings"}
        initial["meetings"] = [meeting.pk for meeting in report.meetings.all()]
        super().__init__(*args, initial=initial, **kwargs)
        self.offer(meetings)

    def both_texts(self, current: RegularReport) -> list[tuple[str, str, str]]:
        """The columns, and the meetings in words."""
        theirs = current.meetings.order_by("held_on", "pk")
        ours = self.cleaned_data.get("meetings") or []
        rows = [
            (self[name].label, str(getattr(current, name)), str(self.cleaned_data.get(name, "")))
            for name in ("body", "title", "frequency", "order", "is_removed")
        ]
        rows = [(label, *(_yes_no(words) for words in both)) for label, *both in rows]
        rows.append(("Considered at", _days(theirs), _days(ours)))
        return [row for row in rows if row[1] != row[2]] or rows


def _yes_no(words: str) -> str:
    return {"True": "Yes", "False": "No"}.get(words, words)


def _days(meetings) -> str:
    return "; ".join(sorted(str(meeting) for meeting in meetings))
