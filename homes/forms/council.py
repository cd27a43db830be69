"""An inspection of the council as a whole: recorded and corrected."""

from django import forms

from corporate_parenting.forms import CleanCharField
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
from homes.kinds import AuthorityKind, Subject
from homes.models import NOT_INSPECTED, GradingScale


class CouncilInspectionForm(GradedForm):
    """``proposed``: the code of the scale that is chosen at first."""

    subject = Subject.AUTHORITY
    row = ("kind", "theme", "visited_on", "published_on")
    not_judged = NOT_INSPECTED
    kind = forms.ChoiceField(label="Kind of inspection", choices=AuthorityKind.choices())
    theme = CleanCharField(
        label="Theme",
        required=False,
        max_length=200,
        help_text="What a focused visit looked at, such as the front door. It is asked for there.",
    )
    visited_on = GovDateField(label="Inspected on")
    published_on = GovDateField(label="Published on", required=False, help_text=EMBARGO_HINT)
    scale = forms.ChoiceField(
        label="Scale of the grades",
        help_text="Focused and monitoring visits give no grade: leave theirs as “Not inspected”.",
    )
    reason_public = long_text("Reason, for all", help_text=ALL_HINT)
    reason_exempt = long_text("Reason, exempt", help_text=EXEMPT_HINT)

    def clean_scale(self) -> GradingScale:
        return self._scales[self.cleaned_data["scale"]]

    def check_days(self) -> None:
        day, out = (self.cleaned_data.get(name) for name in ("visited_on", "published_on"))
        if day and out and out < day:
            self.add_error("published_on", OUT_BEFORE_IT)

    def judgements(self) -> dict[str, str]:
        """An inspection keeps every area, a blank as not inspected; a visit those with a grade."""
        blanks = {}
        if AuthorityKind(self.cleaned_data["kind"]).is_graded:
            blanks = {area.code: "" for area in self._areas}
        return blanks | super().judgements()


class CouncilInspectionCorrectionForm(CouncilInspectionForm, GradedCorrectionForm):
    reason = why()

    def judgements(self) -> dict[str, str]:
        """No area is added that was not there and is blank."""
        found = super().judgements()
        is_graded = AuthorityKind(self.cleaned_data["kind"]).is_graded
        blanks = dict.fromkeys(self._rows, "") if is_graded else {}
        return blanks | {code: words for code, words in found.items() if words}
