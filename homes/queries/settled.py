"""The register of a day, and changes since one, kept while nobody changes anything in them."""

from datetime import date

from actions.models import Agency, Lead
from corporate_parenting.settled import kept_until_changed
from homes.editions import Edition
from homes.models import Grade, Home, Inspection, Judgement, JudgementArea, Notice, Requirement
from homes.queries.changes import all_changes_since
from homes.queries.register import register
from homes.queries.rows import Changes, Register

TAKEN_FROM = (
    Home, Lead, Agency, Inspection, Judgement, Grade, JudgementArea, Requirement, Notice,
)  # fmt: skip


@kept_until_changed(*TAKEN_FROM, most=16)
def settled_register(day: date, edition: Edition) -> Register:
    """As ``register`` with all our homes, in one query while nothing is changed."""
    return register(day, edition)


@kept_until_changed(*TAKEN_FROM, most=16)
def settled_changes(since: date, day: date, edition: Edition) -> Changes:
    """As ``all_changes_since``, in one query while nothing is changed."""
    return all_changes_since(since, day, edition)
