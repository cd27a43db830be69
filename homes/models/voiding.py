"""What was recorded in error: the row is kept with the reason, and nothing else tells of it."""

from django.db import models
from django.db.models import CheckConstraint, Q

from corporate_parenting.models import LongTextField, Versioned

NOT_VOIDED = Q(voided_on=None)


class VoidableQuerySet(models.QuerySet):
    def not_voided(self) -> "VoidableQuerySet":
        return self.filter(NOT_VOIDED)


class Voidable(Versioned):
    """An inspection that may turn out to be another home's, or never to have happened."""

    voided_on = models.DateField(
        "taken away as recorded in error on", null=True, blank=True, editable=False
    )
    voided_because = LongTextField(
        "why it was recorded in error", max_length=2_000, blank=True, editable=False
    )

    objects = VoidableQuerySet.as_manager()

    class Meta:
        abstract = True


def voided_with_a_reason(name: str) -> CheckConstraint:
    return CheckConstraint(
        name=name,
        condition=(NOT_VOIDED & Q(voided_because=""))
        | (Q(voided_on__isnull=False) & ~Q(voided_because="")),
        violation_error_message="Say why the inspection was recorded in error.",
    )
