"""A page with every component, for the tests alone."""

from pathlib import Path

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

from corporate_parenting.context import NavigationItem
from corporate_parenting.urls import urlpatterns as pages_of_the_site
from corporate_parenting.widgets import GovDateField

SAMPLE = (Path(__file__).parent / "sample.html").read_text()


class SampleForm(forms.Form):
    name = forms.CharField(help_text="As the board would say it.")
    text = forms.CharField(
        max_length=50,
        help_text="Lists are kept.",
        widget=forms.Textarea({"data-prose": True, "class": "wide"}),
    )
    short = forms.CharField(max_length=60, widget=forms.Textarea, required=False)
    lead = forms.ChoiceField(
        choices=[("", "Choose"), ("1", "Ada Marsh"), ("2", "Bo Fenn")],
        widget=forms.Select({"data-autocomplete": True}),
        help_text="Type a name.",
    )
    status = forms.ChoiceField(
        choices=[("g", "On track"), ("r", "Off track")], widget=forms.RadioSelect
    )
    years = forms.MultipleChoiceField(
        choices=[("1", "2025"), ("2", "2026")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose one or more.",
    )
    for_board = forms.BooleanField(label="For the board", help_text="Members will see it.")
    as_at = GovDateField(label="As at", help_text="For example, 31 3 2026")
    evidence = forms.FileField(help_text="A Word or PDF file.")
    token = forms.CharField(widget=forms.HiddenInput, initial="abc")


class FilterForm(forms.Form):
    words = forms.CharField(required=False)
    stale = forms.BooleanField(required=False)


@login_not_required
def sample(request: HttpRequest) -> HttpResponse:
    form = SampleForm(request.POST or None, request.FILES or None)
    if request.POST.get("name") == "good":
        messages.success(request, "Saved.")
        return redirect("/sample/")
    form.conflict = [("Text", "Theirs", "Ours")] if request.POST else []
    for level in (messages.SUCCESS, messages.WARNING, messages.ERROR, messages.INFO):
        messages.add_message(request, level, "Something was said.")
    context = {
        "form": form,
        "filter_form": FilterForm(auto_id="filter_%s"),
        "page": Paginator(range(300), 25).get_page(request.GET.get("page", 5)),
        "facts": [("Lead", "Ada Marsh"), ("Children", 0), ("Note", "")],
        "buttons": [("Record progress", "/"), ("Edit", "/")],
        "breadcrumbs": [("Plan", "/"), ("2.4", "")],
        "navigation": [
            NavigationItem("Plan", "/", False),
            NavigationItem("Papers", "/sample/", True),
        ],
    }
    page = engines["django"].from_string(SAMPLE).render(context, request)
    return HttpResponse(page, status=422 if form.is_bound else 200)


urlpatterns = [path("sample/", sample), *pages_of_the_site]
