"""Boxes that say who may read words, and the form of a whole part of one paper."""

from django import forms

from corporate_parenting.forms import CleanCharField, VersionedForm
from reports.forms.boxes import ask, version_or_none_yet
from reports.kinds import EXEMPT_PARAGRAPHS, Publicity
from reports.models import KindPart, PartClass

WHICH_PARAGRAPH = "Choose the paragraph under which the words are exempt."
NO_PARAGRAPH = "Only exempt words have a paragraph. Choose none, or choose exempt above."
WHY = "Say why the public does not read it, in words that the public may read."


class ClassFields(forms.Form):
    publicity = forms.ChoiceField(
        label="Who may read it",
        choices=Publicity.choices(),
        initial=Publicity.PUBLIC,
        widget=forms.RadioSelect,
        error_messages=ask("Choose who may read it.", "invalid_choice"),
    )
    exempt_paragraph = forms.ChoiceField(
        label="Exempt under Schedule 12A, paragraph",
        choices=[("", "Not exempt"), *EXEMPT_PARAGRAPHS],
        required=False,
        error_messages=ask(WHICH_PARAGRAPH, "invalid_choice"),
    )
    withheld_because = CleanCharField(
        label="Why the public does not read it",
        max_length=500,
        required=False,
        help_text="Printed in the public edition.",
    )

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        if not {"publicity", "exempt_paragraph", "withheld_because"} <= given.keys():
            return
        is_exempt = given["publicity"] == Publicity.EXEMPT
        if is_exempt and not given["exempt_paragraph"]:
            self.add_error("exempt_paragraph", WHICH_PARAGRAPH)
        elif given["exempt_paragraph"] and not is_exempt:
            self.add_error("exempt_paragraph", NO_PARAGRAPH)
        if given["publicity"] == Publicity.PUBLIC:
            given["withheld_because"] = ""
        elif not given["withheld_because"]:
            self.add_error("withheld_because", WHY)


class PartReadersForm(ClassFields, VersionedForm):
    """Who may read a whole part of one paper: those of its kind, or fewer."""

    version = version_or_none_yet()

    def __init__(
        self, *args: object, part: KindPart, own: PartClass | None, **kwargs: object
    ) -> None:
        """``part`` as its kind says; ``own`` is what the paper says of it, if anything."""
        names = ["version", *ClassFields.base_fields]
        initial = {name: getattr(own, name) for name in names} if own else {"version": 0}
        super().__init__(*args, initial=initial, **kwargs)
        of_kind, *narrower = list(Publicity)[list(Publicity).index(part.publicity) :]
        as_kind = "Public"
        if of_kind != Publicity.PUBLIC:
            as_kind = f"As in every paper of this kind. {part.get_publicity_display()}"
        self.fields["publicity"].label = "Who may read this part"
        self.fields["publicity"].choices = [
            (Publicity.PUBLIC.value, as_kind),
            *((each.value, each.label) for each in narrower),
        ]
