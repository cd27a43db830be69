"""What a person says about an action or a strand."""

from django import forms
from django.core.exceptions import ValidationError

from actions.models import Action, ProgressNote, Status
from actions.models.plans import REASON_NEEDED
from actions.services.progress import EVIDENCE_LIMIT, web_address
from corporate_parenting.forms import OUT_OF_DATE, CleanCharField, CleanTextField, OnceForm
from corporate_parenting.prose import PROSE_HINT
from corporate_parenting.versions import Conflict
from corporate_parenting.widgets import GovDateField
from corporate_parenting.words import listed

EARLIEST_YEAR = 2000
REASON_ASKED = "Say why the action is amber, red or closed."
STATUS_LABELS = {
    Status.GREEN: "Green",
    Status.AMBER: "Amber",
    Status.RED: "Red",
}


def reason_box(label: str, *, rows: int) -> CleanTextField:
    """Why the action stands as it does."""
    needed = listed([f"“{status.label}”" for status in Status if status in REASON_NEEDED])
    return CleanTextField(
        label=label,
        required=False,
        max_length=2_000,
        help_text=f"Needed for {needed}.",
        widget=forms.Textarea({"rows": rows}),
    )


def status_choices() -> list[tuple[str, str]]:
    """Each status that one may propose, in words, with its colour where it has one."""
    return [
        (status.value, f"{status.label} ({colour.lower()})")
        if (colour := STATUS_LABELS.get(status))
        else (status.value, status.label)
        for status in Status
        if status != Status.NOT_GIVEN
    ]


class WebAddressField(forms.URLField):
    """An address of the web; without a scheme it is taken as https."""

    default_validators = [web_address]
    default_error_messages = {"invalid": web_address.message}

    def __init__(self, **kwargs: object) -> None:
        super().__init__(assume_scheme="https", max_length=500, **kwargs)
        self.line = CleanCharField(max_length=self.max_length)

    def to_python(self, value: object) -> str:
        # Cleaned first: bidi controls make an address read as that of another site.
        return super().to_python(self.line.to_python(value))


class ProgressNoteForm(OnceForm):
    """A note. Sent from a list with its text alone, the rest is as for a plain note of today.

    ``today`` is the day that an empty date stands for. With an ``action`` its status may be set at
    once, over the version that the page showed.
    """

    plain_fields = ("text", "is_unchanged", "as_at", "status_reason", "visibility")
    text = CleanTextField(
        label="What has been done",
        required=False,
        help_text=PROSE_HINT,
        widget=forms.Textarea({"rows": 8, "data-prose": True}),
    )
    is_unchanged = forms.BooleanField(
        label="No change since the last note",
        required=False,
        help_text="Tick this if there is nothing to add. You need not write anything.",
    )
    as_at = GovDateField(label="As at", required=False, help_text="Today, unless you change it.")
    proposed_status = forms.ChoiceField(
        label="Status that you propose",
        required=False,
        choices=lambda: [("", "No proposal"), *status_choices()],
    )
    status_reason = reason_box("Reason for the status", rows=3)
    visibility = forms.ChoiceField(
        label="Who the note is for",
        required=False,
        choices=ProgressNote.Visibility,
        initial=ProgressNote.Visibility.BOARD,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: object, today: object, action: Action | None = None, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["as_at"].initial = today
        if action:
            self._offer_status_now(action)
        for number in range(1, EVIDENCE_LIMIT + 1):
            self.fields[f"evidence_url_{number}"] = WebAddressField(
                label=f"Link {number}: address", required=False
            )
            self.fields[f"evidence_label_{number}"] = CleanCharField(
                label=f"Link {number}: what it shows", required=False, max_length=200
            )

    def _offer_status_now(self, action: Action) -> None:
        self.fields["set_status_now"] = forms.BooleanField(
            label="Set this status now",
            required=False,
            help_text=f"The status is “{action.get_status_display()}”.",
        )
        self.fields["version"] = forms.IntegerField(
            widget=forms.HiddenInput,
            required=False,
            min_value=1,
            max_value=2**31 - 1,
            initial=action.version,
            error_messages={"invalid": OUT_OF_DATE},
        )
        self.order_fields(
            ["submission", "text", "is_unchanged", "as_at", "proposed_status", "status_reason"]
            + ["set_status_now"]
        )

    @property
    def evidence_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("evidence_")]

    @property
    def has_evidence(self) -> bool:
        """Whether a box for a link is filled, so that the page shows the boxes at once."""
        return any(field.value() for field in self.evidence_fields)

    def clean_as_at(self) -> object:
        day = self.cleaned_data["as_at"] or self.today
        if day.year < EARLIEST_YEAR:
            raise ValidationError(f"Check the year: {day.year} is too long ago.")
        return day

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or ProgressNote.Visibility.BOARD

    def clean(self) -> dict:
        given = self.cleaned_data
        # Text that was refused is not text that is missing.
        if not (given.get("text") or given.get("is_unchanged") or "text" in self.errors):
            self.add_error("text", "Write what was done, or say that nothing has changed.")
        self._check_status()
        given["evidence"] = [link for link in map(self._link, range(1, EVIDENCE_LIMIT + 1)) if link]
        return given

    def _check_status(self) -> None:
        status, reason = (self.cleaned_data.get(k) for k in ("proposed_status", "status_reason"))
        if status in REASON_NEEDED and not reason and "status_reason" not in self.errors:
            self.add_error("status_reason", REASON_ASKED)
        if "proposed_status" in self.errors or status:
            self._check_version()
            return
        if reason:
            self.add_error("proposed_status", "Choose the status that the reason is for.")
        elif self.cleaned_data.get("set_status_now"):
            self.add_error("proposed_status", "Choose the status to set.")

    def _check_version(self) -> None:
        if self.cleaned_data.get("set_status_now") and not self.cleaned_data.get("version"):
            self.add_error(None, OUT_OF_DATE)

    def _link(self, number: int) -> tuple[str, str] | None:
        names = (f"evidence_label_{number}", f"evidence_url_{number}")
        label, url = (self.cleaned_data.get(name, "") for name in names)
        if label and not url and names[1] not in self.errors:
            self.add_error(names[1], "Enter the address, or take the words out.")
        return (label, url) if url else None

    def note_fields(self) -> dict[str, object]:
        """What ``record_progress`` and ``correct_note`` take from this form."""
        names = ["text", "is_unchanged", "as_at", "proposed_status", "status_reason"]
        return {name: self.cleaned_data[name] for name in [*names, "visibility", "evidence"]}

    def show_conflict(self, conflict: Conflict) -> None:
        """Somebody else has set the status: show theirs beside the one proposed here."""
        current = conflict.current
        self.conflict = [
            (
                "Status",
                f"{current.get_status_display()}. {current.status_reason}".strip(),
                f"{Status(self.cleaned_data['proposed_status']).label}. "
                f"{self.cleaned_data['status_reason']}".strip(),
            )
        ]
        self.renew_submission()
        self.data[self.add_prefix("version")] = str(current.version)
        self.add_error(None, f"{conflict} Read both, check yours and save again.")


class CorrectionForm(ProgressNoteForm):
    """A note in place of an earlier one, filled with what that one says."""

    @staticmethod
    def initial_of(note: ProgressNote) -> dict[str, object]:
        names = ["text", "is_unchanged", "as_at", "proposed_status", "status_reason", "visibility"]
        links = {}
        for number, link in enumerate(note.evidence.all()[:EVIDENCE_LIMIT], 1):
            links |= {f"evidence_label_{number}": link.label, f"evidence_url_{number}": link.url}
        return {name: getattr(note, name) for name in names} | links

    def __init__(self, *args: object, note: ProgressNote, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial = self.initial_of(note)
        self.fields["as_at"].help_text = "The day that the note speaks of."
