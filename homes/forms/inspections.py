"""An inspection with its judgements: recorded, corrected and published."""

from django import forms
from django.core.exceptions import ValidationError

from corporate_parenting.forms import CleanCharField, VersionedForm
from corporate_parenting.widgets import GovDateField
from homes.forms.fields import (
    ALL_HINT,
    EMBARGO_HINT,
    EXEMPT_HINT,
    OUT_BEFORE_IT,
    long_text,
    why,
)
from homes.forms.grading import GradedCorrectionForm, GradedForm
from homes.kinds import InspectionKind
from homes.models import GradingScale, Inspection
from homes.services import usual_scale


class InspectionForm(GradedForm):
    """``proposed``: the code of the scale that the kind of home has, or nothing."""

    row = ("kind", "visited_from", "visited_to", "published_on", "event_number")
    no_scale = "The usual one of the kind"
    kind = forms.ChoiceField(label="Kind of inspection", choices=InspectionKind.choices())
    scale = forms.ChoiceField(
        label="Scale of the grades",
        required=False,
        help_text="The usual one of a full inspection is Ofsted’s four grades. When you have "
        "chosen another kind or scale, show its grades.",
    )
    visited_from = GovDateField(label="First day of the visit")
    visited_to = GovDateField(
        label="Last day of the visit",
        required=False,
        help_text="Leave it empty if there was one day.",
    )
    published_on = GovDateField(label="Published on", required=False, help_text=EMBARGO_HINT)
    event_number = CleanCharField(
        label="Event number",
        required=False,
        max_length=20,
        help_text="As the inspectorate gives it. Each belongs to one inspection.",
    )
    reason_public = long_text("Reason, for all", help_text=ALL_HINT)
    reason_exempt = long_text("Reason, exempt", help_text=EXEMPT_HINT)

    def _chosen_scale(self) -> str:
        if code := super()._chosen_scale():
            return code
        kind = self["kind"].value()
        known = kind if kind in list(InspectionKind) else InspectionKind.FULL
        return usual_scale(known).code

    def clean_scale(self) -> GradingScale | None:
        kind = self.cleaned_data.get("kind")
        code = self.cleaned_data["scale"]
        return self._scales[code] if code else kind and usual_scale(kind)

    def check_days(self) -> None:
        first, last, out = (self.cleaned_data.get(name) for name in self.row[1:4])
        if first and last and last < first:
            self.add_error("visited_to", "The visit ends on or after its first day.")
        elif first and out and out < (last or first):
            self.add_error("published_on", OUT_BEFORE_IT)

    def row_fields(self) -> dict[str, object]:
        fields = super().row_fields()
        return fields | {"visited_to": fields["visited_to"] or fields["visited_from"]}


class NewInspectionForm(InspectionForm):
    """With what the inspection requires."""

    plain_fields = (*InspectionForm.plain_fields, "requirements")
    requirements = long_text(
        "What it requires",
        limit=20_000,
        help_text="One requirement a line. The public does not read them until you say so for each "
        "under “Record and correct”. More can be added there later.",
    )

    def requirement_lines(self) -> list[str]:
        lines = map(str.strip, self.cleaned_data["requirements"].splitlines())
        return [line for line in lines if line]


class InspectionCorrectionForm(InspectionForm, GradedCorrectionForm):
    reason = why()


class VoidForm(VersionedForm):
    reason = why("Why it was recorded in error")


class PublishForm(VersionedForm):
    """From which day on the inspection may be told."""

    published_on = GovDateField(
        label="Published on",
        help_text="A day to come keeps the embargo until then.",
        error_messages={"required": "Enter the day on which it is published."},
    )

    def __init__(self, *args: object, inspection: Inspection, **kwargs: object) -> None:
        super().__init__(*args, initial={"version": inspection.version}, **kwargs)
        self._visited_to = inspection.visited_to

    def clean_published_on(self) -> object:
        day = self.cleaned_data["published_on"]
        if day < self._visited_to:
            raise ValidationError("An inspection is published on or after its visit.")
        return day
