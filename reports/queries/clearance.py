"""How a paper came to where it is, and what was said of it on the way."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from actions.rules import can_view_plan
from reports.models import Clearance, Comment, Rendering, Report
from reports.queries.homes import remarks_on_homes
from reports.queries.papers import (
    IN_HANDS,
    chosen_homes,
    commentary_warnings,
    concealed_notes,
)


@dataclass(frozen=True)
class Step:
    """A state that the paper came into: which, from which, when, by whom and why."""

    state: str
    before: str
    label: str
    at: datetime
    who: str
    why: str

    @property
    def is_return(self) -> bool:
        return self.state == Report.State.DRAFTING and self.before in IN_HANDS


def life_of(report: Report) -> list[Step]:
    """Every change of its state, the latest first, in one query."""
    earlier = report.history.filter(history_id__lt=OuterRef("history_id")).order_by("-history_id")
    before = Coalesce(Subquery(earlier.values("state")[:1]), Value(""))
    rows = report.history.annotate(before=before).exclude(state=F("before"))
    return [
        Step(
            state=row.state,
            before=row.before,
            label=row.get_state_display(),
            at=row.history_date,
            who=str(row.history_user or "The system"),
            why=row.history_change_reason or "",
        )
        for row in rows.select_related("history_user").order_by("-history_id")
    ]


def returned_with(life: list[Step], report: Report) -> Step | None:
    """Why the author has the paper back, while it is being drafted for that reason."""
    return life[0] if report.is_open and life and life[0].is_return else None


def sent_again(life: list[Step]) -> tuple[Step, Step] | None:
    """While the paper is in clearance once more: its return, and how its author sent it again."""
    if len(life) < 2 or life[0].state != Report.State.IN_CLEARANCE or not life[1].is_return:
        return None
    return life[1], life[0]


def is_as_returned(report: Report, rendering: Rendering | None) -> bool:
    """Whether the author has the paper back, and its newest paper has the words it had then."""
    if rendering is None or not report.sha256_returned:
        return False
    return report.sha256_returned == rendering.sha256_words


def newest_clearance(report: Report) -> Clearance | None:
    return report.clearances.order_by("-pk").first()


def comments_of(report: Report) -> QuerySet[Comment]:
    """What was said of it, in the order of the paper; who said and who answered preloaded."""
    return report.comments.select_related("author", "answered_by").order_by("place", "pk")


def warnings_of(rendering: Rendering) -> tuple[str, ...]:
    """What who lets it pass should know of the words in the paper, and of those left out."""
    report = rendering.report
    remarks = remarks_on_homes(report, chosen_homes(report).values())
    return commentary_warnings(rendering) + remarks


def withheld_from(user, report: Report) -> bool:
    """Whether the paper holds a note for officers only, which this person does not read.

    It was made when the note was the board's; nobody publishes it as it is.
    """
    if can_view_plan(user):
        return False
    concealed = concealed_notes(report)
    return report.entries.filter(is_included=True, note__in=concealed).exists()
