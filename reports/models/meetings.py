"""The meetings that papers are written for."""

from django.core.validators import MinValueValidator
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


class RegularReport(Versioned):
    """A report that a board considers, with how often; ``meetings`` are those that took it."""

    body = models.CharField("board", max_length=100)
    title = models.CharField(max_length=200)
    frequency = models.CharField(
        "how often", max_length=60, blank=True, help_text="Such as 6 monthly, or empty."
    )
    order = models.PositiveSmallIntegerField("place", default=1, validators=[MinValueValidator(1)])
    meetings = models.ManyToManyField(
        Meeting, blank=True, related_name="considered", verbose_name="considered at"
    )
    is_removed = models.BooleanField("no longer considered", default=False)
    history = HistoricalRecords(m2m_fields=["meetings"])

    class Meta:
        ordering = ["body", "order", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="regularreport_title_once_per_board",
                fields=["body", "title"],
                violation_error_message="The board considers a report of this title already.",
            ),
            models.CheckConstraint(
                name="regularreport_has_board_and_title",
                condition=~Q(body="") & ~Q(title=""),
                violation_error_message="Enter the board and the title of the report.",
            ),
        ]

    def __str__(self):
        return self.title
