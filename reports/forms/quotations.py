"""Forms of what people said, and of its place in a draft."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from corporate_parenting.forms import CleanCharField, CleanTextField, OnceForm, VersionedForm
from corporate_parenting.widgets import GovDateField
from corporate_parenting.words import day_words
from reports.forms.boxes import MOST_PLACES, ask, place_box
from reports.models import Quotation, QuotedIn, Report
from reports.services import Place


class QuotationFields(forms.Form):
    text = CleanTextField(
        label="Words",
        max_length=5_000,
        help_text="As they were said, without the name of a child or a place that gives one away.",
        error_messages=ask("Enter what was said."),
    )
    source = CleanCharField(
        label="Who said it, as the public may read it",
        max_length=200,
        help_text="A court, a role, a group: never the name of a child.",
        error_messages=ask("Enter who said it."),
    )
    said_on = GovDateField(label="Said on", error_messages=ask("Enter the day it was said."))
    has_consent = forms.BooleanField(label="They agree that it is printed", required=False)
    is_anonymous = forms.BooleanField(
        label="Checked: nobody can be known by the words", required=False
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_said_on(self) -> date:
        day = self.cleaned_data["said_on"]
        if day > self.today:
            raise ValidationError(f"{day_words(day)} is to come. Enter today or a day before it.")
        return day


class QuotationForm(QuotationFields, OnceForm):
    """A further quotation."""


class QuotationChangeForm(QuotationFields, VersionedForm):
    """A quotation that is there."""


class QuotationRemoveForm(VersionedForm):
    def both_texts(self, current: Quotation) -> list[tuple[str, str, str]]:
        """What would be removed is not what was read."""
        return [("Words", current.text, "Remove")]


class QuotedForm(VersionedForm):
    """A tick, a place and a heading for every quotation offered, saved together."""

    def __init__(
        self,
        *args: object,
        offered: list[tuple[Quotation, QuotedIn | None]],
        report: Report,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, initial={"version": report.version}, **kwargs)
        self.offered = [quotation for quotation, _ in offered]
        for number, (quotation, row) in enumerate(offered, 1):
            self._add_boxes(number, quotation, row)

    def _add_boxes(self, number: int, quotation: Quotation, row: QuotedIn | None) -> None:
        self.fields[f"included_{quotation.pk}"] = forms.BooleanField(
            label="In the paper",
            required=False,
            initial=row is not None and row.is_included,
        )
        self.fields[f"place_{quotation.pk}"] = place_box(
            "Place",
            f"Enter a number from 1 to {MOST_PLACES:,} as the place of {quotation}.",
            initial=row.order if row else number,
        )
        self.fields[f"heading_{quotation.pk}"] = CleanCharField(
            label="Heading above it",
            max_length=200,
            required=False,
            initial=row.heading if row else "",
        )

    def rows(self) -> list[tuple[Quotation, *tuple[forms.BoundField, ...]]]:
        names = ("included", "place", "heading")
        return [(row, *(self[f"{name}_{row.pk}"] for name in names)) for row in self.offered]

    def places(self) -> dict[int, Place]:
        """``{quotation's key: its place}`` of a valid form."""
        given = self.cleaned_data
        return {
            row.pk: Place(
                given[f"place_{row.pk}"], given[f"included_{row.pk}"], given[f"heading_{row.pk}"]
            )
            for row in self.offered
        }

    def both_texts(self, current: Report) -> list[tuple[str, str, str]]:
        """Every quotation as it stands and as it was chosen here."""
        kept = {row.quotation_id: row for row in current.quoted.all()}
        typed = self.places()
        return [(str(row), _words(kept.get(row.pk)), _words(typed[row.pk])) for row in self.offered]


def _words(place: QuotedIn | Place | None) -> str:
    if place is None or not place.is_included:
        return "Left out"
    return f"Place {place.order}{f', under “{place.heading}”' if place.heading else ''}"
