"""A rating as its tag."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from scorecard.rating import Rated, Rating

register = template.Library()

COLOURS = {Rating.GREEN: "green", Rating.AMBER: "yellow", Rating.RED: "red"}


@register.filter
def rating_tag(rated: Rated) -> SafeString:
    """The rating's words on its colour; not rated is words alone."""
    return _tag(rated.rating, rated.words)


@lru_cache(maxsize=50)
def _tag(rating: Rating, words: str) -> SafeString:
    if rating is Rating.NOT_RATED:
        return format_html('<span class="council-muted">{}</span>', words)
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong>', COLOURS[rating], words
    )
