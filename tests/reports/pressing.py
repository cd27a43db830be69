"""Pages that no paper has, through the press as papers go."""

from dataclasses import dataclass

from reports import press
from reports.pdf import refuse_unfit
from reports.press_team import print_all
from reports.sheets import Sheets, part_sheets


@dataclass(frozen=True)
class Drawn:
    """``refused`` and ``broken`` are addresses; ``missing`` characters are empty boxes."""

    pdf: bytes
    refused: list
    missing: set
    broken: list


def draw(html, *, stylesheet="", assets=None):
    """A page as a paper of one part, without frames."""
    part = press.print_part(html, stylesheet=stylesheet, assets=assets or {})
    pdf, _ = press.bind([part], title="x", author="y", language="en-GB", identifier=b"1" * 16)
    return Drawn(pdf, part.refused, part.missing, part.broken)


def refused(document, html, pictures=None):
    """Raises what a paper raises whose only part is this page."""
    (part,) = print_all([Sheets(html, "", pictures or {})], processes=1)
    refuse_unfit(part, document.blocks)


def missing_from(document):
    """The characters of a document that no font of this machine holds."""
    return set().union(*(part.missing for part in print_all(part_sheets(document), 1)))
