"""A date as day, month and year, which phones and screen readers handle better than a calendar."""

import calendar
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

Parts = tuple[str, str, str]
MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
PART_NAMES = ("day", "month", "year")


class DatePart(forms.TextInput):
    """One of the three boxes, with its caption."""

    def __init__(self, part: str) -> None:
        super().__init__({"autocomplete": "off"})
        self.part = part

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        caption = self.part.capitalize()
        context["widget"] |= {"caption": caption, "width": 4 if self.part == "year" else 2}
        return context


class DateInput3(forms.MultiWidget):
    """Three boxes, named ``<name>_day``, ``<name>_month`` and ``<name>_year``."""

    template_name = "django/forms/widgets/govuk_date.html"
    use_fieldset = True

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({part: DatePart(part) for part in PART_NAMES}, attrs)

    def decompress(self, value: date | None) -> list:
        return [value.day, value.month, value.year] if value else [None, None, None]


class GovDateField(forms.Field):
    """Gives a date or None. What is not a date is refused with the words as typed."""

    widget = DateInput3
    default_error_messages = {"required": "Enter a date."}

    def to_python(self, value: list | date | None) -> date | None:
        if not value or isinstance(value, date):
            return value or None
        parts = tuple(str(part or "").strip() for part in value)
        return _read(parts) if any(parts) else None


def _read(parts: Parts) -> date:
    missing = [name for name, part in zip(PART_NAMES, parts, strict=True) if not part]
    if missing:
        raise ValidationError(f"The date needs a {' and a '.join(missing)}.", code="incomplete")
    day, year = _whole(parts[0]), _whole(parts[2])
    month = _whole(parts[1]) or MONTHS.get(parts[1].lower(), 0)
    typed = (
        f"{parts[0]} {calendar.month_name[month] if month in range(1, 13) else parts[1]} {parts[2]}"
    )
    typed = f"{typed[:40]}…" if len(typed) > 40 else typed
    if year and len(parts[2]) != 4:
        raise ValidationError(f"{typed}: write the year with four figures.", code="year")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValidationError(f"{typed} is not a date.", code="invalid") from error


def _whole(text: str) -> int:
    """The number, or 0, which no date holds."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else 0
