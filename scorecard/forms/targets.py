"""What is aimed at from a day on, as figures or as the council's own words."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from corporate_parenting.forms import CleanCharField, CleanTextField, OnceForm, VersionedForm
from corporate_parenting.widgets import GovDateField
from scorecard.figures import FigureError, State, Unit, read_figure, shown
from scorecard.models import AIMS, Indicator, Target
from scorecard.rating import Area, TargetKind, read_target

READ, FIGURES, KEEP, NO_TARGET = "read", "figures", "keep", "none"
_WAYS = [
    (READ, "By its words, read as figures where they are certain"),
    (FIGURES, "By the figures that I enter"),
    (KEEP, "By its words alone: figures are not rated"),
    (NO_TARGET, "There is no target from this day on"),
]
_KINDS = [(each.value, each.label) for each in TargetKind if each is not TargetKind.NONE]
_NEEDED = {
    TargetKind.TARGET: ("value",),
    TargetKind.MILESTONE: ("value",),
    TargetKind.FLOOR: ("floor",),
    TargetKind.BAND: ("lower", "upper"),
}


class TargetNumberField(CleanCharField):
    """A number in the unit of the indicator, or None; a state is no target."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(required=False, max_length=40, **kwargs)
        self.unit = Unit.NUMBER
        self.widget.attrs["class"] = "govuk-input--width-10"
        self.is_plain = True

    def clean(self, value: object) -> Decimal | None:
        try:
            figure = read_figure(super().clean(value), self.unit)
        except FigureError as error:
            raise ValidationError(str(error)) from error
        if isinstance(figure, State):
            raise ValidationError("A target is a number. Leave this empty if there is none.")
        return figure


class TargetForm(OnceForm):
    """``set_fields`` are those of the target, once the form is sound."""

    plain_fields = ("words", "kind", "area", "reason")
    asks_why = (NO_TARGET,)
    starts_on = GovDateField(
        label="From",
        help_text="The first day on which it counts.",
        error_messages={"required": "Enter the first day on which the target counts."},
    )
    way = forms.ChoiceField(
        label="How figures are rated", choices=_WAYS, initial=READ, widget=forms.RadioSelect
    )
    words = CleanCharField(
        label="The target in words",
        required=False,
        max_length=200,
        help_text="As the council writes it: “Fewer than 85” or “Above Stat Neighbour Average”.",
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=_KINDS)
    value = TargetNumberField(label="Target or milestone")
    floor = TargetNumberField(
        label="Floor", help_text="The least that is acceptable, alone or beside a target."
    )
    lower = TargetNumberField(label="Lower end of a band")
    upper = TargetNumberField(label="Upper end of a band")
    area = forms.ChoiceField(
        label="Or the figure of another area",
        required=False,
        choices=[("", "None"), *((each.value, each.label) for each in Area)],
    )
    is_strict = forms.BooleanField(
        label="The limit itself does not meet it",
        required=False,
        help_text="As in “fewer than 85”, which 85 does not meet.",
    )
    tolerance = TargetNumberField(
        label="Tolerance",
        help_text="How far beside the target still is near it. Leave it empty for none.",
    )

    reason = CleanTextField(
        label="Reason",
        required=False,
        max_length=2_000,
        help_text="Needed where there is no target from this day on. Kept in the history.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: object, indicator: Indicator, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("value", "floor", "lower", "upper"):
            self.fields[name].unit = Unit(indicator.unit)

    def clean(self) -> dict:
        given = self.cleaned_data
        way = given.get("way")
        if way in (READ, KEEP) and not given.get("words") and "words" not in self.errors:
            self.add_error("words", "Enter the words of the target.")
        if way in self.asks_why and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Enter the reason.")
        if way == FIGURES:
            self._check_figures(TargetKind(given.get("kind") or TargetKind.TARGET))
        return given

    def _check_figures(self, kind: TargetKind) -> None:
        for name in _NEEDED[kind]:
            is_there = self.cleaned_data.get(name) is not None or name in self.errors
            if not is_there and not (name == "value" and self.cleaned_data.get("area")):
                self.add_error(name, f"Enter the figure: a {kind.value} needs it.")

    def set_fields(self) -> dict[str, object]:
        """For ``set_target``, but for what the words ask for where they are to be read."""
        given = self.cleaned_data
        fields = {"words": given["words"], "tolerance": given["tolerance"]}
        if given["way"] == READ:
            return fields | {"floor": given["floor"]}
        if given["way"] == KEEP:
            return {"words": given["words"], "kind": TargetKind.TARGET.value}
        if given["way"] == NO_TARGET:
            return {"words": given["words"], "kind": TargetKind.NONE.value}
        names = (*AIMS, "area", "is_strict")
        kind = given["kind"] or TargetKind.TARGET.value
        return fields | {name: given[name] for name in names} | {"kind": kind}


class TargetCorrectionForm(TargetForm, VersionedForm):
    """A target that was entered wrongly; a reason is always asked for."""

    asks_why = (READ, FIGURES, KEEP, NO_TARGET)

    def __init__(self, *args: object, target: Target, **kwargs: object) -> None:
        names = ("version", "starts_on", "words", "kind", "area", "is_strict")
        shows = {name: getattr(target, name) for name in names} | {"way": _way(target)}
        if target.kind == TargetKind.NONE:
            del shows["kind"]
        numbers = {name: getattr(target, name) for name in AIMS}
        shows |= {name: "" if value is None else shown(value) for name, value in numbers.items()}
        super().__init__(*args, indicator=target.indicator, initial=shows, **kwargs)
        self.fields["starts_on"].label = "It counts from"
        self.fields["reason"].help_text = "Why it is corrected. Kept in the history."


def _way(target: Target) -> str:
    """How the target was entered, as far as its fields tell."""
    if target.kind == TargetKind.NONE:
        return NO_TARGET
    if not target.words:
        return FIGURES
    has_figures = any(getattr(target, name) is not None for name in AIMS) or target.area
    if not has_figures:
        return KEEP
    return READ if read_target(target.words) else FIGURES
