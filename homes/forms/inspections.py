"""An inspection with its judgements: recorded, corrected and published."""

from django import forms
from django.core.exceptions import ValidationError

from corporate_parenting.forms import CleanCharField, OnceForm, VersionedForm
from corporate_parenting.widgets import GovDateField
from homes.forms.fields import ALL_HINT, EMBARGO_HINT, EXEMPT_HINT, long_text, why
from homes.kinds import InspectionKind, Subject
from homes.models import Grade, GradingScale, Inspection, JudgementArea
from homes.services import usual_scale

AREA = "area_"
NOT_JUDGED = ("", "Not judged")
ROW = ("kind", "event_number", "visited_from", "visited_to", "published_on")
WORDS = ("reason_public", "reason_exempt")


class InspectionForm(OnceForm):
    """``proposed``: the code of the scale that the kind of home has, or nothing."""

    plain_fields = ("reason_public", "reason_exempt")
    kind = forms.ChoiceField(label="Kind of inspection", choices=InspectionKind.choices())
    scale = forms.ChoiceField(
        label="Scale of the grades",
        required=False,
        help_text="The usual one of a full inspection is Ofsted’s four grades.",
    )
    visited_from = GovDateField(label="First day of the visit")
    visited_to = GovDateField(
        label="Last day of the visit", required=False, help_text="Empty: the same day."
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

    def __init__(self, *args: object, proposed: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._scales = {row.code: row for row in GradingScale.objects.order_by("name", "pk")}
        rows = Grade.objects.select_related("scale").order_by("scale__name", "order", "pk")
        self._grades = {str(row.pk): row for row in rows}
        names = [(code, row.name) for code, row in self._scales.items()]
        self.fields["scale"].choices = [("", "The usual one of the kind"), *names]
        self.fields["scale"].initial = proposed
        self._areas = JudgementArea.objects.filter(subject=Subject.HOME).order_by("order", "pk")
        for area in self._areas:
            self.fields[AREA + area.code] = forms.ChoiceField(
                label=area.name, required=False, choices=self._grade_choices()
            )

    def _grade_choices(self) -> list[tuple]:
        groups = {}
        for key, grade in self._grades.items():
            groups.setdefault(grade.scale.name, []).append((key, grade.name))
        return [NOT_JUDGED, *groups.items()]

    @property
    def judgement_fields(self) -> list[forms.BoundField]:
        return [self[AREA + area.code] for area in self._areas]

    def clean_scale(self) -> GradingScale | None:
        kind = self.cleaned_data.get("kind")
        code = self.cleaned_data["scale"]
        return self._scales[code] if code else kind and usual_scale(kind)

    def clean(self) -> dict:
        first, last, out = (self.cleaned_data.get(name) for name in ROW[2:])
        if first and last and last < first:
            self.add_error("visited_to", "The visit ends on or after its first day.")
        elif first and out and out < (last or first):
            self.add_error(
                "published_on",
                "An inspection is published on or after its visit. Correct one of the days, or "
                "leave this empty.",
            )
        if scale := self.cleaned_data.get("scale"):
            self._check_grades(scale)
        return self.cleaned_data

    def _check_grades(self, scale: GradingScale) -> None:
        for area in self._areas:
            grade = self._grades.get(self.cleaned_data.get(AREA + area.code, ""))
            if grade and grade.scale_id != scale.pk:
                self.add_error(
                    AREA + area.code,
                    f"“{grade.name}” is not a grade of “{scale.name}”. Choose one of that scale, "
                    "or the scale that it belongs to.",
                )

    def row_fields(self) -> dict[str, object]:
        """What the services take of the inspection itself."""
        given = self.cleaned_data
        fields = {name: given[name] for name in (*ROW, *WORDS, "scale")}
        return fields | {"visited_to": given["visited_to"] or given["visited_from"]}

    def judgements(self) -> dict[str, str]:
        """The grade's name by the code of its area; those that are not judged are left out."""
        chosen = {area.code: self.cleaned_data[AREA + area.code] for area in self._areas}
        return {code: self._grades[key].name for code, key in chosen.items() if key}


class NewInspectionForm(InspectionForm):
    """With what the inspection requires."""

    plain_fields = (*InspectionForm.plain_fields, "requirements")
    requirements = long_text(
        "What it requires",
        limit=20_000,
        help_text="One requirement a line. More can be added later.",
    )

    def requirement_lines(self) -> list[str]:
        lines = map(str.strip, self.cleaned_data["requirements"].splitlines())
        return [line for line in lines if line]


class InspectionCorrectionForm(InspectionForm, VersionedForm):
    """Filled with what the inspection says."""

    reason = why()

    def __init__(self, *args: object, inspection: Inspection, **kwargs: object) -> None:
        names = ("version", *ROW, *WORDS)
        shown = {name: getattr(inspection, name) for name in names}
        shown |= {"scale": inspection.scale.code}
        self._rows = {row.area.code: row for row in _judgements(inspection)}
        shown |= {AREA + code: str(row.grade_id) for code, row in self._rows.items()}
        super().__init__(*args, initial=shown, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])

    def judgements(self) -> dict[str, str]:
        """What stays as it was keeps the words in which it was written."""
        found = super().judgements()
        for code, row in self._rows.items():
            if found.get(code) == row.grade.name and row.words:
                found[code] = row.words
        return found

    def both_texts(self, current: Inspection) -> list[tuple[str, str, str]]:
        """The judgements too, which are rows of their own."""
        saved = {row.area.code: row.grade.name for row in _judgements(current)}
        typed = super().judgements()
        names = {area.code: area.name for area in self._areas}
        rows = [
            (name, saved.get(code, NOT_JUDGED[1]), typed.get(code, NOT_JUDGED[1]))
            for code, name in names.items()
            if saved.get(code) != typed.get(code)
        ]
        texts = super().both_texts(current)
        return [row for row in texts if row[1] != row[2]] + rows or texts


def _judgements(inspection: Inspection) -> list:
    return list(inspection.judgements.select_related("area", "grade"))


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
