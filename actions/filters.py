"""What the list of actions can be narrowed by."""

from functools import lru_cache

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from actions.models import Action, Status, Strand, StrandLead
from actions.queries import Attention, Choices, order_of, overdue_on, stale_on
from actions.queries.choices import NO_LEAD
from corporate_parenting.forms import CleanCharField
from corporate_parenting.words import capitalised

WORDS_LENGTH = 100
WORDS_MOST = 8


class WordsField(CleanCharField):
    """A few words to look for; each must occur."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(max_length=WORDS_LENGTH, **kwargs)

    def clean(self, value: object) -> list[str]:
        words = super().clean(value).split()
        if len(words) > WORDS_MOST:
            raise ValidationError(f"Look for at most {WORDS_MOST} words at a time.")
        return words


class WordsFilter(filters.Filter):
    field_class = WordsField


class QuickSelect(forms.Select):
    """Draws its options in one go: leads are many, and a template for each takes its time."""

    def render(
        self, name: str, value: object, attrs: dict | None = None, renderer: object = None
    ) -> SafeString:
        options = _options(tuple(map(tuple, self.choices)), str(value or ""))
        attributes = self.build_attrs(self.attrs, attrs)
        wrong = " govuk-select--error" if "aria-invalid" in attributes else ""
        return format_html(
            '<select name="{}" class="govuk-select{}"{}>{}</select>',
            name, wrong, flatatt(attributes), options,
        )  # fmt: skip


@lru_cache(maxsize=50)
def _options(choices: tuple[tuple[object, str], ...], chosen: str) -> SafeString:
    """The same from page to page, until somebody begins or ceases to lead."""
    marks = {True: mark_safe(" selected"), False: ""}  # noqa: S308 (no words of anybody's)
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((key, marks[str(key) == chosen], words) for key, words in choices),
    )


class ActionFilter(filters.FilterSet):
    """Narrows the actions of one plan. Nothing here joins many rows, so nothing is made distinct:
    that would sort all texts.
    """

    plan = filters.NumberFilter(method="keep_all", widget=forms.HiddenInput)
    words = WordsFilter(
        label="Words", method="with_words", help_text="In actions, places, leads and notes."
    )
    priority = filters.ChoiceFilter(field_name="priority", empty_label="All", widget=QuickSelect)
    lead = filters.ChoiceFilter(
        label="Lead",
        method="led_by",
        empty_label="Anyone",
        error_messages={"invalid_choice": NO_LEAD},
        widget=QuickSelect({"data-autocomplete": True}),
    )
    agency = filters.ChoiceFilter(
        label="Agency", method="led_by_agency", empty_label="All", widget=QuickSelect
    )
    status = filters.MultipleChoiceFilter(
        label="Status",
        choices=Status.choices,
        distinct=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    overdue = filters.BooleanFilter(
        label="Overdue", method="only_overdue", widget=forms.CheckboxInput
    )
    stale = filters.BooleanFilter(label="Stale", method="only_stale", widget=forms.CheckboxInput)

    def __init__(
        self, data: QueryDict, *, choices: Choices, priority_word: str, attention: Attention
    ) -> None:
        keys = [key for key, _ in choices.priorities]
        listed = Action.objects.filter(priority__in=keys).order_by(*order_of(keys))
        super().__init__(data, queryset=listed)
        self.attention = attention
        self.filters["priority"].label = capitalised(priority_word)
        for name, offered in (
            ("priority", choices.priorities),
            ("lead", choices.leads),
            ("agency", choices.agencies),
        ):
            # Behind a function, for forms copy their choices one by one, and leads are many.
            self.filters[name].extra["choices"] = lambda offered=offered: offered
        self.filters["stale"].extra["help_text"] = f"Nothing said for {attention.stale_after} days."

    @property
    def qs(self) -> QuerySet[Action]:
        """The actions that are left, asked for anew each time: the filter outlives a request."""
        return super().qs.all()

    @property
    def chosen(self) -> int:
        """How many filters are on; the plan is not one of them."""
        values = self.form.cleaned_data if self.is_valid() else {}
        return sum(1 for name, value in values.items() if value and name != "plan")

    def keep_all(self, actions: QuerySet[Action], name: str, value: object) -> QuerySet[Action]:
        """The view chose the plan; the form only carries it on."""
        return actions

    def with_words(
        self, actions: QuerySet[Action], name: str, value: list[str]
    ) -> QuerySet[Action]:
        for word in value:
            actions = actions.filter(self._has_word(word))
        return actions

    def _has_word(self, word: str) -> Q:
        strands = Strand.objects.filter(
            Q(what__icontains=word)
            | Q(who_where__icontains=word)
            | Q(leads_as_typed__icontains=word)
        )
        notes = self.attention.notes.standing().filter(text__icontains=word)
        return (
            Q(wording__icontains=word)
            | Q(reference__icontains=word)
            | Q(pk__in=strands.order_by().values("action"))
            | Q(pk__in=notes.order_by().values("action"))
        )

    def led_by(self, actions: QuerySet[Action], name: str, value: str) -> QuerySet[Action]:
        return actions.filter(Exists(_led().filter(lead=value)))

    def led_by_agency(self, actions: QuerySet[Action], name: str, value: str) -> QuerySet[Action]:
        return actions.filter(Exists(_led().filter(lead__agency=value)))

    def only_overdue(self, actions: QuerySet[Action], name: str, value: bool) -> QuerySet[Action]:
        return actions.filter(overdue_on(self.attention.day)) if value else actions

    def only_stale(self, actions: QuerySet[Action], name: str, value: bool) -> QuerySet[Action]:
        how = self.attention
        return actions.filter(stale_on(how.day, how.stale_after)) if value else actions


def action_filter(data: QueryDict, **how: object) -> ActionFilter:
    """The filter for the same arguments; one in the same state is made and drawn only once."""
    asked = QueryDict(mutable=True)
    for name in ActionFilter.base_filters:
        if name in data:
            asked.setlist(name, data.getlist(name))
    return _filter_in_state(asked.urlencode(), **how)


# Filled with four hundred leads, one takes longer to make and draw than the rows beside it.
@lru_cache(maxsize=50)
def _filter_in_state(query: str, **how: object) -> ActionFilter:
    return ActionFilter(QueryDict(query), **how)


def _led() -> QuerySet[StrandLead]:
    return StrandLead.objects.filter(strand__action=OuterRef("pk"))
