"""The base of every form that writes: sent once, and never over somebody else's words."""

import re
import uuid
from datetime import date, datetime
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from corporate_parenting.as_at import end_of
from corporate_parenting.text import TEXT_LIMIT, ShortEnough, clean_text
from corporate_parenting.versions import Conflict
from corporate_parenting.widgets import DateInput3, GovDateField
from corporate_parenting.words import day_words, uncapitalised

UNSPOKEN = (  # messages that do not say which field they mean
    forms.Field.default_error_messages["required"],
    GovDateField.default_error_messages["required"],
)
# In place of Django's own, where a field brings no better words.
CHOOSE = {"invalid_choice": "Choose one of those that are offered."}
CHOOSE_A_FILE = {
    "empty": "The file is empty. Choose another one.",
    "missing": "Choose a file.",
    "max_length": "The name of the file is too long. Give the file a shorter one.",
}
# Labels that read on in a sentence as they are: "Who takes over", "The plan".
READS_ON = re.compile(r"(?:who|what|which|how|why|where|when|or|the|an?)\b", re.I)
OUT_OF_DATE = "This page was out of date. Check what you typed and send it again."
OTHER_WORDS = "This form was sent before with other words. Check what you typed and save again."
HELD_UP = (
    "Somebody else is saving at this moment. What you typed is kept on this page: try again in a "
    "moment."
)
LONGEST_TO_CLEAN = 4  # times the limit of the field


class CleanCharField(forms.CharField):
    """One line of text without control characters, bidi controls or odd spaces."""

    has_lines = False

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        _say_limit(self)

    def to_python(self, value: object) -> str:
        """The text as we store it. Raises ValidationError for what no cleaning makes short."""
        text = super().to_python(value) or ""
        # Cleaning a pasted book takes seconds, so that its length is looked at first.
        if self.max_length and len(text) > LONGEST_TO_CLEAN * self.max_length:
            self.run_validators(text)
        return clean_text(text, lines=self.has_lines)


class CleanTextField(CleanCharField):
    """Several lines of text, at most 20,000 characters."""

    has_lines = True
    widget = forms.Textarea

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"max_length": TEXT_LIMIT, **kwargs})


class OnceForm(forms.Form):
    """A form that carries a one-time token, so that a double click makes one row."""

    submission = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE},
    )
    plain_fields = ()  # not marked as optional: which are needed depends on what one says
    conflict = None  # [(label, theirs, ours), ...] once somebody else has saved
    was_sent_before = False  # with other words
    is_held_up = False  # by somebody else's save

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in self.plain_fields:
            self.fields[name].is_plain = True

    def full_clean(self) -> None:
        for name in self.fields:  # here, for some forms add fields when they are made
            _say_what_to_do(self[name])
        super().full_clean()

    def renew_submission(self) -> None:
        """A fresh token for the page that shows this form again."""
        self.data = self.data.copy()
        self.data[self.add_prefix("submission")] = str(uuid.uuid4())

    def show_other_words(self) -> None:
        """Keep what was typed: the answer of the first time would pass it off as saved."""
        self.was_sent_before = True
        self.renew_submission()
        self.add_error(None, OTHER_WORDS)

    def show_held_up(self) -> None:
        """Keep what was typed: nothing is wrong with it, and the next try may be in time."""
        self.is_held_up = True
        self.add_error(None, HELD_UP)

    def show_refusal(self, error: ValidationError) -> None:
        """Keep what was typed and say, at its field where there is one, why it was not saved."""
        self.renew_submission()
        if not hasattr(error, "error_dict"):
            self.add_error(None, error.messages)
            return
        for name, messages in error.message_dict.items():
            self.add_error(name if name in self.fields else None, messages)


class VersionedForm(OnceForm):
    """A form over one existing row. Without the row's version nothing is saved."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2**31 - 1,
        error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE},
    )

    def show_conflict(self, conflict: Conflict) -> None:
        """Keep what was typed, set what the other person saved beside it, and ask again."""
        self.conflict = self.both_texts(conflict.current)
        self.renew_submission()
        self.data[self.add_prefix("version")] = str(conflict.current.version)
        self.add_error(None, f"{conflict} Read both texts, correct yours and save again.")

    def both_texts(self, current: Model) -> list[tuple[str, str, str]]:
        """(label, theirs, ours) for each field that differs; for all of them if none does."""
        rows = [
            (self[name].label, words(field, getattr(current, name)), words(field, self.ours(name)))
            for name, field in self.fields.items()
            if name not in ("submission", "version") and hasattr(current, name)
        ]
        return [row for row in rows if row[1] != row[2]] or rows

    def ours(self, name: str) -> object:
        """The value typed into the field ``name``, checked where that succeeded."""
        return self.cleaned_data.get(name, self[name].data)


class ReviewForm(VersionedForm):
    """The last look at a file. ``digest``: of what would change, as the page shows it."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def show_refusal(self, error: ValidationError) -> None:
        """The page shows what would change since: that is what the person agrees to next."""
        super().show_refusal(error)
        self.data[self.add_prefix("digest")] = self.initial["digest"]


def _say_limit(field: forms.Field) -> None:
    field.validators = [
        ShortEnough(rule.limit_value) if type(rule) is MaxLengthValidator else rule
        for rule in field.validators
    ]


def _say_what_to_do(box: forms.BoundField) -> None:
    """A field that is empty, wrong or too long says so as a person would."""
    field = box.field
    _say_limit(field)
    said, djangos = field.error_messages, type(field).default_error_messages
    ours = CHOOSE | {"required": request_for(box)}
    if isinstance(field, forms.FileField):
        ours |= CHOOSE_A_FILE
    elif isinstance(field, forms.IntegerField):
        number = f"Enter a whole number from {field.min_value:,} to {field.max_value:,}."
        ours |= dict.fromkeys(("invalid", "min_value", "max_value"), number)
    if box.is_hidden:
        ours = dict.fromkeys((*said, *ours, "max_length"), OUT_OF_DATE)
    for code, words in ours.items():
        if said.get(code) in (None, *UNSPOKEN, djangos.get(code)):
            said[code] = words


def request_for(box: forms.BoundField) -> str:
    """The sentence that asks for what an empty field needs: "Enter the title."."""
    field, label = box.field, str(box.label)  # other people's labels may be lazy
    name = label if label[1:2].isupper() else uncapitalised(label)
    verb = "Choose" if hasattr(field, "choices") else "Enter"
    article = "" if READS_ON.match(label) else "the "
    remedy = {forms.BooleanField: "Tick this to go on.", forms.FileField: "Choose a file."}
    return remedy.get(type(field), f"{verb} {article}{name}.")


def words(field: forms.Field, value: object) -> str:
    """``value`` as people read it: the label of a choice, a day in words, the text itself."""
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return labels.get(str(value), "" if value is None or value is False else str(value))


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to, an empty one included; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def render_form(
    request: HttpRequest, template: str, form: forms.Form, **context: object
) -> HttpResponse:
    """The form's page: 200 when new, 422 with errors, 409 when it crosses what was saved.

    503 while somebody else's save holds it up.
    """
    status = 200
    if form.is_bound and not form.is_valid():
        crosses = getattr(form, "conflict", None) is not None
        status = 409 if crosses or getattr(form, "was_sent_before", False) else 422
        status = 503 if getattr(form, "is_held_up", False) else status
    return render(request, template, {"form": form, **context}, status=status)


class AsAtInput(DateInput3):
    """Reads the three boxes, or one value as links carry it: 2019-05-01."""

    def value_from_datadict(self, data: QueryDict, files: object, name: str) -> list:
        written = data.get(name)
        if not written:
            return super().value_from_datadict(data, files, name)
        found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", written, re.ASCII)
        return [*reversed(found.groups())] if found else [written[:20], "", ""]


class AsAtForm(forms.Form):
    """Chooses the day for which a page is shown: ``?as-at=2019-05-01``."""

    at = GovDateField(label="Which day", widget=AsAtInput)
    prefix = "as"

    def __init__(self, data: QueryDict, *, today: date) -> None:
        super().__init__(data if any(name.startswith("as-at") for name in data) else None)
        self.today = today

    def clean_at(self) -> date:
        day = self.cleaned_data["at"]
        if day > self.today:
            raise ValidationError(
                f"{day_words(day)} lies in the future. Choose today or a day before it."
            )
        return day

    @property
    def day(self) -> date | None:
        """The day asked for, if there is one and it can be read."""
        return self.cleaned_data.get("at") if self.is_valid() else None

    @property
    def moment(self) -> datetime | None:
        """When that day is over."""
        return end_of(self.day) if self.day else None

    @property
    def query(self) -> str:
        """The end of an address that leads to the same day; empty for today."""
        return f"?as-at={self.day.isoformat()}" if self.day else ""

    @property
    def words(self) -> str:
        """For the name of a file; empty for today."""
        return f", as at {day_words(self.day)}" if self.day else ""

    @property
    def status(self) -> int:
        """Of the answer: whether the page is of what was asked for."""
        return 422 if self.is_bound and not self.is_valid() else 200
