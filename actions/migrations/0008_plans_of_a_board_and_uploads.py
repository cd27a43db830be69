"""A board has each title once and one current plan, under whatever names it was kept."""

from itertools import count

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

LONGEST_TITLE = 200


def follow_the_board(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Plans under a name that the council's own board had before take the one that it has.

    Backwards nothing moves: the board is called so before as well.
    """
    council = apps.get_model("corporate_parenting", "Council").objects.first()
    if council is None:
        return
    told = apps.get_model("corporate_parenting", "HistoricalCouncil").objects.order_by()
    names = {name.lower() for name in told.values_list("board_name", flat=True)}
    for plan in apps.get_model("actions", "Plan").objects.exclude(board=council.board_name):
        if plan.board.lower() in names | {council.board_name.lower()}:
            reason = f"The board was renamed. It was called {plan.board}."
            _save(apps, plan, reason, board=council.board_name)


def tell_apart(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Number a title that its board has twice; of two current plans the older is archived.

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
            _save(apps, plan, "The board had two current plans.", state="archived")
        if plan.state == "current":
            current.add(board)


def touched_when_uploaded(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Nothing tells when else somebody worked on it."""
    uploads = apps.get_model("actions", "PlanImport").objects
    uploads.update(touched_at=models.F("uploaded_at"))


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
    dependencies = [
        ("actions", "0007_fill_when_status_was_set"),
        ("corporate_parenting", "0002_words_of_submissions"),
    ]

    operations = [
        migrations.AddField(
            model_name="planimport",
            name="touched_at",
            field=models.DateTimeField(default=timezone.now, verbose_name="last worked on"),
        ),
        migrations.RunPython(touched_when_uploaded, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="plan", name="plan_current_once_per_board"),
        migrations.RunPython(follow_the_board, migrations.RunPython.noop),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
    ]
