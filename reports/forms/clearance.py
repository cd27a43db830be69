"""Forms of the steps from a draft to its publication and beyond."""

from django import forms
from django.core.validators import RegexValidator

from corporate_parenting.forms import CleanTextField, OnceForm, VersionedForm
from reports.forms.boxes import TAKEN, ask, last_day_box
from reports.forms.drafts import STALE_PAGE

SHA256 = r"^[0-9a-f]{64}$"


def hash_box() -> forms.CharField:
    """The SHA-256 of what was shown."""
    return forms.CharField(
        widget=forms.HiddenInput,
        error_messages=ask(STALE_PAGE),
        validators=[RegexValidator(SHA256, STALE_PAGE)],
    )


class DraftStartForm(VersionedForm):
    """A planned paper becomes a draft."""

    cut_off_on = last_day_box(TAKEN)


class SubmitForm(VersionedForm):
    """``is_returned``: its author has the paper back; ``is_unchanged``: with its words of then."""

    answer = CleanTextField(
        label="Your answer to the reason",
        max_length=2_000,
        help_text="Whoever clears the paper reads this: what you changed, or why nothing.",
        error_messages=ask("Answer the reason, or change the paper and make it again."),
    )

    def __init__(
        self, *args: object, is_returned: bool, is_unchanged: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = is_unchanged
        if not is_returned:
            del self.fields["answer"]


class PublishForm(VersionedForm):
    """Carries the hash of the very bytes that were shown."""

    sha256_pdf = hash_box()


class ClearForm(PublishForm):
    has_read = forms.BooleanField(
        label="I have read this paper, and it may go to the board",
        error_messages=ask("Read the paper and tick the box before you clear it."),
    )


class ReturnForm(VersionedForm):
    reason = CleanTextField(
        label="Why the paper is returned",
        max_length=2_000,
        help_text="Its author reads this. Say what has to change.",
        error_messages=ask("Enter the reason that the author will read."),
    )


class WithdrawForm(VersionedForm):
    reason = CleanTextField(
        label="Why the paper is withdrawn",
        max_length=2_000,
        help_text="Whoever opens the paper reads this in its place.",
        error_messages=ask("Enter the reason that members will read."),
    )


class CommentForm(OnceForm):
    """Carries the hash of the document in which the paragraph stands."""

    sha256_document = hash_box()
    text = CleanTextField(
        label="Comment",
        max_length=5_000,
        help_text="Whoever sees the draft reads this. It never goes into the paper.",
        error_messages=ask("Enter the comment."),
    )


class SettleForm(VersionedForm):
    answer = CleanTextField(
        label="How it was settled",
        max_length=5_000,
        help_text="What was changed, or why nothing was.",
        error_messages=ask("Enter how the comment was settled."),
    )
