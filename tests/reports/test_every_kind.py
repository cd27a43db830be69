"""Every kind of paper passes PDF/UA-1, and its archive copy PDF/A-3a as well."""

import os
from pathlib import Path

import page
import pytest

from reports.assemble import assemble
from reports.document import Figure, Heading, Table, from_dict, spread
from reports.rendering import render_archive, render_pdf
from tests.reports.full_papers import codes, make_full_report

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_both]
FOLDER = os.environ.get("PAPERS_FOLDER", "")  # where .ci/verapdf finds the papers
KINDS = ("annual", "decision", "plan", "scorecard", "update")
MOST_HOLD = {"annual", "decision", "update", "scorecard"}


def failures(pdf, profile):
    report = page.validate_pdf_bytes(pdf, profile=profile)
    return "" if report.is_compliant else str(report)


def keep(name, pdf):
    if FOLDER:
        Path(FOLDER, name).write_bytes(pdf)


def test_no_kind_is_left_out():
    assert codes() == list(KINDS)


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_is_accessible_and_its_archive_copy_archival(code):
    document = assemble(make_full_report(code))
    kinds = {type(block) for block in spread(from_dict(document).blocks)}
    assert {Heading, Table} <= kinds
    assert (Figure in kinds) == (code in MOST_HOLD)
    pdf, archived = render_pdf(document), render_archive(document)
    keep(f"{code}.pdf", pdf)
    keep(f"{code}-archive.pdf", archived)
    assert failures(pdf, "ua1") == ""
    assert failures(archived, "ua1") == ""
    assert failures(archived, "pdfa3a") == ""
