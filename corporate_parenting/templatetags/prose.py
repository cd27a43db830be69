"""The one filter through which typed text reaches a page: ``{{ note.text|prose }}``."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString

from corporate_parenting.prose import prose_html

register = template.Library()


# Notes never change, and a page shows a hundred: half of its time went into reading their marks.
@register.filter
@lru_cache(maxsize=1_000)
def prose(text: str, heading_level: int = 3) -> SafeString:
    return prose_html(text or "", heading_level=heading_level)
