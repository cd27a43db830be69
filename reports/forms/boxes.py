"""Boxes, and what is said of them, that several forms of papers share."""

from django import forms

from corporate_parenting.forms import OUT_OF_DATE


def ask(words: str, *others: str) -> dict[str, str]:
    """What to do about a box that is empty, or wrong in one of the ``others``.

    The sentence names its box without repeating the label: it stands with the label and alone.
    """
    return dict.fromkeys(("required", *others), words)


def ask_number(words: str) -> dict[str, str]:
    return ask(words, "invalid", "min_value", "max_value")


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
