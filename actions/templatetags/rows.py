"""A row of the list of actions."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from actions.queries import ActionRow

register = template.Library()


# Many look at the same first pages, and a row stays the same until somebody writes to it.
@register.simple_tag
@lru_cache(maxsize=1_000)
def action_row(row: ActionRow, row_url: str, priority_word: str, action_word: str) -> SafeString:
    return render_to_string(
        "actions/_action_row.html",
        {
            "row": row,
            "row_url": row_url,
            "priority_word": priority_word,
            "action_word": action_word,
        },
    )
