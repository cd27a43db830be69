"""A progress note as a page shows it."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from actions.queries import NoteRow

register = template.Library()


# Notes never change, and a page shows a hundred of them: drawing them took a third of its time.
@register.filter
@lru_cache(maxsize=2_000)
def note_html(note: NoteRow) -> SafeString:
    return render_to_string("actions/_note.html", {"note": note})
