"""An uploaded file of Ofsted while it is reviewed: kept, compared, brought in."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes
from homes.imports.proposals import (
    AuthorityFile,
    HomesFile,
    authority_from_json,
    homes_from_json,
    to_json,
)
from homes.models import OfstedImport
from homes.services.authority_imports import bring_in_authority, compare_authority
from homes.services.home_comparison import compare_homes
from homes.services.home_imports import bring_in_homes
from homes.services.import_changes import Comparison

Proposal = HomesFile | AuthorityFile


def start_import(*, file_name: str, proposal: Proposal, by: User, at: datetime) -> OfstedImport:
    """Keep what a file holds for review."""
    is_homes = isinstance(proposal, HomesFile)
    kept = OfstedImport(
        file_name=file_name,
        kind=OfstedImport.Kind.HOMES if is_homes else OfstedImport.Kind.AUTHORITY,
        proposal=to_json(proposal),
        uploaded_by=by,
        uploaded_at=at,
        touched_at=at,
    )
    kept.full_clean()
    kept.save()
    return kept


def proposal_of(kept: OfstedImport) -> Proposal:
    if kept.kind == OfstedImport.Kind.HOMES:
        return homes_from_json(kept.proposal)
    return authority_from_json(kept.proposal)


def compare(proposal: Proposal, on: date) -> Comparison:
    """What bringing it in would change. ``on``: today."""
    if isinstance(proposal, HomesFile):
        return compare_homes(proposal, on=on)
    return compare_authority(proposal, on=on)


def bring_in(
    *, proposal: Proposal, file_name: str, by: User | None, on: date, digest: str | None = None
) -> Comparison:
    """Save all of it or nothing; raises ValidationError as ``bring_in_homes`` does."""
    save = bring_in_homes if isinstance(proposal, HomesFile) else bring_in_authority
    return save(proposal=proposal, file_name=file_name, by=by, on=on, digest=digest)


@transaction.atomic
def finish_import(
    *, kept: OfstedImport, version: int, digest: str, by: User, on: date, at: datetime
) -> Comparison:
    """Bring the reviewed file in, if it is still what the person looked at. ``on``: today."""
    kept = lock_current(OfstedImport.objects, pk=kept.pk, version=version)
    if kept.state != OfstedImport.State.REVIEW:
        raise ValidationError("This file was brought in already.")
    comparison = bring_in(
        proposal=proposal_of(kept), file_name=kept.file_name, by=by, on=on, digest=digest
    )
    save_changes(kept, state=OfstedImport.State.BROUGHT_IN, touched_at=at)
    return comparison
