"""Forms of meetings, drafts and what becomes of them."""

from datetime import date
from typing import ClassVar

from django import forms

from actions.models import Plan
from corporate_parenting.forms import CleanCharField, CleanTextField, OnceForm, VersionedForm
from corporate_parenting.prose import PROSE_HINT
from corporate_parenting.widgets import GovDateField
from corporate_parenting.words import day_words
from reports.forms.boxes import (
    MOST_PLACES,
    TAKEN,
    ask,
    ask_number,
    last_day_box,
    place_box,
    prose_box,
)
from reports.kinds import OF_A_TIME
from reports.models import Meeting, Report, ReportEntry
from reports.queries import kinds_in_use

STALE_PAGE = "This page was out of date. Read the newest paper."


class MeetingFields(forms.Form):
    body = CleanCharField(
        label="Board", max_length=100, error_messages=ask("Say which board meets.")
    )
    held_on = GovDateField(label="Date", error_messages=ask("Enter the day of the meeting."))
    starts_at = forms.TimeField(
        label="Start",
        required=False,
        help_text="For example 14:00.",
        error_messages={"invalid": "Write the time as 14:00."},
    )
    place = CleanCharField(label="Place", max_length=200, required=False)
    mode = forms.ChoiceField(
        label="How it is held",
        choices=Meeting.Mode,
        error_messages=ask("Choose in person, remote or both.", "invalid_choice"),
    )
    is_public = forms.BooleanField(label="Open to the public", required=False)


class MeetingForm(MeetingFields, OnceForm):
    """A further meeting."""


class MeetingChangeForm(MeetingFields, VersionedForm):
    """A meeting that is there."""


class MeetingChoiceField(forms.ModelChoiceField):
    """Meetings, the newest first; ``today`` tells those that were held."""

    today = date.min

    def label_from_instance(self, obj: Meeting) -> str:
        return f"{obj} (held)" if obj.held_on < self.today else str(obj)


class PlanChoiceField(forms.ModelChoiceField):
    """Plans with their state, for two of them may share their title."""

    def label_from_instance(self, obj: Plan) -> str:
        return f"{obj} ({obj.get_state_display().lower()})"


class ReportPlanForm(OnceForm):
    """A paper that somebody means to write."""

    kind = forms.ModelChoiceField(
        kinds_in_use(),
        label="Kind of paper",
        to_field_name="code",
        empty_label=None,
        error_messages=ask("Choose what to write for the board.", "invalid_choice"),
    )
    meeting = MeetingChoiceField(
        Meeting.objects.order_by("-held_on", "body", "pk"),
        label="Meeting",
        empty_label="Choose the meeting",
        error_messages=ask("Choose which meeting the paper is for.", "invalid_choice"),
    )
    plan = PlanChoiceField(
        Plan.objects.order_by("-starts_on", "-pk"),
        label="Plan",
        empty_label="Choose the plan",
        error_messages=ask("Choose which plan the paper reports on.", "invalid_choice"),
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].today = today


class ReportStartForm(ReportPlanForm):
    cut_off_on = last_day_box(TAKEN)


class ReportForm(VersionedForm):
    """What a paper says beside its entries and passages: as far as its kind tells of it."""

    title = CleanCharField(
        label="Title", max_length=200, error_messages=ask("Enter what the paper is called.")
    )
    group_name = CleanCharField(
        label="Group that reports",
        max_length=150,
        error_messages=ask("Enter who reports to the board."),
    )
    cut_off_on = last_day_box()
    period_from = GovDateField(
        label="Tells of the time from",
        required=False,
        help_text="The paper takes the meetings, the reports and the notes of this time alone.",
    )
    period_to = GovDateField(label="To", required=False)
    next_plan = PlanChoiceField(
        Plan.objects.order_by("-starts_on", "-pk"),
        label="Plan that comes next",
        required=False,
        empty_label="No plan chosen",
        error_messages=ask("Choose one of the plans.", "invalid_choice"),
    )
    recommendation = CleanTextField(
        label="Recommendation",
        required=False,
        widget=forms.Textarea({"rows": 5, "data-prose": True}),
        help_text=f"What the board is asked to do. {PROSE_HINT}",
    )
    children_count = forms.IntegerField(
        label="Number of children",
        required=False,
        min_value=0,
        max_value=1_000_000,
        error_messages=ask_number("Enter how many there were as a whole number, such as 572."),
    )
    children_as_at = GovDateField(label="Number as at", required=False)
    sign_off_name = CleanCharField(label="Signed by", max_length=150, required=False)
    sign_off_post = CleanCharField(label="Post", max_length=150, required=False)
    signed_on = GovDateField(label="Signed on", required=False)

    # A field stands on the form of a kind that has one of these sections.
    NEEDS: ClassVar[dict] = {
        "cut_off_on": {"progress", "plan_tables"},
        "period_from": set(OF_A_TIME),
        "period_to": set(OF_A_TIME),
        "next_plan": {"next_plan"},
        "recommendation": {"recommendation"},
        "children_count": {"numbers"},
        "children_as_at": {"numbers"},
        "sign_off_name": {"sign_off"},
        "sign_off_post": {"sign_off"},
        "signed_on": {"sign_off"},
    }

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        names = [name for name in self.base_fields if name not in ("submission", "version")]
        initial = {name: getattr(report, name) for name in ["version", *names]}
        super().__init__(*args, initial=initial, **kwargs)
        for name, needed in self.NEEDS.items():
            if not report.has_section(*needed):
                del self.fields[name]

    def changes(self) -> dict[str, object]:
        """What a valid form says, by column."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("submission", "version")
        }


class EntryForm(VersionedForm):
    """The words that the board reads for one note. The note itself is not touched."""

    heading = CleanCharField(
        label="Sub-heading",
        max_length=200,
        required=False,
        help_text="Printed above the words, under the reference.",
    )
    text = CleanTextField(
        label="Words for the board",
        required=False,
        widget=prose_box(),
        help_text=f"Left empty, the paper prints the note as it was recorded. {PROSE_HINT}",
    )

    def __init__(self, *args: object, entry: ReportEntry, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.note_text = entry.note.text

    def clean_text(self) -> str:
        """Empty where the words are the note's own, so that nothing is stored twice."""
        text = self.cleaned_data["text"]
        return "" if text == self.note_text else text


class MoveForm(OnceForm):
    direction = forms.ChoiceField(
        choices=[("up", "Up"), ("down", "Down")],
        error_messages=ask("Move the note up or down.", "invalid_choice"),
    )


class ArrangeForm(VersionedForm):
    """A place and a tick for every entry, saved together."""

    def __init__(
        self, *args: object, entries: list[ReportEntry], report: Report, **kwargs: object
    ) -> None:
        super().__init__(*args, initial={"version": report.version}, **kwargs)
        self.entries = entries
        for entry in entries:
            name = entry.note.action.reference
            self.fields[f"place_{entry.pk}"] = place_box(
                f"Place of {name}",
                f"Enter a number from 1 to {MOST_PLACES:,} for {name}.",
                initial=entry.order,
            )
            self.fields[f"included_{entry.pk}"] = forms.BooleanField(
                label=f"{name} is in the paper", required=False, initial=entry.is_included
            )

    def both_texts(self, current: Report) -> list[tuple[str, str, str]]:
        """Every entry as it stands and as it was typed here."""
        typed = self.places()
        return [
            (
                f"{entry.note.action.reference}, {day_words(entry.note.as_at)}",
                _place(entry.order, entry.is_included),
                _place(*typed[entry.pk]),
            )
            for entry in current.entries.select_related("note__action").order_by("order", "pk")
            if entry.pk in typed
        ]

    def rows(self) -> list[tuple[ReportEntry, forms.BoundField, forms.BoundField]]:
        return [
            (entry, self[f"place_{entry.pk}"], self[f"included_{entry.pk}"])
            for entry in self.entries
        ]

    def places(self) -> dict[int, tuple[int, bool]]:
        """``{entry's key: (place, included)}`` of a valid form."""
        return {
            entry.pk: (
                self.cleaned_data[f"place_{entry.pk}"],
                self.cleaned_data[f"included_{entry.pk}"],
            )
            for entry in self.entries
        }


class CorrectionForm(VersionedForm):
    reason = CleanTextField(
        label="Why the paper is corrected",
        max_length=2_000,
        help_text="The next version begins with it, in every edition, the public one too.",
        error_messages=ask("Enter the reason that members will read."),
    )


def _place(order: int, is_included: bool) -> str:
    return f"Place {order}" if is_included else f"Place {order}, left out"
