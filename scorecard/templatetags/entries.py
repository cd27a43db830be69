"""A row of the scorecard."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from scorecard.queries import EntryWords

register = template.Library()


# Eighty rows stay the same for months, and to draw them took half of the page's time.
@register.simple_tag
@lru_cache(maxsize=1_000)
def entry_row(entry: EntryWords, indicator_url: str, of_day: str) -> SafeString:
    context = {"entry": entry, "indicator_url": indicator_url, "of_day": of_day}
    return render_to_string("scorecard/_entry.html", context)
