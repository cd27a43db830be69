"""A status as its tag."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from actions.models import Status

register = template.Library()

COLOURS = {
    Status.GREEN: "green",
    Status.AMBER: "yellow",
    Status.RED: "red",
    Status.COMPLETE: "blue",
}


@register.filter
@lru_cache(maxsize=20)
def status_tag(status: str) -> SafeString:
    """The status in words on its colour; a status without a colour is grey."""
    if status == Status.NOT_GIVEN:  # nobody's word, so no tag
        return format_html('<span class="council-muted">{}</span>', Status.NOT_GIVEN.label)
    colour = COLOURS.get(status, "grey")
    words = Status(status).label
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words)
