"""What is aimed at from a day on. A target is followed by the next one, never overwritten."""

from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import sign
from scorecard.figures import Unit
from scorecard.models import Indicator, Target
from scorecard.rating import (
    Polarity,
    RatingError,
    TargetKind,
    TargetReading,
    contradiction,
    read_target,
)
from scorecard.words import capitalised, quoted

NUMBERS = ("value", "floor", "lower", "upper", "tolerance")


@transaction.atomic
def set_target(
    *, indicator: Indicator, starts_on: date, by: User, asked: Polarity | None = None, **fields
) -> Target:
    """Add a target; ``fields`` are those of Target. ``asked``: what its words call better.

    Raises ValidationError for a second one from the same day, and for one that contradicts
    itself or what is better.
    """
    indicator = Indicator.objects.select_for_update(of=("self",), no_key=True).get(pk=indicator.pk)
    target = Target(indicator=indicator, starts_on=starts_on, **fields)
    if indicator.targets.filter(starts_on=starts_on).exists():
        raise ValidationError({"starts_on": "The indicator has a target from this day on."})
    target.full_clean(exclude=["indicator"])
    _check_sense(target, asked)
    sign(target, by=by)
    target.save()
    return target


def _check_sense(target: Target, asked: Polarity | None) -> None:
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
    return _fields(reading), reading.polarity


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
