"""Boxes, and what is said of them, that several forms of papers share."""

from django import forms

from corporate_parenting.forms import OUT_OF_DATE
from corporate_parenting.widgets import GovDateField

MOST_PLACES = 10_000
TAKEN = (
    "The draft takes notes as at this day or earlier that its board has not read yet. A paper on a "
    "time, such as a year, takes all of that time, read before or not."
)


def ask(words: str, *others: str) -> dict[str, str]:
    """What to do about a box that is empty, or wrong in one of the ``others``.

    The sentence names its box without repeating the label: it stands with the label and alone.
    """
    return dict.fromkeys(("required", *others), words)


def ask_number(words: str) -> dict[str, str]:
    return ask(words, "invalid", "min_value", "max_value")


def place_box(label: str, words: str, *, initial: int = 1) -> forms.IntegerField:
    """Where something stands among others; ``words``: what to do about a wrong place."""
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=MOST_PLACES,
        initial=initial,
        error_messages=ask_number(words),
    )


def last_day_box(help_text: str = "") -> GovDateField:
    """The cut-off of a paper."""
    return GovDateField(
        label="Notes up to",
        help_text=help_text,
        error_messages=ask("Enter the last day whose notes are taken."),
    )


def version_or_none_yet() -> forms.IntegerField:
    """The version of a row that may not be there yet: 0 then."""
    return forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        error_messages=ask(OUT_OF_DATE, "invalid", "min_value", "max_value"),
    )


def prose_box() -> forms.Textarea:
    return forms.Textarea({"rows": 10, "data-prose": True})
