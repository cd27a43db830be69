"""The base of every form: cleaned text, one-time tokens, versions, and both texts after a clash."""

import uuid
from datetime import date
from time import process_time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from actions.models import Action, Status
from corporate_parenting.forms import (
    OUT_OF_DATE,
    CleanCharField,
    CleanTextField,
    OnceForm,
    VersionedForm,
    render_form,
    words,
)
from corporate_parenting.versions import Conflict


class NoteForm(OnceForm):
    title = CleanCharField(max_length=10)
    text = CleanTextField(required=False)


class ActionForm(VersionedForm):
    wording = CleanTextField()
    status = forms.ChoiceField(choices=Status)
    reason = CleanTextField(required=False)


def posted(**values):
    data = QueryDict(mutable=True)
    data.update({"submission": str(uuid.uuid4()), **values})
    data._mutable = False
    return data


def test_a_line_and_a_text_are_cleaned_and_measured_afterwards():
    form = NoteForm(posted(title=" \u202eTen\x00 chars.\t", text="a\r\nb\x07 "))
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["title"], form.cleaned_data["text"]) == ("Ten chars.", "a\nb")


def test_a_text_that_only_seems_to_hold_something_is_missing():
    form = NoteForm(posted(title="\u200b\u2060 "))
    assert form.errors == {"title": ["Enter the title."]}


@pytest.mark.parametrize(("length", "is_valid"), [(20_000, True), (20_001, False)])
def test_a_text_has_at_most_twenty_thousand_characters(length, is_valid):
    assert NoteForm(posted(title="a", text="a" * length)).is_valid() is is_valid


@pytest.mark.parametrize("name", ["title", "text"])
def test_a_pasted_book_is_refused_before_it_is_cleaned(name):
    book = "e\u0301\u202e " * 2_500_000
    began = process_time()
    form = NoteForm(posted(**{"title": "a", name: book}))
    limit = form.fields[name].max_length
    assert form.errors[name][0].startswith(f"Use {limit:,} characters or fewer")
    assert process_time() - began < 8


@pytest.mark.parametrize("token", ["", "abc", "0" * 40])
def test_without_a_one_time_token_nothing_is_sent(token):
    form = NoteForm(posted(title="a", submission=token))
    assert form.errors == {"submission": [OUT_OF_DATE]}


def test_each_page_has_a_token_of_its_own():
    assert NoteForm()["submission"].value() != NoteForm()["submission"].value()


@pytest.mark.parametrize("version", ["", "abc", None])
def test_without_the_version_of_the_row_nothing_is_saved(version):
    values = {"wording": "a", "status": "green"}
    form = ActionForm(posted(**values, **({} if version is None else {"version": version})))
    assert form.errors == {"version": [OUT_OF_DATE]}


def test_a_version_beyond_what_the_database_holds_is_an_error():
    form = ActionForm(posted(wording="a", status="green", version=str(2**31)))
    assert list(form.errors) == ["version"]


def clash(**typed):
    form = ActionForm(posted(**{"version": "1", "wording": "Mine", "status": "green", **typed}))
    assert form.is_valid()
    current = Action(wording="Theirs", status="amber", version=7)
    sent = form["submission"].value()
    form.show_conflict(Conflict(current))
    return form, sent


def test_a_clash_keeps_what_was_typed_and_shows_both_texts():
    form, sent = clash()
    assert form.conflict == [
        ("Wording", "Theirs", "Mine"),
        ("Status", "Some concerns", "On track"),
    ]
    assert (form["wording"].value(), form["version"].value()) == ("Mine", "7")
    assert form["submission"].value() != sent
    assert form.non_field_errors() == [
        "Somebody else saved this while you were writing. Read both texts, correct yours and "
        "save again."
    ]


def test_a_clash_shows_only_what_differs_and_everything_if_nothing_does():
    form, _ = clash(status="amber")
    assert [label for label, _, _ in form.conflict] == ["Wording"]
    form, _ = clash(wording="Theirs", status="amber")
    assert [label for label, _, _ in form.conflict] == ["Wording", "Status"]


def test_a_refusal_stands_at_its_field_and_elsewhere_at_the_top():
    form = NoteForm(posted(title="a", text="kept"))
    assert form.is_valid()
    sent = form["submission"].value()
    form.show_refusal(ValidationError({"text": ["Too short."], "author": ["Who?"]}))
    form.show_refusal(ValidationError("Not today."))
    assert form.errors == {"text": ["Too short."], "__all__": ["Who?", "Not today."]}
    assert form["text"].value() == "kept"
    assert form["submission"].value() != sent


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("green", "On track"),
        (date(2022, 3, 5), "5 March 2022"),
        (0, "0"),
        (None, ""),
        (False, ""),
        ("odd", "odd"),
    ],
)
def test_values_are_said_in_words(value, said):
    assert words(forms.ChoiceField(choices=Status), value) == said


def answer(rf, form):
    return render_form(rf.get("/"), "components/error_summary.html", form).status_code


def test_a_page_answers_with_200_422_or_409(rf):
    assert answer(rf, NoteForm()) == 200
    assert answer(rf, NoteForm(posted(title="a"))) == 200
    assert answer(rf, NoteForm(posted())) == 422
    assert answer(rf, clash()[0]) == 409
