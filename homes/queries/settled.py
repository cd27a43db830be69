"""The register of a day, as it was put together last while nobody changes anything in it."""

from datetime import date

from actions.models import Agency, Lead
from corporate_parenting.settled import kept_until_changed
from homes.editions import Edition
from homes.kinds import Governance
from homes.models import Grade, Home, Inspection, Judgement, JudgementArea, Notice, Requirement
from homes.queries.register import register
from homes.queries.rows import Register

TAKEN_FROM = (
    Home, Lead, Agency, Inspection, Judgement, Grade, JudgementArea, Requirement, Notice,
)  # fmt: skip


@kept_until_changed(*TAKEN_FROM, most=16)
def settled_register(day: date, edition: Edition, *, with_closed: bool = False) -> Register:
    """As ``register`` with all our homes, in one query while nothing is changed."""
    return register(day, edition, with_closed=with_closed)


@kept_until_changed(*TAKEN_FROM, most=8)
def settled_register_of_area(day: date, edition: Edition, *, with_closed: bool = False) -> Register:
    """As ``settled_register``, with other providers' homes in our area instead of ours."""
    return register(day, edition, governance=[Governance.AREA], with_closed=with_closed)
