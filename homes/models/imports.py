"""A file of Ofsted that somebody has uploaded and is looking at before it is brought in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from corporate_parenting.models import Versioned


class OfstedImport(Versioned):
    """The rows of an uploaded file that are one council's. The file itself is not kept.

    ``proposal``: as ``homes.imports.proposals.to_json`` gives it.
    """

    class Kind(models.TextChoices):
        HOMES = "homes", "Homes and their inspections"
        AUTHORITY = "authority", "Inspections of the council"

    class State(models.TextChoices):
        REVIEW = "review", "Being looked at"
        BROUGHT_IN = "brought_in", "Brought in"

    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    proposal = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.REVIEW)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ofsted_imports"
    )
    uploaded_at = models.DateTimeField()
    touched_at = models.DateTimeField("last worked on", default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ofsted_import_kind_is_known",
                condition=Q(kind__in=["homes", "authority"]),
                violation_error_message="Choose one of the kinds of file.",
            ),
            models.CheckConstraint(
                name="ofsted_import_state_is_known",
                condition=Q(state__in=["review", "brought_in"]),
                violation_error_message="An import is looked at or brought in.",
            ),
        ]

    def __str__(self):
        return self.file_name
