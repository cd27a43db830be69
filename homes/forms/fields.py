"""Boxes that several forms about homes share."""

from django import forms

from corporate_parenting.forms import CleanTextField

EMBARGO_HINT = (
    "Empty, or a day to come: the embargo holds. Until that day only those entitled know of it, "
    "and no paper tells of it."
)
ALL_HINT = "All may read it, in papers too. Write “the home” in place of a private name."
OUT_BEFORE_IT = (
    "An inspection is published on or after its visit. Correct one of the days, or leave this "
    "empty."
)
EXEMPT_HINT = "Only for those who may read exempt wordings. Never in a public paper."


def long_text(label: str, *, rows: int = 4, limit: int = 5_000, **more: object) -> CleanTextField:
    """Optional unless ``required`` is given."""
    box = forms.Textarea({"rows": rows})
    return CleanTextField(label=label, max_length=limit, widget=box, **{"required": False, **more})


def why(label: str = "Why it is corrected", **more: object) -> CleanTextField:
    """Kept in the history, and always asked for."""
    more = {"required": True, "help_text": "Kept in the history.", **more}
    return long_text(label, rows=2, limit=2_000, **more)
