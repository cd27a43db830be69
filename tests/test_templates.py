"""Every template compiles, names only templates that exist, and is short."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = Path(settings.TEMPLATES[0]["DIRS"][0])
TEMPLATES = sorted(
    path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()
)
NAMED = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
PLURAL = re.compile(r"_word(?:\|\w+)?\s*\}\}(?:e?s\b|\{\{)")
INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\bsrc=)|javascript:", re.I)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_with_all_that_it_names(name):
    text = (FOLDER / name).read_text("utf-8")
    get_template(name)
    for other in NAMED.findall(text):
        get_template(other)


def test_no_template_makes_a_plural_of_a_councils_word_itself():
    """Such as activitys: the rules of English stand in ``corporate_parenting/words.py``."""
    found = {
        name: match.group()
        for name in TEMPLATES
        if (match := PLURAL.search((FOLDER / name).read_text("utf-8")))
    }
    assert found == {}


def test_templates_are_at_most_eighty_lines():
    long = {
        name: lines
        for name in TEMPLATES
        if (lines := len((FOLDER / name).read_text("utf-8").splitlines())) > 80
    }
    assert long == {}


def test_no_page_carries_a_style_or_script_inline():
    """The content security policy refuses them; a paper's own style sheet is the one exception."""
    found = {
        name: match.group().strip()
        for name in TEMPLATES
        if (match := INLINE.search((FOLDER / name).read_text("utf-8")))
        and not name.startswith("papers/")
    }
    assert found == {}
