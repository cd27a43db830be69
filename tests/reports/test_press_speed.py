"""The quicker ways of the press change nothing: papers come out the same to the byte."""

import pytest
from weasyprint import HTML

from reports import press, press_speed
from reports.document import to_dict
from reports.rendering import render_archive, render_pdf
from tests.bench import documents
from tests.reports.papers import sample_report
from tests.reports.pressing import draw

WORDS = (
    "The care council asked for more choice near the schools that young people go to now, "
    "and the fostering team met three families in Fernmoor-by-the-Sea this month. "
)
LONG_WORD = "https://council.example/" + "a-very-long-address/" * 9
PAGES = {
    "words": (f"<h1>A</h1><p>{WORDS * 4}</p><p>{LONG_WORD} {WORDS}</p>", ""),
    "words that may break anywhere": (
        f"<p>{WORDS}{LONG_WORD}</p>", "p { overflow-wrap: anywhere; width: 61mm }"),
    "narrow columns": (f"<p>{WORDS * 3}</p>", "p { width: 19mm }"),
    "many widths": (
        "".join(f'<p class="w{n}">{WORDS}</p>' for n in range(40)),
        "".join(f".w{n} {{ width: {150 + 7 * n}px }}" for n in range(40))),
    "both edges straight": (f"<p>{WORDS * 3}</p>", "p { text-align: justify; width: 80mm }"),
    "spaced": (f"<p>{WORDS}</p>", "p { letter-spacing: 1pt; word-spacing: 3pt; width: 90mm }"),
    "hyphens": (f"<p lang='en'>{WORDS * 3}</p>", "p { hyphens: auto; width: 40mm }"),
    "soft hyphens": ("<p>" + "foster&shy;ing author&shy;ity " * 40 + "</p>", "p { width: 47mm }"),
    "kept spaces": (f"<pre>one\ttwo\n  three\n\n{WORDS}</pre>", "pre { white-space: pre-wrap }"),
    "decorated": (f"<p><a href='#x'>{WORDS}</a> <u id='x'>x</u> <s>y</s></p>", ""),
    "right to left": (
        "<p>" + "בית קרוב לבית הספר " * 20 + f"</p><ul><li>א<li>{WORDS}</ul>",
        "body { direction: rtl } p { width: 60mm }"),
    "two directions": (f"<p>{WORDS} בית קרוב 123 {WORDS} مرحبا بالعالم {WORDS}</p>", ""),
    "beside a float": (
        f"<div>box</div><p>{WORDS * 4}</p>", "div { float: right; width: 30%; height: 9em }"),
    "lists": (
        f"<ol><li>a<li>{WORDS}<ul><li>b<li>c</ul></ol><ul><li>d</ul><ol><li>e</ol>",
        "ul ul { list-style: '– ' } ol ol { list-style-position: inside }"),
    "boxes": (
        f"<section><p>{WORDS}</p></section>",
        "section { box-sizing: border-box; width: 50%; padding: 3% 1em; margin: auto;"
        "border: 2px solid #123456; border-radius: 9px; background: #eee; max-height: 40% }"
        "p { min-width: 40%; min-height: 2em; position: relative; left: 3pt }"),
    "a table": (
        "<table><tr><th>a<th>b</tr>" + f"<tr><td>{WORDS}<td colspan=1>{WORDS}</tr>" * 30,
        "table { border-collapse: collapse; width: 100% } td { border: 1px solid red; width: 30% }"
        "tr:nth-child(3n) { background: #eef }"),
    "quotations": (
        "<p>a</p><blockquote>b</blockquote><p>c</p><blockquote>d</blockquote><p>e</p><p>f</p>",
        "p:has(+ blockquote) { color: #00f } blockquote + p:has(+ blockquote) { margin: 2em }"),
    "pages of some numbers": (
        f"<p>{WORDS * 60}</p>",
        "@page { size: A6; @bottom-right { content: counter(page) '/' counter(pages) } }"
        "@page :nth(2) { background: #eee; margin: 3cm } @page :left { margin-left: 3cm }"),
    "pages of some names": (
        f"<p>{WORDS * 30}</p><p id=b>{WORDS * 30}</p><p>{WORDS * 30}</p>",
        "@page { size: A6; @top-left { content: string(head) } } @page wide { size: A5 landscape }"
        "p { string-set: head content(text) } #b { page: wide; break-after: right }"),
    "cut off": (
        f"<p>{WORDS}</p>",
        "p { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 50mm }"),
    "first letters": (f"<p>{WORDS}</p>", "p::first-letter { font-size: 3em; float: left }"),
    "fonts": (
        f"<p>1234 <b>{WORDS}</b> <i>fi fl</i> a<sup>2</sup> ½ € ﬁ é e\u0301 \u202fx</p>",
        "p { font-family: 'Liberation Serif'; font-feature-settings: 'smcp' }"
        "b { font: 9pt monospace; font-variant-numeric: tabular-nums }"),
    "a drawing": (
        '<p>x</p><svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><title>t</title>'
        '<text x="5" y="20">Homes</text><text x="5" y="40" font-weight="bold">12 %</text></svg>',
        ""),
}  # fmt: skip


@pytest.fixture
def slowly(monkeypatch):
    """Draws as WeasyPrint alone does."""

    def run(function, *arguments, **options):
        with monkeypatch.context() as patched:
            for where, name, original in press_speed.replaced():
                patched.setattr(where, name, original)
            patched.setattr(press, "Page", lambda html, by: HTML(string=html, url_fetcher=by))
            return function(*arguments, **options)

    return run


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_any_style_is_drawn_as_weasyprint_draws_it(slowly, name):
    body, style = PAGES[name]
    html = f'<html lang="en-GB"><title>x</title><body>{body}</body></html>'
    assert draw(html, stylesheet=style) == slowly(draw, html, stylesheet=style)


@pytest.mark.parametrize(
    "make", [lambda: to_dict(sample_report()), lambda: documents.plan(7), documents.annual]
)
@pytest.mark.parametrize("render", [render_pdf, render_archive])
def test_a_paper_is_the_same_to_the_byte(slowly, make, render):
    document = make()
    assert render(document) == slowly(render, document)


def test_nothing_was_replaced_twice():
    """An original that is a quicker way itself would never be tried without."""
    replaced = press_speed.replaced()
    quick = [vars(where)[name] for where, name, _ in replaced]
    assert len(replaced) > 20
    assert [original for _, _, original in replaced if original in quick] == []
