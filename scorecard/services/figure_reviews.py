"""An uploaded file of figures while it is reviewed: kept, read with choices, brought in."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from scorecard.imports.proposals import Proposal
from scorecard.imports.tables import Table, table_from_json, table_to_json
from scorecard.models import FigureImport, FigureMapping
from scorecard.services.figure_files import mapped_proposal, own_proposal
from scorecard.services.import_comparison import Comparison
from scorecard.services.imports import bring_in_figures


def proposal_of(kept: FigureImport, on: date) -> Proposal:
    """What a kept file holds, with the columns chosen for it. ``on``: today.

    UploadError where it cannot be read by them.
    """
    tables = [table_from_json(stored) for stored in kept.tables]
    if kept.mapping is None:
        return own_proposal(tables, on)
    return mapped_proposal(tables[0], kept.mapping)


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
    )
    kept.full_clean()
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
    save_changes(kept, mapping=mapping)
    return mapping


@transaction.atomic
def give_reason(*, kept: FigureImport, version: int, reason: str) -> FigureImport:
    """Why final figures are corrected, for the next look at the file."""
    kept = _in_review(kept, version)
    save_changes(kept, reason=reason)
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
    save_changes(kept, state=FigureImport.State.BROUGHT_IN)
    return comparison


def _in_review(kept: FigureImport, version: int) -> FigureImport:
    kept = lock_current(FigureImport.objects, pk=kept.pk, version=version)
    if kept.state != FigureImport.State.REVIEW:
        raise ValidationError("These figures were brought in already.")
    return kept
