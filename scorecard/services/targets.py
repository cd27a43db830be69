"""What is aimed at from a day on: followed by the next target, corrected, or ended."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign
from corporate_parenting.words import capitalised, quoted
from scorecard.figures import Unit, shown
from scorecard.models import AIMS, Indicator, Target
from scorecard.rating import (
    Polarity,
    RatingError,
    TargetKind,
    TargetReading,
    contradiction,
    read_target,
)

_EMPTY = dict.fromkeys(AIMS) | {"words": "", "is_strict": False, "area": ""}


@transaction.atomic
def set_target(
    *,
    indicator: Indicator,
    starts_on: date,
    by: User,
    asked: Polarity | None = None,
    reason: str = "",
    **fields,
) -> Target:
    """Add a target; ``fields`` are those of Target. ``asked``: what its words call better.

    One of the kind none ends those before it, with the ``reason`` that its history keeps. Raises
    ValidationError for an end without one, for a second target from the same day, and for one
    that contradicts itself or what is better.
    """
    indicator = _locked(indicator.pk)
    target = Target(indicator=indicator, starts_on=starts_on, **fields)
    if target.kind == TargetKind.NONE and not reason:
        raise ValidationError({"reason": "Say why there is no target from then on."})
    _check_day(target)
    target.full_clean(exclude=["indicator"])
    check_sense(target, asked)
    sign(target, by=by, reason=reason)
    target.save()
    return target


@transaction.atomic
def correct_target(
    *,
    target: Target,
    version: int,
    by: User,
    reason: str,
    asked: Polarity | None = None,
    **fields,
) -> Target:
    """Put right what was entered wrongly; fields that are not among ``fields`` become empty.

    ``reason``: kept in the target's history. Raises Conflict when somebody saved it since, and
    ValidationError without a reason and as ``set_target`` does.
    """
    indicator = _locked(target.indicator_id)
    target = lock_current(indicator.targets.all(), pk=target.pk, version=version)
    target.indicator = indicator
    wanted = _EMPTY | fields
    changes = {name: value for name, value in wanted.items() if getattr(target, name) != value}
    if not changes:
        return target
    if not reason:
        raise ValidationError({"reason": "Say why the target is corrected."})
    for name, value in changes.items():
        setattr(target, name, value)
    _check_day(target)
    sign(target, by=by, reason=reason)
    save_changes(target, **changes)
    check_sense(target, asked)
    return target


def _locked(pk: int) -> Indicator:
    """Whoever sets targets of one indicator, or brings them in from a file, waits here."""
    return Indicator.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def _check_day(target: Target) -> None:
    others = target.indicator.targets.filter(starts_on=target.starts_on).exclude(pk=target.pk)
    if others.exists():
        raise ValidationError({"starts_on": "The indicator has a target from this day on."})


def check_sense(target: Target, asked: Polarity | None) -> None:
    """ValidationError where the target contradicts itself or what is better."""
    try:
        rule = replace(target.rule(), polarity=asked)
    except RatingError as error:
        raise ValidationError(str(error)) from error
    problem = contradiction(rule, Polarity(target.indicator.polarity))
    if problem:
        raise ValidationError(f"{capitalised(problem)}. Correct the target or the indicator.")


def read_words(words: str, unit: Unit) -> tuple[dict[str, object], Polarity | None]:
    """The fields of a target that the words ask for, and which figures they call better.

    Raises ValidationError where the words are not certain or speak of another unit.
    """
    reading = read_target(words)
    if reading is None:
        raise ValidationError(
            {
                "words": f"{quoted(words)} cannot be read with certainty. Write it like"
                " “At least 90” or “Fewer than 85”, enter the figures yourself, or keep the"
                " words as they are."
            }
        )
    if reading.unit not in (None, Unit(unit)):
        raise ValidationError(
            {
                "words": f"{quoted(words)} speaks of {reading.unit.label.lower()}, but the unit"
                f" of the indicator is “{Unit(unit).label}”. Correct the words."
            }
        )
    fields = _fields(reading)
    for name in ("value", "lower", "upper"):
        _check_range(words, fields[name], Unit(unit))
    return fields, reading.polarity


def _check_range(words: str, value: Decimal | None, unit: Unit) -> None:
    if value is not None and unit.highest is not None and value > unit.highest:
        highest = shown(unit.highest, unit=unit)
        raise ValidationError({"words": f"{quoted(words)} is above {highest}. Check it."})


def _fields(reading: TargetReading) -> dict[str, object]:
    rule = reading.rule()
    return {
        "kind": TargetKind.BAND.value if rule.lower is not None else TargetKind.TARGET.value,
        "value": rule.value,
        "lower": rule.lower,
        "upper": rule.upper,
        "is_strict": rule.is_strict,
        "area": rule.area.value if rule.area else "",
    }
