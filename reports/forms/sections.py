"""The form on which an author chooses what a draft takes from the scorecard."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from corporate_parenting.forms import CleanCharField, VersionedForm
from corporate_parenting.words import listed
from reports import kinds
from reports.models import Report
from reports.queries import codes_out_of_use, sections_to_choose
from scorecard.models import Indicator
from scorecard.periods import Period, PeriodKind
from scorecard.queries.paper import periods_with_figures


class PeriodField(forms.ChoiceField):
    """Gives a Period, or None where nothing is chosen."""

    def prepare_value(self, value: Period | str | None) -> str:
        return period_key(value) if isinstance(value, Period) else value

    def clean(self, value: str | None) -> Period | None:
        key = super().clean(value)
        if not key:
            return None
        kind, first = key.split()
        return Period(PeriodKind(kind), date.fromisoformat(first))


class CodesField(CleanCharField):
    """Codes of indicators, separated by commas; gives them as the scorecard writes them."""

    def clean(self, value: object) -> str:
        typed = [code.strip() for code in super().clean(value).split(",") if code.strip()]
        known = Indicator.objects.order_by("code_key").values_list("code", flat=True)
        known = {code.casefold(): code for code in known} if typed else {}
        unknown = [code for code in typed if code.casefold() not in known]
        if unknown:
            raise ValidationError(f"There is no indicator {listed(unknown, 'or')}.")
        return ", ".join(dict.fromkeys(known[code.casefold()] for code in typed))


class SectionsForm(VersionedForm):
    """What a paper takes from the scorecard: which sections, up to when, about what."""

    sections = forms.MultipleChoiceField(
        label="Sections",
        required=False,
        choices=kinds.section_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the sections on this page."},
    )
    period = PeriodField(
        label="Figures up to",
        required=False,
        help_text="What is kept yearly is told by its newest figure till then.",
        error_messages={"invalid_choice": "Choose a period that has figures."},
    )
    exceptions = CodesField(
        label="Commentary also on",
        max_length=1_000,
        required=False,
        help_text="Codes such as P3.1, P3.17. Indicators that miss their target are in anyway.",
    )
    comparator_charts = CodesField(
        label="Charts of",
        max_length=1_000,
        required=False,
        help_text="Codes in the order of the charts. Left empty, every indicator that can be "
        "compared with other areas.",
    )
    plain_fields = ("sections", "period")

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        chosen = {row.section: row for row in report.sections.order_by("section")}
        included = [name for name, row in chosen.items() if row.is_included]
        initial = {"version": report.version, "sections": included}
        initial |= {name: row.codes for name, row in chosen.items()}
        initial["period"] = next((row.period for row in chosen.values()), None)
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["sections"].choices = [
            (name, kinds.SECTIONS[name]) for name in sections_to_choose(report, kinds.SCORECARD)
        ]
        periods = periods_with_figures()
        self.fields["period"].choices = [
            ("", "Choose the period" if periods else "No figure is recorded yet"),
            *((period_key(period), str(period)) for period in periods),
        ]

    def clean(self) -> None:
        given = self.cleaned_data
        ticked, period = given.get("sections", []), given.get("period")
        if ticked and period is None and "period" in given:
            self.add_error("period", "Choose up to when the paper takes figures.")
        for name in ticked if period else []:
            if gone := codes_out_of_use(given.get(name, ""), period):
                said = f"{listed(gone)} {'is' if len(gone) == 1 else 'are'} not in use at the end"
                self.add_error(name, f"{said} of {period}. Leave out what is withdrawn by then.")

    def codes(self) -> dict[str, str]:
        """``{section: codes}`` of a valid form, for the sections that were ticked."""
        return {name: self.cleaned_data.get(name, "") for name in self.cleaned_data["sections"]}

    def both_texts(self, current: Report) -> list[tuple[str, str, str]]:
        """The choice as somebody else saved it, and as it was made here."""
        names = dict(self.fields["sections"].choices)
        rows = current.sections.filter(is_included=True).order_by("section")
        theirs = [_section_words(row.get_section_display(), row.period, row.codes) for row in rows]
        period = self.cleaned_data["period"]
        ours = [_section_words(names[name], period, codes) for name, codes in self.codes().items()]
        return [("Sections", "; ".join(theirs), "; ".join(ours))]


def period_key(period: Period) -> str:
    """Of a choice: "quarter 2019-10-01"."""
    return f"{period.kind} {period.starts_on.isoformat()}"


def _section_words(name: str, period: Period | None, codes: str) -> str:
    return ", ".join(filter(None, [name, str(period or ""), codes]))
