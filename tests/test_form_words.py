"""Every box of every form says in our own words what is wrong with it, and what to do."""

from importlib import import_module
from itertools import chain

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client

from reports.forms import MoveForm
from tests.factories import make_user
from tests.routes import all_routes
from tests.test_permissions import address
from tests.world import make_world

pytestmark = pytest.mark.django_db

MODULES = [
    "actions.filters", "actions.forms", "actions.forms.imports", "homes.filters", "reports.forms",
    "scorecard.filters", "scorecard.forms", "scorecard.forms.periods",
]  # fmt: skip
APPS = ("actions.", "homes.", "reports.", "scorecard.")
DJANGO_SAYS = [
    "This field", "This value", "Enter a valid", "Enter a list", "Enter a number.",
    "Enter a whole number.", "Ensure ", "Select a valid", "No file was", "The submitted",
    "Null characters", "is not a valid", "is not one of", "Please ", "Unable to",
]  # fmt: skip
WRONG = ["", "abc", "-1", "1.5", "9" * 30, "x" * 100_001]
BASES = {
    "ClassFields", "MeetingFields", "PassageFields", "QuotationFields", "RegularReportFields",
    "StrandBase",
}  # fmt: skip


@pytest.fixture
def forms_shown():
    """``{name of its class: a form}`` of every page."""
    client, world = Client(), make_world()
    user, lead = make_user(is_superuser=True, is_staff=True), world.objects["lead"]
    client.force_login(user)
    for name in ("import", "figureimport"):  # each is seen by whoever sent the file
        world.objects[name].uploaded_by = user
        world.objects[name].save()
    found = {"MoveForm": MoveForm()}  # two buttons
    for route in all_routes():
        if route.name.startswith(("actions:", "homes:", "reports:", "scorecard:")):
            path = f"{address(route, world)}?leaver={lead.pk}"
            for response in (client.get(address(route, world)), client.post(path)):
                for form in _forms_in(response.context):
                    found.setdefault(type(form).__name__, form)
    return found


def _forms_in(context):
    values = chain.from_iterable(layer.values() for layer in chain.from_iterable(context or ()))
    for value in values:
        value = getattr(value, "form", value)
        if isinstance(value, forms.BaseForm) and type(value).__module__.startswith(APPS):
            yield value


def errors_of(form, typed):
    """What the form says of ``typed`` in each of its boxes."""
    form.is_bound, form.files, form._errors = True, {}, None
    form.data = QueryDict(mutable=True)
    for name, field in form.fields.items():
        names = getattr(field.widget, "widgets_names", [""])
        form.data.update({f"{form.add_prefix(name)}{part}": typed for part in names})
    return [(name, error) for name, errors in form.errors.items() for error in errors]


def test_no_form_speaks_djangos_own_words(forms_shown):
    wrong = {
        (name, field, words)
        for name, form in forms_shown.items()
        for typed in WRONG
        for field, words in errors_of(form, typed)
    }
    assert [row for row in wrong if row[2].startswith(tuple(DJANGO_SAYS))] == []


def test_the_test_above_sees_every_form(forms_shown):
    known = {
        name
        for module in MODULES
        for name, form in vars(import_module(module)).items()
        if isinstance(form, type) and issubclass(form, forms.BaseForm)
        if form.__module__.startswith(APPS)
    }
    assert sorted(known - set(forms_shown) - BASES) == []
