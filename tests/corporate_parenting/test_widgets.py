from datetime import date

import pytest
from django import forms

from corporate_parenting.widgets import GovDateField


class MeetingForm(forms.Form):
    held_on = GovDateField()


def form_for(day, month, year):
    return MeetingForm({"held_on_day": day, "held_on_month": month, "held_on_year": year})


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("31", "3", "2026"), date(2026, 3, 31)),
        ((" 1 ", "03", "2026"), date(2026, 3, 1)),
        (("1", "March", "2026"), date(2026, 3, 1)),
        (("1", "sept", "2026"), date(2026, 9, 1)),
        (("29", "2", "2024"), date(2024, 2, 29)),
    ],
)
def test_three_boxes_give_one_date(parts, expected):
    form = form_for(*parts)
    assert form.is_valid()
    assert form.cleaned_data == {"held_on": expected}


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("31", "9", "2020"), "31 September 2020 is not a date."),
        (("29", "2", "2023"), "29 February 2023 is not a date."),
        (("12", "13", "2020"), "12 13 2020 is not a date."),
        (("1", "Marsh", "2020"), "1 Marsh 2020 is not a date."),
        (("x", "1", "2020"), "x January 2020 is not a date."),
        (("1", "1", "-2020"), "1 January -2020 is not a date."),
        (("1", "1", "0000"), "1 January 0000 is not a date."),
        (("1", "1", "20"), "1 January 20: write the year with four figures."),
        (("1", "1", "20260"), "1 January 20260 is not a date."),
        (("١", "1", "2026"), "١ January 2026 is not a date."),
        (("1", "", ""), "The date needs a month and a year."),
        (("", "1", "2026"), "The date needs a day."),
        (("", " ", ""), "Enter a date."),
    ],
)
def test_what_is_no_date_is_refused_in_its_own_words(parts, message):
    assert form_for(*parts).errors == {"held_on": [message]}


def test_date_left_empty_is_none_where_it_may_be():
    assert GovDateField(required=False).clean(["", "", ""]) is None
    assert GovDateField(required=False).clean(None) is None


def test_boxes_show_the_date_that_was_saved_and_what_was_typed_wrongly():
    saved = str(MeetingForm(initial={"held_on": date(2026, 3, 31)})["held_on"])
    assert [f'value="{part}"' in saved for part in (31, 3, 2026)] == [True] * 3
    typed = str(form_for("31", "9", "2020")["held_on"])
    assert [f'value="{part}"' in typed for part in (31, 9, 2020)] == [True] * 3


def test_unchanged_date_counts_as_unchanged():
    initial = {"held_on": date(2026, 3, 31)}
    boxes = {"held_on_day": "31", "held_on_month": "3", "held_on_year": "2026"}
    assert MeetingForm(boxes, initial=initial).changed_data == []
    assert MeetingForm(boxes | {"held_on_day": "30"}, initial=initial).changed_data == ["held_on"]
