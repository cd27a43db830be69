"""A grade as a word with a shape, and a line of the register."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from homes.grades import GradeFacts
from homes.kinds import Tone
from homes.views.lines import HomeLine

register = template.Library()

COLOURS = {
    Tone.BEST: "blue", Tone.GOOD: "green", Tone.CONCERN: "yellow", Tone.FAILING: "red",
    Tone.PLAIN: "grey",
}  # fmt: skip


@register.filter
def grade_tag(grade: GradeFacts) -> SafeString:
    """Its words behind a shape that stands for how it is meant; the colour only repeats it."""
    return _tag(grade.name, grade.tone)


@lru_cache(maxsize=200)
def _tag(words: str, tone: Tone) -> SafeString:
    context = {"words": words, "tone": tone.value, "colour": COLOURS[tone]}
    return render_to_string("homes/_grade.html", context)


# Two hundred lines stay the same for weeks.
@register.simple_tag
@lru_cache(maxsize=1_000)
def home_line(line: HomeLine, home_url: str, of_day: str) -> SafeString:
    context = {"line": line, "home_url": home_url, "of_day": of_day}
    return render_to_string("homes/_home_line.html", context)
