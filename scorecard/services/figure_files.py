"""Files of figures, read for the indicators and areas that are kept here."""

from collections.abc import Sequence
from datetime import date

from corporate_parenting.uploads import Upload, UploadError
from scorecard.figures import Unit
from scorecard.imports.cells import KnownIndicator
from scorecard.imports.mapped import read_mapped
from scorecard.imports.own_scorecard import maps_of, read_scorecard, scorecard_tables
from scorecard.imports.proposals import AreaRow, Proposal
from scorecard.imports.tables import Table, csv_table
from scorecard.models import Area, FigureImport, FigureMapping, Indicator
from scorecard.periods import PeriodKind


def tables_of(upload: Upload, kind: FigureImport.Kind) -> tuple[Table, ...]:
    """The tables of a file that hold figures, at least one. UploadError says what is wrong."""
    if kind == FigureImport.Kind.OWN:
        return tuple(sheet.table for sheet in scorecard_tables(upload))
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


def mapped_proposal(table: Table, mapping: FigureMapping) -> Proposal:
    """What a published file holds. UploadError where it lacks a column or a filter's value."""
    areas = [AreaRow(area.name, area.kind, area.code) for area in Area.objects.all()]
    return read_mapped(table, mapping.columns, _known(mapping.indicator), areas)


def _known(indicator: Indicator) -> KnownIndicator:
    return KnownIndicator(
        indicator.code,
        indicator.outside_code,
        indicator.name,
        Unit(indicator.unit),
        PeriodKind(indicator.frequency),
    )
