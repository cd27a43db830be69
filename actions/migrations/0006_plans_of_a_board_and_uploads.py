"""A board has each title once, and one current plan, however its name is capitalised."""

from itertools import count

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Lower
from django.utils import timezone

LONGEST_TITLE = 200


def tell_apart(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Number a title that its board has twice; of two current plans the older is a draft.

    Backwards nothing moves: a number behind a title is right before as well.
    """
    titles, current = set(), set()
    for plan in _most_current_first(apps):
        board = plan.board.lower()
        if (board, plan.title.lower()) in titles:
            title = _free_title(board, plan.title, titles)
            _save(apps, plan, "The board had two plans of this title.", title=title)
        titles.add((board, plan.title.lower()))
        if plan.state == "current" and board in current:
            _save(apps, plan, "The board had two current plans.", state="draft")
        if plan.state == "current":
            current.add(board)


def _most_current_first(apps: Apps) -> list[models.Model]:
    plans = apps.get_model("actions", "Plan").objects.order_by("-starts_on", "-pk")
    return sorted(plans, key=lambda plan: plan.state != "current")


def _free_title(board: str, title: str, taken: set[tuple[str, str]]) -> str:
    marks = (f" ({number})" for number in count(2))
    numbered = (title[: LONGEST_TITLE - len(mark)] + mark for mark in marks)
    return next(longer for longer in numbered if (board, longer.lower()) not in taken)


def _save(apps: Apps, plan: models.Model, reason: str, **changes: str) -> None:
    """With its history: each row agrees with the newest of its records."""
    for name, value in (changes | {"version": plan.version + 1}).items():
        setattr(plan, name, value)
    plan.save()
    kept = {field.attname: getattr(plan, field.attname) for field in plan._meta.concrete_fields}
    apps.get_model("actions", "HistoricalPlan").objects.create(
        **kept, history_date=timezone.now(), history_type="~", history_change_reason=reason
    )


class Migration(migrations.Migration):
    dependencies = [("actions", "0005_status_not_given")]

    operations = [
        migrations.RemoveConstraint(model_name="plan", name="plan_current_once_per_board"),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                Lower("board"),
                Lower("title"),
                name="plan_title_once_per_board",
                violation_error_message=(
                    "This board has a plan of this title. Change that plan, or choose another "
                    "title, such as one with the years."
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                Lower("board"),
                condition=models.Q(("state", "current")),
                name="plan_current_once_per_board",
                violation_error_message="This board has a current plan. Archive that one first.",
            ),
        ),
    ]
