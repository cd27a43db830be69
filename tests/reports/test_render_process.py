"""The printing process and its limits."""

import os

import pytest

from reports.document import to_dict
from reports.render_process import _environment, render_limited
from reports.rendering import RenderError, render_docx, render_pdf
from tests.reports.papers import make_document, sample_report

SHORT = to_dict(make_document())


def test_process_prints_what_the_site_would_print():
    document = to_dict(sample_report())
    assert render_limited(document, "pdf") == render_pdf(document)
    assert render_limited(document, "docx") == render_docx(document)


def test_secrets_stay_outside(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x" * 50)
    monkeypatch.setenv("DATABASE_URL", "postgres://a:b@c/d")
    assert {"SECRET_KEY", "DATABASE_URL"} & set(_environment()) == set()
    assert _environment()["PATH"] == os.environ["PATH"]


def test_paper_that_takes_too_long_is_given_up():
    with pytest.raises(RenderError, match="took longer than 0.1 seconds"):
        render_limited(SHORT, "pdf", seconds=0.1)


def test_paper_that_is_too_large_is_given_up():
    with pytest.raises(RenderError, match="more than 200 MB|stopped unexpectedly"):
        render_limited(to_dict(sample_report(repeats=300)), "pdf", megabytes=200)


def test_process_that_dies_is_a_sentence(caplog):
    with pytest.raises(RenderError, match="stopped unexpectedly|more than 90 MB"):
        render_limited(SHORT, "pdf", megabytes=90)
    assert "Printing ended with" in caplog.text


@pytest.mark.parametrize("depth", [400, 100_000])
def test_paper_nested_without_end_is_refused(depth):
    inner = {"kind": "paragraph", "runs": []}
    for _ in range(depth):
        inner = {"kind": "quotation", "blocks": [inner]}
    with pytest.raises(RenderError, match="nested too deeply"):
        render_limited({**SHORT, "blocks": [inner]}, "pdf")


def test_reason_for_refusing_comes_back_whole():
    with pytest.raises(RenderError, match="The council's colour 'red' is not of the form #1d4f76."):
        render_limited({**SHORT, "colour": "red"}, "pdf")
    with pytest.raises(RenderError, match="of unknown kind: hologram"):
        render_limited({**SHORT, "blocks": [{"kind": "hologram"}]}, "pdf")
