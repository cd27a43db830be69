"""What the forms of every inspection share: the scale, and a grade in each area."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from corporate_parenting.forms import OnceForm, VersionedForm
from homes.kinds import Subject
from homes.models import Grade, GradingScale, JudgementArea

AREA = "area_"
SHOW_GRADES = "grades"  # the button that shows the grades of the scale that is chosen
WORDS = ("reason_public", "reason_exempt")


class GradedForm(OnceForm):
    """Each subclass has a box ``scale``. ``row``: the columns of the inspection, in this order.

    ``proposed``: the code of the scale that is chosen at first, or nothing. Offered are the grades
    of the scale that is chosen, and what was typed of another, which is refused at its box.
    """

    plain_fields = WORDS
    subject = Subject.HOME
    row: tuple[str, ...] = ()
    not_judged = "Not judged"
    no_scale: str | None = None  # what stands for no scale, where one need not be chosen

    def __init__(self, *args: object, proposed: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._scales = {row.code: row for row in GradingScale.objects.order_by("name", "pk")}
        rows = Grade.objects.select_related("scale").order_by("scale__name", "order", "pk")
        self._grades = {str(row.pk): row for row in rows}
        names = [(code, row.name) for code, row in self._scales.items()]
        none = [("", self.no_scale)] if self.no_scale else []
        self.fields["scale"].choices = none + names
        self.fields["scale"].initial = proposed
        self._areas = JudgementArea.objects.filter(subject=self.subject).order_by("order", "pk")
        for area in self._areas:
            self.fields[AREA + area.code] = forms.ChoiceField(
                label=area.name,
                required=False,
                choices=[("", ""), *((key, row.name) for key, row in self._grades.items())],
            )
        self._offer(self._chosen_scale())

    def _offer(self, scale: str) -> None:
        """Show the grades of one scale; a grade of any is read, to be refused in words."""
        for area in self._areas:
            name = AREA + area.code
            groups = {}
            for key, grade in self._grades.items():
                if grade.scale.code == scale or key == str(self[name].value()):
                    groups.setdefault(grade.scale.name, []).append((key, grade.name))
            offered = [("", self.not_judged), *groups.items()]
            self.fields[name].widget.choices = offered

    def _chosen_scale(self) -> str:
        """The code of the scale in the box, as it was typed or is proposed."""
        return self["scale"].value() or ""

    @property
    def is_preview(self) -> bool:
        """Nothing is to be saved: the form is shown again, with the grades of its scale."""
        return self.is_bound and SHOW_GRADES in self.data

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_preview:  # what is not typed yet is no error
            self._errors.clear()

    @property
    def row_boxes(self) -> list[forms.BoundField]:
        return [self[name] for name in self.row]

    @property
    def judgement_fields(self) -> list[forms.BoundField]:
        return [self[AREA + area.code] for area in self._areas]

    def clean(self) -> dict:
        self.check_days()
        if scale := self.cleaned_data.get("scale"):
            self._check_grades(scale)
        return self.cleaned_data

    def check_days(self) -> None:
        """Say at its box which day cannot be."""

    def _check_grades(self, scale: GradingScale) -> None:
        for area in self._areas:
            grade = self._grades.get(self.cleaned_data.get(AREA + area.code, ""))
            if grade and grade.scale_id != scale.pk:
                self.add_error(
                    AREA + area.code,
                    f"“{grade.name}” is not a grade of “{scale.name}”. Choose one of that scale, "
                    "or the scale that it belongs to.",
                )

    def show_refusal(self, error: ValidationError) -> None:
        """Services name an area by its code; here it is a box."""
        if hasattr(error, "error_dict"):
            boxes = {area.code: AREA + area.code for area in self._areas}
            error = ValidationError(
                {boxes.get(name, name): words for name, words in error.message_dict.items()}
            )
        super().show_refusal(error)

    def row_fields(self) -> dict[str, object]:
        """What the services take of the inspection itself."""
        return {name: self.cleaned_data[name] for name in (*self.row, *WORDS, "scale")}

    def judgements(self) -> dict[str, str]:
        """The grade's name by the code of its area; those that are not judged are left out."""
        chosen = {area.code: self.cleaned_data[AREA + area.code] for area in self._areas}
        return {code: self._grades[key].name for code, key in chosen.items() if key}


class GradedCorrectionForm(GradedForm, VersionedForm):
    """Filled with what the inspection says. Each subclass has a box ``reason``."""

    def __init__(self, *args: object, inspection: Model, **kwargs: object) -> None:
        names = ("version", *self.row, *WORDS)
        shown = {name: getattr(inspection, name) for name in names}
        shown |= {"scale": inspection.scale.code}
        self._rows = {row.area.code: row for row in _judgements(inspection)}
        shown |= {AREA + code: str(row.grade_id or "") for code, row in self._rows.items()}
        super().__init__(*args, initial=shown, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])

    def judgements(self) -> dict[str, str]:
        """What stays as it was keeps the words in which it was written."""
        found = super().judgements()
        for code, row in self._rows.items():
            if row.grade and found.get(code) == row.grade.name and row.words:
                found[code] = row.words
        return found

    def both_texts(self, current: Model) -> list[tuple[str, str, str]]:
        """The judgements too, which are rows of their own."""
        saved = {row.area.code: row.grade.name for row in _judgements(current) if row.grade}
        typed = super().judgements()
        names = {area.code: area.name for area in self._areas}
        rows = [
            (name, saved.get(code, self.not_judged), typed.get(code, self.not_judged))
            for code, name in names.items()
            if saved.get(code) != typed.get(code)
        ]
        texts = super().both_texts(current)
        return [row for row in texts if row[1] != row[2]] + rows or texts


def _judgements(inspection: Model) -> list:
    return list(inspection.judgements.select_related("area", "grade"))
