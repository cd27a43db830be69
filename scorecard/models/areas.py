"""Whose figures are kept: our own council, and those that it is set beside."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from corporate_parenting.models import Versioned


class Area(Versioned):
    """Our council, its region, England, or a statistical neighbour."""

    class Kind(models.TextChoices):
        OWN = "own", "Our council"
        NEIGHBOUR = "neighbour", "Statistical neighbour"
        REGION = "region", "Region"
        ENGLAND = "england", "England"

    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(
        max_length=20, blank=True, help_text="As published files give it, such as 808."
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="area_name_once",
                violation_error_message="There is an area of this name.",
            ),
            models.UniqueConstraint(
                name="area_kind_once",
                fields=["kind"],
                condition=~Q(kind="neighbour"),
                violation_error_message="There is one such area already. Change that one.",
            ),
            models.CheckConstraint(
                name="area_has_name",
                condition=~Q(name=""),
                violation_error_message="Enter the area's name.",
            ),
            models.CheckConstraint(
                name="area_kind_is_known",
                condition=Q(kind__in=["own", "neighbour", "region", "england"]),
                violation_error_message="Choose one of the kinds of area.",
            ),
        ]

    def __str__(self):
        return self.name
