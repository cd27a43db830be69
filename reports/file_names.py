"""What a paper is called as a file: sorted by meeting and board, it says who may read it."""

from datetime import date

from django.utils.text import slugify

LONGEST = 50
"""Of the board's name and of the title: whole paths end at some 250 characters."""


def file_name(meeting_on: date, body: str, title: str, *marks: str, form: str) -> str:
    """ASCII letters, digits and hyphens; ``marks`` such as the version and the edition.

    2027-04-08-corporate-parenting-board-update-report-public.pdf
    """
    words = (slugify(each.replace("’", ""))[:LONGEST].strip("-_") for each in (body, title, *marks))
    return "-".join([meeting_on.isoformat(), *filter(None, words)]) + f".{form}"
