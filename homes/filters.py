"""What the register can be narrowed by, and since when changes are told."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from corporate_parenting.forms import AsAtInput
from corporate_parenting.widgets import GovDateField
from homes.due import NEAR_DAYS, months_after
from homes.kinds import OF_OURS, HomeState, Provision
from homes.models import Grade, Home
from homes.queries import HomeRow, due_for_inspection

NOT_JUDGED = ("none", "Not judged")
OURS, AREA = "ours", "area"
CLOSED, ALL = "closed", "all"
MONTHS_BETWEEN_BOARDS = 3
WRONG_CHOICE = {
    "invalid_choice": "Choose one of those that are offered.",
    "invalid_list": "Choose one of those that are offered.",
}
Rows = Iterable[HomeRow]
Pairs = tuple[tuple[str, str], ...]


class HomeFilter(filters.FilterSet):
    """Narrows homes of a register, which is worked out already: nothing is asked of the database.

    ``of``: our homes, or those of other providers in our area.
    """

    of = filters.ChoiceFilter(
        label="Which homes",
        choices=[(OURS, "Our homes"), (AREA, "Other providers’ in our area")],
        empty_label=None,
        method="keep_all",
        error_messages=WRONG_CHOICE,
    )
    judgement = filters.MultipleChoiceFilter(
        label="Judgement",
        method="judged",
        error_messages=WRONG_CHOICE,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    governance = filters.MultipleChoiceFilter(
        label="Whose it is",
        choices=[(each.value, each.label) for each in OF_OURS],
        method="governed",
        error_messages=WRONG_CHOICE,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    type = filters.ChoiceFilter(
        label="Type",
        choices=Provision.choices(),
        empty_label="All",
        method="provided",
        error_messages=WRONG_CHOICE,
    )
    state = filters.ChoiceFilter(
        label="Open or closed",
        choices=[(CLOSED, "Closed"), (ALL, "All")],
        empty_label="Open or planned",
        method="in_state",
        error_messages=WRONG_CHOICE,
    )
    open = filters.BooleanFilter(
        label="Requirements open", method="with_open_requirements", widget=forms.CheckboxInput
    )
    due = filters.BooleanFilter(
        label="Due for inspection",
        help_text=f"Within {NEAR_DAYS} days, or its day is past.",
        method="due_soon",
        widget=forms.CheckboxInput,
    )

    def __init__(
        self, data: QueryDict, *, homes: tuple[HomeRow, ...], day: date, offered: Pairs = ()
    ) -> None:
        """``offered``: the judgements to choose from; else those that the homes ever had."""
        asked = data if any(name in data for name in self.base_filters) else None
        super().__init__(asked, queryset=Home.objects.none())
        self.homes, self.day = homes, day
        self.offered = offered or _offered(homes, data.getlist("judgement"))
        self.filters["judgement"].extra["choices"] = self.offered

    @property
    def rows(self) -> tuple[HomeRow, ...]:
        """The homes that are left, in their order; none while the filter is faulty."""
        if not self.is_bound:
            return self.homes
        rows = self.homes if self.is_valid() else ()
        for name, value in self.form.cleaned_data.items():
            rows = self.filters[name].filter(rows, value)
        return tuple(rows)

    @staticmethod
    def asks_for_closed(data: QueryDict) -> bool:
        """Whether the homes to be narrowed must have those in them that closed by the day."""
        return data.get("state") in (CLOSED, ALL)

    @property
    def chosen(self) -> int:
        """How many filters are on; which homes are looked at is not one of them."""
        values = self.form.cleaned_data if self.is_valid() else {}
        return sum(1 for name, value in values.items() if value and name != "of")

    def carried(self) -> list[tuple[str, str]]:
        """(name, value) of all that is asked, for other forms and links of the page."""
        names = self.base_filters if self.is_bound else ()
        return [(name, value) for name in names for value in self.data.getlist(name)]

    def drawn(self, reset_url: str, carried: Pairs) -> SafeString:
        """The form beside the list, with what else its address holds."""
        return _drawn(urlencode(self.carried()), self.offered, reset_url, carried)

    def keep_all(self, homes: Rows, name: str, value: str) -> Rows:
        """The view chose the register; the form only carries it on."""
        return homes

    def judged(self, homes: Rows, name: str, value: list[str]) -> Rows:
        return [home for home in homes if _key(home) in value]

    def governed(self, homes: Rows, name: str, value: list[str]) -> Rows:
        return [home for home in homes if home.governance.value in value]

    def provided(self, homes: Rows, name: str, value: str) -> Rows:
        return [home for home in homes if home.provision.value == value]

    def in_state(self, homes: Rows, name: str, value: str) -> Rows:
        is_closed = [home for home in homes if home.state is HomeState.CLOSED]
        return is_closed if value == CLOSED else homes

    def with_open_requirements(self, homes: Rows, name: str, value: bool) -> Rows:
        return [home for home in homes if home.open_requirements] if value else homes

    def due_soon(self, homes: Rows, name: str, value: bool) -> Rows:
        near = {home.key for home in due_for_inspection(homes, self.day)}
        return [home for home in homes if home.key in near] if value else homes


def _key(home: HomeRow) -> str:
    return str(home.grade.key) if home.grade else NOT_JUDGED[0]


# Drawing its thirty boxes takes as long as two hundred homes.
@lru_cache(maxsize=50)
def _drawn(query: str, offered: Pairs, reset_url: str, carried: Pairs) -> SafeString:
    asked = HomeFilter(QueryDict(query), homes=(), day=date.min, offered=offered)
    how = {"form": asked.form, "reset_url": reset_url, "chosen": asked.chosen, "carried": carried}
    return render_to_string("components/filter.html", how)


def _offered(homes: Rows, asked: Iterable[str]) -> Pairs:
    """Grades by which these homes were ever judged, as far as the reader knows.

    And those that are asked for, so that a filter still holds on another day.
    """
    rows = (row for home in homes for row in home.inspections if row.judges)
    found = {str(row.overall.key): row.overall for row in rows}
    if set(asked) - found.keys() - {NOT_JUDGED[0]}:
        others = Grade.objects.filter(is_judgement=True)
        found |= {str(row.pk): row.facts for row in others if str(row.pk) in asked}
    ordered = sorted(found.items(), key=lambda each: (each[1].scale, each[1].order))
    return (*((key, grade.short_name) for key, grade in ordered), NOT_JUDGED)


class SinceForm(forms.Form):
    """The day after which changes are told: ``?since=2021-03-01``.

    ``met_on``: when the board met last, which is the day where none is asked; where no meeting is
    recorded, it is the day three months ago.
    """

    since = GovDateField(
        label="Since which day",
        widget=AsAtInput,
        error_messages={"required": "Enter the day since when changes are told."},
    )

    def __init__(self, data: QueryDict, *, today: date, met_on: date | None) -> None:
        is_asked = any(name.startswith("since") for name in data)
        super().__init__(data if is_asked else None)
        self.today = today
        self.initial = {"since": met_on or months_after(today, -MONTHS_BETWEEN_BOARDS)}

    def clean_since(self) -> date:
        day = self.cleaned_data["since"]
        if day >= self.today:
            raise ValidationError("Choose a day before today.")
        return day

    @property
    def day(self) -> date | None:
        """None where what was typed cannot be read."""
        if not self.is_bound:
            return self.initial["since"]
        return self.cleaned_data["since"] if self.is_valid() else None
