import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.db.models import BLANK_CHOICE_DASH
from django.template.loader import render_to_string
from django.test import RequestFactory

from corporate_parenting.models import Council
from tests.corporate_parenting.component_pages import FilterForm, SampleForm

pytestmark = [pytest.mark.urls("tests.corporate_parenting.component_pages")]


class Ids(HTMLParser):
    """Collects what is an id, and what points at one."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.targets = [], set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            self.targets.update((attrs.get(name) or "").split())
        if (attrs.get("href") or "").startswith("#"):
            self.targets.add(attrs["href"][1:])


@pytest.fixture
def pages(client, db):
    Council.objects.create(pk=1, name="Fernmoor Council", brand_colour="#5b2a86")
    return client.get("/sample/").text, client.post("/sample/", {"name": ""}).text


def test_every_pointer_of_an_empty_and_of_a_failed_form_meets_one_id(pages):
    for page in pages:
        found = Ids(page)
        assert sorted(found.targets - set(found.ids)) == []
        assert sorted(found.ids) == sorted(set(found.ids))


def test_each_required_field_has_its_error_in_the_summary_and_at_the_field(pages):
    _, failed = pages
    links = re.findall(r'<a href="#(id_\w+)">', failed)
    fields = ["name", "text", "lead", "status_0", "years_0", "for_board", "as_at_0", "evidence"]
    assert links == [f"id_{name}" for name in fields]
    errors = re.findall(r'<p id="id_(\w+)_error"', failed)
    assert errors == [name.removesuffix("_0") for name in fields]
    assert "<title>Error: Sample – Fernmoor Council</title>" in failed


def test_box_is_described_by_its_hint_its_error_and_its_count():
    form = SampleForm({"text": "x" * 51})
    assert 'aria-describedby="id_text_helptext id_text_error id_text-info"' in str(form["text"])
    assert 'aria-describedby="id_short-info"' in str(form["short"])
    assert "maxlength=" not in str(form["text"]).replace("data-maxlength=", "")


def test_class_of_a_widget_joins_ours():
    assert 'class="govuk-textarea govuk-js-character-count wide"' in str(SampleForm()["text"])


def test_optional_is_said_once_and_never_in_a_filter():
    assert str(SampleForm()).count("(optional)") == 1
    assert "Short (optional)" in str(SampleForm())
    panel = render_to_string("components/filter.html", {"form": FilterForm()})
    assert "(optional)" not in panel


def test_typed_text_is_escaped_in_every_box_and_message():
    nasty = "<script>alert(1)</script>"
    form = SampleForm({"name": nasty, "text": nasty * 5, "lead": nasty, "as_at_day": nasty})
    shown = render_to_string("components/error_summary.html", {"form": form}) + str(form)
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown


def test_summary_list_shows_nought_and_says_when_nothing_is_recorded(pages):
    values = re.findall(r'summary-list__value">(.*?)</dd>', pages[0])
    assert values == ["Ada Marsh", "0", '<span class="council-muted">None recorded</span>']


def test_page_links_keep_the_filter(client, db):
    page = client.get("/sample/?words=late&page=5").text
    links = re.findall(r'pagination__link" href="([^"]+)"', page)
    assert links == [f"?words=late&amp;page={number}" for number in (4, 1, 4, 5, 6, 12, 6)]


def test_one_page_has_no_links_to_pages():
    page = type("Page", (), {"paginator": type("P", (), {"num_pages": 1})})
    assert render_to_string("components/pagination.html", {"page": page}).strip() == ""


@pytest.mark.parametrize("name", ["400", "403", "404", "409"])
def test_error_pages_name_the_council_and_say_what_to_do(name, db):
    Council.objects.create(pk=1, name="Fernmoor Council")
    page = render_to_string(f"{name}.html", {}, RequestFactory().get("/"))
    assert page.count("<h1") == 1
    assert "Fernmoor Council" in page
    assert '<html lang="en-GB"' in page


@pytest.mark.parametrize("name", ["400", "404", "500", "503"])
def test_error_pages_stand_without_a_request_and_without_a_database(name):
    page = render_to_string(f"{name}.html")
    assert page.count("<h1") == 1
    assert '<a class="govuk-link" href="/">' in page


def test_sign_in_pages_carry_the_look_and_the_language(client, db):
    for address in ("/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"):
        page = client.get(address).text
        assert '<html lang="en-GB" class="govuk-template">' in page
        assert 'class="govuk-heading-l"' in page


def test_the_summary_says_each_sentence_once_without_its_label():
    form = SampleForm({})
    assert not form.is_valid()
    page = render_to_string("components/error_summary.html", {"form": form})
    said = [words.strip() for words in re.findall(r"<li>(?:<a [^>]*>)?(.*?)<", page, re.DOTALL)]
    assert len(said) == len(form.errors)
    assert "Enter the name." in said
    assert not [words for words in said if ":" in words or words == "This field is required."]


def test_an_empty_choice_says_choose():
    select = forms.Select(choices=[*BLANK_CHOICE_DASH, ("1", "One")])
    shown = select.render("lead", None, renderer=forms.renderers.TemplatesSetting())
    assert ">Choose</option>" in shown
    assert "---" not in shown
