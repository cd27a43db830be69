"""What the component templates need and cannot say themselves."""

from collections.abc import Iterable
from functools import cache, lru_cache

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from corporate_parenting.context import NavigationItem
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


# What is the same on every page is worked out once: it took a fifth of the time of a kept page.
@register.simple_tag
@cache
def sheets_and_scripts() -> SafeString:
    """Addresses of files of this version; they change with it alone."""
    return render_to_string("components/sheets_and_scripts.html")


@register.simple_tag
@cache
def address(route: str) -> str:
    """Of a page that takes no arguments."""
    return reverse(route)


@register.simple_tag
def navigation_bar(items: Iterable[NavigationItem]) -> SafeString:
    return _bar(tuple(items))


@lru_cache(maxsize=200)
def _bar(items: tuple[NavigationItem, ...]) -> SafeString:
    return render_to_string("components/navigation.html", {"items": items}) if items else ""
