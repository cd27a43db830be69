"""Charts as SVG: what a browser, a reader aloud and the press of papers get."""

import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Engine
from django.template.loader import render_to_string
from hypothesis import given

from reports.markup import ROOT
from scorecard.charts import NARROW, Role, draw, draw_for_page, sparkline
from scorecard.charts.parts import LOOKS
from tests.scorecard.charts import any_chart, make_chart, make_series, numbers

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert(1)</script> & "quotes" {{ x }}'


def rendered(drawing):
    return render_to_string("scorecard/_chart.html", {"chart": drawing})


def parsed(drawing):
    return ElementTree.fromstring(rendered(drawing))


def texts(svg):
    return [text.text for text in svg.iter(f"{SVG}text")]


def limits():
    return (
        make_series("9", "9", label="Upper limit", role=Role.LIMIT),
        make_series("1", "1", label="Lower limit", role=Role.LIMIT),
    )


def test_a_chart_is_a_picture_with_a_name_and_a_description():
    svg = parsed(draw(make_chart(make_series("10", "20"), *limits()), key="p3-17"))
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "p3-17-title p3-17-desc")
    described = [(part.get("id"), part.text) for part in svg if part.get("id")]
    assert described == [
        ("p3-17-title", "Adoptions"),
        ("p3-17-desc", "Fewer than in 2022."),
    ]
    assert texts(svg) == [
        *("0", "5", "10", "15", "20", "2022", "2023"),
        *("Fernmoor 20", "Upper limit 9", "Lower limit 1"),
    ]


def test_a_gap_is_bracketed_and_its_state_and_what_had_no_room_are_said():
    drawing = draw(make_chart(make_series(*["1", "-"] * 20)), key="k", form=NARROW)
    svg = parsed(drawing)
    brackets = [path.get("d") for path in svg.iter(f"{SVG}path")][2]
    assert brackets.count("M") == len(drawing.states)
    assert texts(svg).count("suppressed") == len(drawing.states)
    assert texts(svg)[-3:] == ["More gaps: see the table.", "Fernmoor", "1 in 2060"]


def test_a_page_shows_a_wide_and_a_narrow_drawing_with_ids_of_their_own():
    drawings = draw_for_page(make_chart(make_series("10", "20")), key="p1")
    html = "".join(map(rendered, drawings))
    assert re.findall(r'class="(chart [^"]+)"', html) == [
        "chart chart--wide",
        "chart chart--narrow",
    ]
    assert re.findall(r' id="([^"]+)"', html) == [
        *("p1-title", "p1-desc", "p1-narrow-title", "p1-narrow-desc"),
    ]


def test_a_chart_without_figures_is_one_sentence_on_the_page():
    drawings = draw_for_page(make_chart(make_series("-"), title="A & B"), key="p1")
    assert [rendered(drawing).strip() for drawing in drawings] == [
        '<p class="chart-none">A &amp; B: there are no figures to draw.</p>'
    ]


def test_words_of_people_are_escaped():
    series = make_series("1", label="<b>A</b>")
    chart = make_chart(series, title=HOSTILE, description=HOSTILE, categories=("<i>",), unit="&c")
    svg = parsed(draw(chart, key="k"))
    assert [part.text for part in svg if part.get("id")] == [HOSTILE, HOSTILE]
    assert texts(svg) == ["&c", "0", "1", "<i>", "<b>A</b> 1"]


def test_only_the_council_itself_is_in_bold_and_it_is_drawn_last():
    england = make_series("1", label="England", role=Role.ENGLAND)
    svg = parsed(draw(make_chart(make_series("2"), england), key="k"))
    bold = [group for group in svg.iter(f"{SVG}g") if group.get("font-weight")]
    assert [text.text for group in bold for text in group] == ["Fernmoor 2"]
    strokes = [path.get("stroke") for path in svg.iter(f"{SVG}path") if path.get("stroke")]
    assert strokes[-4:] == [LOOKS[Role.ENGLAND].colour] * 2 + [LOOKS[Role.OWN].colour] * 2


def test_numbers_are_written_for_svg_in_every_language(settings):
    settings.USE_THOUSAND_SEPARATOR, settings.LANGUAGE_CODE = True, "de"
    series = [make_series("5", label="Long name of a council", role=role) for role in Role]
    html = rendered(draw(make_chart(*series), key="k"))
    engine = Engine(dirs=[ROOT / "templates"])
    alone = engine.get_template("scorecard/_chart.html")
    assert html == alone.render(Context({"chart": draw(make_chart(*series), key="k")}))
    assert re.findall(r' (?:x|y|width|height|viewBox)="[^"]*,[^"]*"', html) == []


@given(any_chart())
def test_every_chart_is_valid_xml_without_styles_or_scripts(chart):
    for drawing in draw_for_page(chart, key="k"):
        root = parsed(drawing)
        tags = {part.tag.removeprefix(SVG) for part in root.iter()}
        assert tags <= {"svg", "title", "desc", "rect", "g", "path", "text", "p"}
        names = {name for part in root.iter() for name in part.attrib}
        assert [name for name in names if name == "style" or name.startswith("on")] == []


def test_lines_are_told_apart_by_more_than_colour_and_stand_out_from_the_page():
    areas = [look for look in LOOKS.values() if look.shape]
    assert len({look.shape for look in areas}) == len({look.dash for look in areas}) == 4
    light = sorted(_luminance(look.colour) for look in areas)
    assert min(1.05 / (luminance + 0.05) for luminance in map(_luminance, _colours())) >= 3
    steps = [(one + 0.05) / (other + 0.05) for other, one in zip(light, light[1:], strict=False)]
    assert min(steps) >= 1.3


def _colours():
    return [look.colour for look in LOOKS.values()]


def _luminance(colour):
    """How light a colour is: 0 for black, 1 for white, as WCAG reckons."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        ("Up & up", {"role": "img", "aria-label": "Up & up"}),
        ("", {"aria-hidden": "true"}),
    ],
)
def test_a_sparkline_says_its_words_or_keeps_silent(words, attributes):
    line = sparkline(numbers("1", "2", "-", "4"))
    html = render_to_string("scorecard/_sparkline.html", {"sparkline": line, "words": words})
    svg = ElementTree.fromstring(html)
    sizes = {"class": "sparkline", "viewBox": "0 0 120 32", "width": "120", "height": "32"}
    assert svg.attrib == sizes | attributes


def test_a_sparkline_without_figures_draws_nothing():
    assert render_to_string("scorecard/_sparkline.html", {"sparkline": None}).strip() == ""
