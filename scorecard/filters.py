"""Which period the scorecard shows, and in which order."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from scorecard.periods import Period, PeriodError, parse
from scorecard.queries import Order

_LONGEST = 100


class PeriodField(forms.CharField):
    """A period as people write it: "Quarter 3 2019-20", "Q3 2019-20", "2019-20"."""

    widget = forms.Select(attrs={"class": "govuk-select"})

    def clean(self, value: object) -> Period | None:
        words = super().clean(value)
        if not words:
            return None
        if len(words) > _LONGEST:
            raise ValidationError("Choose one of the periods.")
        try:
            return parse(words)
        except PeriodError as error:
            raise ValidationError(str(error)) from error


class ScorecardForm(forms.Form):
    """Chooses the period and the order: ``?period=Quarter+3+2019-20&order=exceptions``."""

    period = PeriodField(label="Period", required=False)
    order = forms.ChoiceField(
        label="Order",
        required=False,
        choices=[(order.value, order.label) for order in Order],
        error_messages={"invalid_choice": "Choose one of the orders."},
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )

    def __init__(self, data: QueryDict, *, offered: Iterable[Period], newest: Period) -> None:
        super().__init__(data if any(name in data for name in self.base_fields) else None)
        self.newest, labels = newest, [str(period) for period in offered]
        chosen = str(self.chosen_period)
        if self.is_valid() and chosen not in labels:
            labels.insert(0, chosen)
        self.fields["period"].widget.choices = [(label, label) for label in labels]
        self.initial = {"period": chosen, "order": Order.CODE.value}
        if self.is_valid():
            # A period may be written in many ways; the box holds one of them.
            self.data = {"period": chosen, "order": self.chosen_order.value}

    @property
    def chosen_period(self) -> Period:
        return (self.is_valid() and self.cleaned_data["period"]) or self.newest

    @property
    def chosen_order(self) -> Order:
        return Order((self.is_valid() and self.cleaned_data["order"]) or Order.CODE)
