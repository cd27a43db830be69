"""What is said about a figure, and a rating that a person sets."""

from django import forms

from corporate_parenting.forms import OUT_OF_DATE, CleanTextField, VersionedForm
from corporate_parenting.prose import PROSE_HINT
from scorecard.rating import Rated, Rating


class CommentaryForm(VersionedForm):
    """The commentary on a period; its version is 0 where there was none."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE},
    )
    text = CleanTextField(
        label="Commentary",
        help_text=PROSE_HINT,
        widget=forms.Textarea({"rows": 8, "data-prose": True}),
    )


class RatingForm(VersionedForm):
    """``rated``: as it was worked out, which counts where nothing is set by hand."""

    plain_fields = ("rating", "rating_reason")
    rating = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    rating_reason = CleanTextField(
        label="Reason",
        required=False,
        max_length=2_000,
        help_text="It is printed beside the rating.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: object, rated: Rated, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        by_hand = [(each.value, each.label) for each in Rating if each is not rated.rating]
        self.fields["rating"].choices = [("", f"As worked out: {rated.words}"), *by_hand]

    def clean(self) -> dict:
        given = self.cleaned_data
        is_missing = not given.get("rating_reason") and "rating_reason" not in self.errors
        if given.get("rating") and is_missing:
            self.add_error("rating_reason", "Say why the rating is not the one worked out.")
        return given
