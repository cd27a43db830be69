"""Pages on which somebody could have fewer small numbers hidden: for those who may see them.

Whoever keeps the council's words and the indicators need not see small numbers. Without this they
could switch hiding off, read them, and switch it on again.
"""

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest

from corporate_parenting.forms import CleanCharField
from corporate_parenting.history_admin import HistoryAdmin, SeenForm
from corporate_parenting.roles import PERMISSIONS, Role
from corporate_parenting.security_log import record

REASON = "hiding_reason"
_SEE_THEM = "scorecard.view_small_numbers"
_ROLES = " or ".join(role.label.lower() for role in Role if _SEE_THEM in PERMISSIONS[role])
REFUSED = (
    "This may hide fewer small numbers than before. Only somebody who may see them can save it: "
    f"ask a colleague who keeps this page and has the role of {_ROLES} too."
)
WARNING = (
    "Needed where fewer small numbers would be hidden than before. Everybody can then read them at "
    "once, those of earlier periods too. To hide them again takes nothing back: what was shown "
    "counts as shown. Papers that are published stay as they are."
)
ASK = (
    "Fewer small numbers may be hidden than before, and what is shown once counts as shown. Say "
    "why, or leave it as it was."
)
SAVED = (
    "Small numbers that were hidden may be read by everybody now. Your reason is in the history, "
    "and the security log says who changed it."
)


def can_hide_less(user) -> bool:
    """Only whoever may see small numbers decides that others see more of them."""
    return user.has_perm(_SEE_THEM)


class HidingForm(SeenForm):
    """A row that says what is hidden; ``by`` is who saves it.

    ``hides_less``: once checked, the names of the fields by whose change less may be hidden.
    """

    hiding_reason = CleanCharField(
        label="Why fewer small numbers are hidden",
        max_length=500,
        required=False,
        help_text=WARNING,
    )
    by = None
    hides_less: tuple[str, ...] = ()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding or not can_hide_less(self.by):
            self.fields.pop(REASON, None)

    def clean(self) -> dict:
        given = super().clean()
        if self.instance._state.adding or self.errors:
            return given
        # The row is still as it was: what was typed is put onto it afterwards.
        self.hides_less = tuple(self.find_less_hidden(given))
        if self.hides_less and not can_hide_less(self.by):
            self.add_error(self.hides_less[0], REFUSED)
        elif self.hides_less and not given.get(REASON):
            self.add_error(REASON, ASK)
        return given

    def find_less_hidden(self, given: dict) -> list[str]:
        """Names of the fields in ``given`` that differ so that less may be hidden."""
        return []


class HidingAdmin(HistoryAdmin):
    form = HidingForm

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, **kwargs: object
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user  # a class of its own, made for this request
        return form

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        may_change = obj is not None and self.has_change_permission(request, obj)
        if may_change and can_hide_less(request.user):
            return fieldsets
        return [
            (name, options | {"fields": [each for each in options["fields"] if each != REASON]})
            for name, options in fieldsets
        ]

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: HidingForm, change: bool
    ) -> None:
        obj._change_reason = form.cleaned_data.get(REASON) or None
        super().save_model(request, obj, form, change)
        if form.hides_less:
            facts = {"row": obj.pk, "fields": form.hides_less, "by": request.user.pk}
            record("less hidden", model=obj._meta.model_name, **facts)
            messages.warning(request, SAVED)
