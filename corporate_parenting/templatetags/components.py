"""What the component templates need and cannot say themselves."""

from collections.abc import Iterable

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField

from corporate_parenting.forms import UNSPOKEN, request_for

register = template.Library()


@register.filter
def first_box(field: BoundField) -> str:
    """The id of the field's first box, where a link from the error summary lands."""
    several = (forms.RadioSelect, forms.MultiWidget)  # ticked lists are radios to Django
    return f"{field.auto_id}_0" if isinstance(field.field.widget, several) else field.auto_id


@register.filter
def error_of(error: str, field: BoundField) -> str:
    """The message; where it does not say which field it means, one that does."""
    return request_for(field) if error in UNSPOKEN else error


@register.filter
def page_numbers(page: Page) -> Iterable[int | str]:
    """1 … 4 5 6 … 9 around the page, with the paginator's ellipsis for what is left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
