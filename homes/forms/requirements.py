"""What inspections require, until it is met, and the actions of the plan that answer it."""

from django import forms

from actions.models import Action, Plan
from corporate_parenting.forms import CleanCharField, OnceForm, VersionedForm
from corporate_parenting.widgets import GovDateField
from homes.forms.fields import long_text, why
from homes.models import Inspection, Requirement
from homes.services import NOT_CURRENT

FIELDS = ("kind", "text", "regulation", "due_on", "is_public")
LONGEST_WORDING = 90


class RequirementForm(OnceForm):
    kind = forms.ChoiceField(
        label="What it is",
        choices=Requirement.Kind,
        initial=Requirement.Kind.REQUIREMENT,
        widget=forms.RadioSelect,
    )
    text = long_text("What is required", required=True, rows=5)
    regulation = CleanCharField(label="Regulation", required=False, max_length=200)
    due_on = GovDateField(label="To be met by", required=False)
    is_public = forms.BooleanField(
        label="All may read it",
        required=False,
        help_text="Write “the home” in place of a private name.",
    )

    def row_fields(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class RequirementCorrectionForm(RequirementForm, VersionedForm):
    """A requirement that is met may have its day and its evidence corrected too."""

    reason = why()

    def __init__(self, *args: object, requirement: Requirement, **kwargs: object) -> None:
        names = ("version", *FIELDS, "closed_on", "evidence")
        shown = {name: getattr(requirement, name) for name in names}
        super().__init__(*args, initial=shown, **kwargs)
        self.is_met = requirement.closed_on is not None
        if self.is_met:
            self.fields |= evidence_fields()
        self.order_fields([name for name in self.fields if name != "reason"])

    def row_fields(self) -> dict[str, object]:
        more = ("closed_on", "evidence") if self.is_met else ()
        return super().row_fields() | {name: self.cleaned_data[name] for name in more}


def evidence_fields() -> dict[str, forms.Field]:
    return {
        "closed_on": GovDateField(
            label="Met on", error_messages={"required": "Enter the day on which it was met."}
        ),
        "evidence": long_text(
            "What shows that it is met", required=True, help_text="Never shown to the public."
        ),
    }


class RequirementCloseForm(VersionedForm):
    closed_on = evidence_fields()["closed_on"]
    evidence = evidence_fields()["evidence"]


class RequirementReopenForm(VersionedForm):
    reason = why("Why it is open again", help_text="The evidence so far stays in the history.")


class AnswerForm(OnceForm):
    """The action of the current plan that answers an inspection or one of its requirements."""

    action = forms.ChoiceField(
        label="Action of the plan", error_messages={"invalid_choice": NOT_CURRENT}
    )
    requirement = forms.ChoiceField(label="What it answers", required=False)
    note = long_text("Note", rows=3, limit=2_000)

    def __init__(self, *args: object, inspection: Inspection, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        rows = Action.objects.filter(priority__plan__state=Plan.State.CURRENT)
        rows = rows.order_by("priority__number", "reference_key", "pk")
        self._actions = {str(row.pk): row for row in rows}
        self._required = {str(row.pk): row for row in inspection.requirements.order_by("pk")}
        named = [
            (key, _short(f"{row.reference} {row.wording}")) for key, row in self._actions.items()
        ]
        self.fields["action"].choices = [("", "Choose an action"), *named]
        texts = [(key, _short(row.text)) for key, row in self._required.items()]
        self.fields["requirement"].choices = [("", "The whole inspection"), *texts]

    def clean_action(self) -> Action:
        return self._actions[self.cleaned_data["action"]]

    def clean_requirement(self) -> Requirement | None:
        return self._required.get(self.cleaned_data["requirement"])


class AnswerRemoveForm(OnceForm):
    reason = why("Why the action is no answer to it")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_WORDING else f"{words[: LONGEST_WORDING - 1].rstrip()}…"
