"""Which period a page is about."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from corporate_parenting.forms import CleanCharField
from scorecard.days import period_problem
from scorecard.periods import Period, PeriodError, parse


class PeriodForm(forms.Form):
    """A period as councils write it; one that has begun by ``today``."""

    period = CleanCharField(
        max_length=60,
        help_text="Such as Quarter 3 2019-20, March 2020 or 2019-20.",
        error_messages={"required": "Enter a period."},
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_period(self) -> Period:
        try:
            period = parse(self.cleaned_data["period"])
        except PeriodError as error:
            raise ValidationError(str(error)) from error
        if problem := period_problem(period, self.today):
            raise ValidationError(f"{problem} Enter an earlier period.")
        return period
