"""How an action stands, and its wording."""

from django import forms

from actions.forms.progress import REASON_ASKED, reason_box, status_choices
from actions.models.plans import REASON_NEEDED, Status
from corporate_parenting.forms import CleanTextField, VersionedForm


def all_statuses() -> list[tuple[str, str]]:
    """What may be proposed, and the status of an action of which nobody has said anything."""
    return [*status_choices(), (Status.NOT_GIVEN.value, Status.NOT_GIVEN.label)]


class StatusForm(VersionedForm):
    """The status with its reason."""

    plain_fields = ("status_reason",)
    status = forms.ChoiceField(choices=all_statuses, widget=forms.RadioSelect)
    status_reason = reason_box("Reason", rows=4)

    def clean(self) -> dict:
        given = self.cleaned_data
        missing = not given.get("status_reason") and "status_reason" not in self.errors
        if given.get("status") in REASON_NEEDED and missing:
            self.add_error("status_reason", REASON_ASKED)
        return given


class WordingForm(VersionedForm):
    """The words of the action, and why they change."""

    wording = CleanTextField(widget=forms.Textarea({"rows": 6}))
    reason = CleanTextField(
        label="Why the wording changes",
        required=False,
        max_length=2_000,
        help_text="Kept in the history.",
        widget=forms.Textarea({"rows": 2}),
    )
