"""The meetings that papers are written for."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from corporate_parenting.models import Versioned
from corporate_parenting.words import day_words


class Meeting(Versioned):
    """One meeting of a board."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        REMOTE = "remote", "Remote"
        HYBRID = "hybrid", "In person and remote"

    body = models.CharField("board", max_length=100)
    held_on = models.DateField("date")
    starts_at = models.TimeField("start", null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.IN_PERSON)
    is_public = models.BooleanField("open to the public", default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-held_on", "body", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="meeting_once_a_day",
                fields=["body", "held_on"],
                violation_error_message="This board already has a meeting on that day.",
            ),
            models.CheckConstraint(
                name="meeting_has_body",
                condition=~Q(body=""),
                violation_error_message="Enter the name of the board.",
            ),
            models.CheckConstraint(
                name="meeting_mode_is_known",
                condition=Q(mode__in=["in_person", "remote", "hybrid"]),
                violation_error_message="Choose how the meeting is held.",
            ),
        ]

    def __str__(self):
        return f"{self.body}, {day_words(self.held_on)}"
