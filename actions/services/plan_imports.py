"""An uploaded plan while it is reviewed: kept, read again with other choices, brought in."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actions.comparison import Comparison
from actions.imports.carrying import carried_decisions, carried_maps
from actions.imports.columns import ColumnMap, alike, map_from_json, map_to_json, propose_maps
from actions.imports.grids import Grid, grids_from_json, grids_to_json
from actions.imports.interpretation import interpret
from actions.imports.proposals import PlanProposal
from actions.models import Plan, PlanImport
from actions.services.imports import bring_in_plan
from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes

MOST_CHOICES = 3_500  # with the lines of leads, within the fields that one form may send
Choices = tuple[tuple[Grid, ...], tuple[ColumnMap, ...]]


def start_import(
    *,
    file_name: str,
    grids: tuple[Grid, ...],
    title: str,
    board: str,
    starts_on: date,
    ends_on: date,
    notes_as_at: date,
    by: User,
    at: datetime,
) -> PlanImport:
    """Keep the words of a file for review, with the columns as they were recognised.

    Columns and cut rows are read as they were when the plan was last brought in. A title that
    differs from that of a plan in its capitals alone means that plan. Raises ValidationError for
    a file about which more would be asked than one form may send.
    """
    known = Plan.objects.called(title, board).first()
    title = known.title if known else title
    maps, decisions = _first_choices(title, board, grids)
    _refuse_too_many_choices(grids, maps)
    kept = PlanImport(
        file_name=file_name,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        notes_as_at=notes_as_at,
        grids=grids_to_json(grids),
        maps=[map_to_json(columns) for columns in maps],
        decisions=decisions,
        uploaded_by=by,
        uploaded_at=at,
        touched_at=at,
    )
    kept.full_clean()
    kept.save()
    return kept


def _refuse_too_many_choices(grids: tuple[Grid, ...], maps: tuple[ColumnMap, ...]) -> None:
    """The review asks about each column of each kind of table, and each row that may be cut."""
    columns = sum(len(maps[leader].roles) for leader in set(alike(maps)))
    count = columns + len(interpret(grids, maps).offers)
    if count > MOST_CHOICES:
        raise ValidationError(
            {
                "file": f"The file has {len(grids):,} tables or sheets, about which {count:,} "
                f"choices would have to be made; {MOST_CHOICES:,} fit on one page. Keep only "
                "those that hold the plan, and choose the file again."
            }
        )


def _first_choices(
    title: str, board: str, grids: tuple[Grid, ...]
) -> tuple[tuple[ColumnMap, ...], dict[str, str]]:
    earlier = PlanImport.objects.filter(
        state=PlanImport.State.BROUGHT_IN, plan__title=title, plan__board=board
    )
    last = earlier.order_by("-uploaded_at", "-pk").first()
    if last is None:
        return propose_maps(grids), {}
    before, chosen = grids_and_maps(last)
    return carried_maps(before, chosen, grids), carried_decisions(before, last.decisions, grids)


def grids_and_maps(kept: PlanImport) -> Choices:
    """The words of the file, and which column holds what."""
    return grids_from_json(kept.grids), tuple(map_from_json(columns) for columns in kept.maps)


def proposal_of(kept: PlanImport) -> PlanProposal:
    """The plan that the file holds, with the choices made so far."""
    grids, maps = grids_and_maps(kept)
    return interpret(
        grids, maps, kept.decisions, plan_starts=kept.starts_on, plan_ends=kept.ends_on
    )


@transaction.atomic
def choose(
    *, kept: PlanImport, version: int, maps: Sequence[ColumnMap], decisions: Mapping[str, str]
) -> PlanImport:
    """Keep the person's choices. Raises Conflict when somebody chose since."""
    kept = _in_review(kept, version)
    save_changes(
        kept,
        maps=[map_to_json(columns) for columns in maps],
        decisions=dict(decisions),
        touched_at=timezone.now(),
    )
    return kept


@transaction.atomic
def finish_import(
    *, kept: PlanImport, version: int, board: str, digest: str, by: User
) -> tuple[Plan, Comparison]:
    """Bring the reviewed plan in, if it is still what the person looked at."""
    kept = _in_review(kept, version)
    _refuse_namesake(kept, board)
    plan, comparison = bring_in_plan(
        proposal=proposal_of(kept),
        title=kept.title,
        board=board,
        starts_on=kept.starts_on,
        ends_on=kept.ends_on,
        notes_as_at=kept.notes_as_at,
        source=kept.file_name,
        by=by,
        digest=digest,
    )
    save_changes(kept, state=PlanImport.State.BROUGHT_IN, plan=plan)
    return plan, comparison


def _refuse_namesake(kept: PlanImport, board: str) -> None:
    """A plan that came since the upload is not the one that the person was shown."""
    known = Plan.objects.called(kept.title, board).first()
    if known and known.title != kept.title:
        raise ValidationError(
            f"{board} has a plan called “{known.title}” since you chose the file. Choose the file "
            "again, with that title to update that plan, or with another one."
        )


def _in_review(kept: PlanImport, version: int) -> PlanImport:
    kept = lock_current(PlanImport.objects, pk=kept.pk, version=version)
    if kept.state != PlanImport.State.REVIEW:
        raise ValidationError("This plan was brought in already.")
    return kept
