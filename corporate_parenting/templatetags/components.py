"""What the component templates need and cannot say themselves."""

from django import forms, template
from django.forms import BoundField

register = template.Library()


@register.filter
def first_box(field: BoundField) -> str:
    """The id of the field's first box, where a link from the error summary lands."""
    several = (forms.RadioSelect, forms.MultiWidget)  # ticked lists are radios to Django
    return f"{field.auto_id}_0" if isinstance(field.field.widget, several) else field.auto_id
