"""An uploaded file of figures while it is reviewed: kept, read with choices, brought in."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, sign
from scorecard.imports.kept import proposal_from_json, proposal_to_json
from scorecard.imports.lait import council_code
from scorecard.imports.proposals import Proposal
from scorecard.imports.tables import Table, table_from_json, table_to_json
from scorecard.models import Area, FigureImport, FigureMapping, Indicator
from scorecard.services.figure_files import (
    council_neighbours,
    lait_proposal,
    mapped_proposal,
    own_proposal,
)
from scorecard.services.import_comparison import Comparison
from scorecard.services.imports import bring_in_figures


def proposal_of(kept: FigureImport, on: date) -> Proposal:
    """What a kept file holds, with all that was chosen for it. ``on``: today.

    It is read once and kept, until what it was read for is another: then it is read anew.
    UploadError where it cannot be read.
    """
    read_for = _read_for(kept, on)
    if kept.read is not None and kept.read_for == read_for:
        return proposal_from_json(kept.read)
    proposal = _read(kept, on)
    kept.read, kept.read_for = proposal_to_json(proposal), read_for
    # No change of a person's: the version stays, so that their page is not out of date.
    kept.save(update_fields=["read", "read_for"])
    return proposal


def _read(kept: FigureImport, on: date) -> Proposal:
    tables = tables_kept(kept)
    if kept.kind == FigureImport.Kind.OWN:
        return own_proposal(tables, on)
    if kept.kind == FigureImport.Kind.PUBLISHED:
        return mapped_proposal(tables[0], kept.mapping, on)
    workbook = kept.neighbours and table_from_json(kept.neighbours)
    return lait_proposal(
        tables[0],
        table_from_json(kept.dictionary),
        council=kept.council,
        neighbours=council_neighbours(workbook, council_code(tables[0], kept.council)),
        on=on,
    )


def _read_for(kept: FigureImport, on: date) -> str:
    """A hash of all that reading a file depends on but for the file, in two queries."""
    columns = ("code", "outside_code", "name", "unit", "frequency")
    meaning = ("decimals", "basis", "counts_people")
    indicators = Indicator.objects.order_by("pk").values_list("pk", *columns, *meaning)
    areas = Area.objects.order_by("pk").values_list("pk", "name", "kind", "code")
    mapping = kept.mapping and (kept.mapping.pk, kept.mapping.version)
    told = (on.isoformat(), list(indicators), list(areas), mapping)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def tables_kept(kept: FigureImport) -> list[Table]:
    return [table_from_json(stored) for stored in kept.tables]


def start_import(
    *,
    file_name: str,
    kind: FigureImport.Kind,
    tables: Sequence[Table],
    mapping: FigureMapping | None = None,
    by: User,
    at: datetime,
) -> FigureImport:
    """Keep the words of a file for review."""
    kept = FigureImport(
        file_name=file_name,
        kind=kind,
        tables=[table_to_json(table) for table in tables],
        mapping=mapping,
        uploaded_by=by,
        uploaded_at=at,
        touched_at=at,
    )
    # To check a long table takes as long as to save it.
    kept.full_clean(exclude=["tables"])
    kept.save()
    return kept


@transaction.atomic
def choose_columns(
    *, kept: FigureImport, version: int, by: User, **columns: object
) -> FigureMapping:
    """Save which columns give what, under a name, and read the kept file by them."""
    kept = _in_review(kept, version)
    mapping = FigureMapping(**columns)
    mapping.full_clean()
    sign(mapping, by=by)
    mapping.save()
    _save(kept, mapping=mapping, read=None)
    return mapping


@transaction.atomic
def keep_files(*, kept: FigureImport, **files: Table) -> None:
    """Keep the ``dictionary`` or the ``neighbours`` that were chosen, whatever else was wrong.

    The version stays, for nothing is decided by it: what was read with others is read anew, and
    whoever looked at that looks again.
    """
    for name, table in files.items():
        setattr(kept, name, table_to_json(table))
    kept.read = None
    kept.save(update_fields=[*files, "read"])


@transaction.atomic
def choose_council(*, kept: FigureImport, version: int, council: str) -> FigureImport:
    """Read the kept file for that council, with the dictionary and neighbours kept beside it."""
    kept = _in_review(kept, version)
    if kept.dictionary is None:
        raise ValidationError("Choose the dictionary that was published with the file.")
    _save(kept, council=council, read=None)
    return kept


@transaction.atomic
def give_reason(*, kept: FigureImport, version: int, reason: str) -> FigureImport:
    """Why final figures are corrected, for the next look at the file."""
    kept = _in_review(kept, version)
    _save(kept, reason=reason)
    return kept


@transaction.atomic
def finish_import(
    *, kept: FigureImport, version: int, digest: str, by: User, on: date
) -> Comparison:
    """Bring the reviewed figures in, if they are still what the person looked at. ``on``: today."""
    kept = _in_review(kept, version)
    comparison = bring_in_figures(
        proposal=proposal_of(kept, on),
        file_name=kept.file_name,
        by=by,
        reason=kept.reason,
        digest=digest,
    )
    _save(kept, state=FigureImport.State.BROUGHT_IN)
    return comparison


def _in_review(kept: FigureImport, version: int) -> FigureImport:
    kept = lock_current(FigureImport.objects.without_tables(), pk=kept.pk, version=version)
    if kept.state != FigureImport.State.REVIEW:
        raise ValidationError("These figures were brought in already.")
    return kept


def _save(kept: FigureImport, **changes: object) -> None:
    """As ``save_changes``, without a second look at tables that did not change."""
    changes["touched_at"] = timezone.now()
    for name, value in changes.items():
        setattr(kept, name, value)
    kept.version += 1
    kept.full_clean(exclude=[*kept.get_deferred_fields(), "read"])
    kept.save(update_fields=[*changes, "version"])
