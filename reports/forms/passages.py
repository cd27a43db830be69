"""Forms of the author's words in the parts of a paper."""

from django import forms

from corporate_parenting.context import current_council
from corporate_parenting.forms import CleanCharField, CleanTextField, OnceForm, VersionedForm
from corporate_parenting.prose import PROSE_HINT
from reports.forms.boxes import ask, place_box, prose_box
from reports.forms.classes import ClassFields
from reports.models import Passage, Report
from reports.queries import typed_parts
from reports.sections.source import name_of


class PassageFields(ClassFields):
    part = forms.ChoiceField(
        label="Where it stands",
        error_messages=ask("Choose where in the paper it stands.", "invalid_choice"),
    )
    heading = CleanCharField(
        label="Heading",
        max_length=200,
        required=False,
        help_text="Printed above the words; left empty, they stand under the heading before them.",
    )
    text = CleanTextField(
        label="Text",
        widget=prose_box(),
        help_text=PROSE_HINT,
        error_messages=ask("Enter what the board is to read."),
    )
    order = place_box(
        "Place among the words of this part",
        "Enter where it stands as a number: 1 for the first.",
    )
    field_order = ("part", "heading", "text", "order")

    def choose_from(self, report: Report) -> None:
        """Have the parts of this paper to choose from."""
        council = current_council()
        self.fields["part"].choices = [
            (part.code, name_of(part, report, council)) for part in typed_parts(report)
        ]


class PassageForm(PassageFields, OnceForm):
    """Further words."""

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from(report)


class PassageChangeForm(PassageFields, VersionedForm):
    """Words that are there."""

    def __init__(self, *args: object, passage: Passage, **kwargs: object) -> None:
        names = ["version", *PassageFields.base_fields]
        super().__init__(*args, initial={name: getattr(passage, name) for name in names}, **kwargs)
        self.choose_from(passage.report)


class PassageRemoveForm(VersionedForm):
    def both_texts(self, current: Passage) -> list[tuple[str, str, str]]:
        """What would be removed is not what was read."""
        return [(current.heading or "Text", current.text, "Remove")]
