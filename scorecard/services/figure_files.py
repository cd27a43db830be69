"""Files of figures, read for the indicators and areas that are kept here."""

from collections.abc import Sequence
from datetime import date

from corporate_parenting.uploads import Upload, UploadError
from scorecard.figures import Unit
from scorecard.imports.cells import KnownIndicator
from scorecard.imports.lait import lait_table, read_lait
from scorecard.imports.lait_dictionary import Dictionary
from scorecard.imports.mapped import read_mapped
from scorecard.imports.neighbours import Neighbour, neighbours_of
from scorecard.imports.own_scorecard import maps_of, read_scorecard, scorecard_tables
from scorecard.imports.proposals import AreaRow, Proposal
from scorecard.imports.tables import Table, csv_table
from scorecard.models import Area, FigureImport, FigureMapping, Indicator
from scorecard.periods import PeriodKind


def tables_of(upload: Upload, kind: FigureImport.Kind) -> tuple[Table, ...]:
    """The tables of a file that hold figures, at least one. UploadError says what is wrong."""
    if kind == FigureImport.Kind.OWN:
        return tuple(sheet.table for sheet in scorecard_tables(upload))
    if kind == FigureImport.Kind.LAIT:
        return (lait_table(upload),)
    if upload.kind != "text":
        raise UploadError("A published file is read as CSV. Save it as “CSV UTF-8” and try again.")
    return (csv_table(upload),)


def own_proposal(tables: Sequence[Table], on: date) -> Proposal:
    """What our own scorecard holds. UploadError where our council is no area yet. ``on``: today."""
    own = Area.objects.filter(kind=Area.Kind.OWN).first()
    if own is None:
        raise UploadError("Our council is not among the areas. An administrator adds it.")
    known = [_known(row) for row in Indicator.objects.order_by("code_key", "pk")]
    return read_scorecard(maps_of(tables), known, own.name, on)


def mapped_proposal(table: Table, mapping: FigureMapping, on: date) -> Proposal:
    """What a published file holds. UploadError where it lacks a column or a filter's value."""
    areas = [AreaRow(area.name, area.kind, area.code) for area in Area.objects.all()]
    return read_mapped(table, mapping.columns, _known(mapping.indicator), areas, on)


def lait_proposal(
    table: Table, dictionary: Table, *, council: str, neighbours: Sequence[Neighbour], on: date
) -> Proposal:
    """What the interactive tool's file holds for the council. UploadError says what is missing."""
    measures = Dictionary(dictionary)
    kept = Indicator.objects.exclude(outside_code="")
    counts = {indicator.outside_code: indicator.counts for indicator in kept}
    named = {"council": council, "neighbours": neighbours}
    return read_lait(table, measures, **named, counts=counts, on=on)


def council_neighbours(workbook: Table | None, code: str) -> Sequence[Neighbour]:
    """Those of the council with that LA number, or without a workbook those that are kept here.

    UploadError where the workbook does not hold the council.
    """
    if workbook is not None:
        return neighbours_of(workbook, code)
    kept = Area.objects.filter(kind=Area.Kind.NEIGHBOUR).exclude(code="")
    return [Neighbour(area.code, area.name) for area in kept]


def _known(indicator: Indicator) -> KnownIndicator:
    return KnownIndicator(
        indicator.code,
        indicator.outside_code,
        indicator.name,
        Unit(indicator.unit),
        PeriodKind(indicator.frequency),
        indicator.counts,
    )
