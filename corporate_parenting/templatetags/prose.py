"""The one filter through which typed text reaches a page: ``{{ note.text|prose }}``."""

from django import template
from django.utils.safestring import SafeString

from corporate_parenting.prose import prose_html

register = template.Library()


@register.filter
def prose(text: str, heading_level: int = 3) -> SafeString:
    return prose_html(text or "", heading_level=heading_level)
