"""The form under each thing that the checks of a paper found."""

from django import forms
from django.core.validators import RegexValidator

from corporate_parenting.forms import OUT_OF_DATE, CleanTextField, VersionedForm
from reports.checks import Finding
from reports.forms.boxes import ask, version_or_none_yet
from reports.models import CheckAnswer


class AnswerForm(VersionedForm):
    """One answer to one finding; version 0 says that nobody had answered it yet."""

    key = forms.CharField(
        widget=forms.HiddenInput,
        error_messages=ask(OUT_OF_DATE),
        validators=[RegexValidator(r"^[0-9a-f]{64}\Z", OUT_OF_DATE)],
    )
    answer = CleanTextField(
        label="Answer",
        max_length=2_000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Why it is right as it stands. Whoever clears the paper reads it.",
        error_messages=ask("Enter why it is right as it stands, or change the words."),
    )
    version = version_or_none_yet()

    def __init__(self, *args: object, key: str = "", **kwargs: object) -> None:
        # Many of these stand on one page, and each box has a name of its own there.
        super().__init__(*args, auto_id=f"id_{key[:12]}_%s", **kwargs)


def answer_form(finding: Finding, answer: CheckAnswer | None) -> AnswerForm:
    """With the answer that was given, to give another."""
    initial = {"key": finding.key, "version": answer.version if answer else 0}
    if answer:
        initial["answer"] = answer.answer
    return AnswerForm(initial=initial, key=finding.key)
