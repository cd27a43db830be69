"""Boxes, and what is said of them, that several forms of papers share."""

from django import forms


def ask(words: str, *others: str) -> dict[str, str]:
    """What to do about a box that is empty, or wrong in one of the ``others``.

    The sentence names its box without repeating the label: it stands with the label and alone.
    """
    return dict.fromkeys(("required", *others), words)


def ask_number(words: str) -> dict[str, str]:
    return ask(words, "invalid", "min_value", "max_value")


def prose_box() -> forms.Textarea:
    return forms.Textarea({"rows": 10, "data-prose": True})
