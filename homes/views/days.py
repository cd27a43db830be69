"""What the pages share that tell of homes as at a day, or since one."""

from corporate_parenting.forms import AsAtForm
from corporate_parenting.words import day_words

KINDS = {"xlsx": "Excel", "docx": "Word", "csv": "CSV"}


def of_day(day_form: AsAtForm) -> str:
    """The end of an address that leads to the same day; empty for today."""
    return f"?as-at={day_form.day.isoformat()}" if day_form.day else ""


def as_at_words(day_form: AsAtForm) -> str:
    """For the name of a file; empty for today."""
    return f", as at {day_words(day_form.day)}" if day_form.day else ""
