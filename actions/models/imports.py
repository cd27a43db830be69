"""A plan that somebody has uploaded and is looking at before it is brought in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from actions.models.plans import Plan
from corporate_parenting.models import Versioned


class PlanImport(Versioned):
    """The words of an uploaded file, and what the person chose. The file itself is not kept."""

    class State(models.TextChoices):
        REVIEW = "review", "Being looked at"
        BROUGHT_IN = "brought_in", "Brought in"

    file_name = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    notes_as_at = models.DateField()
    grids = models.JSONField()
    maps = models.JSONField()
    decisions = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.REVIEW)
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    uploaded_at = models.DateTimeField()
    touched_at = models.DateTimeField("last worked on", default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_plan_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message="The plan must end after it starts.",
            ),
            models.CheckConstraint(
                name="import_state_is_known",
                condition=Q(state__in=["review", "brought_in"]),
                violation_error_message="An import is looked at or brought in.",
            ),
        ]

    def __str__(self):
        return f"{self.title} from {self.file_name}"
