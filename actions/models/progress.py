"""What was said about the plan, and when. Added, never overwritten."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from simple_history.models import HistoricalRecords

from actions.models.plans import PROPOSALS, Action
from actions.models.strands import Strand
from corporate_parenting.models import LongTextField
from corporate_parenting.words import day_words


class ProgressNoteQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-as_at", "-pk")

    def standing(self):
        """Without those that a later note corrects."""
        # Not as a join: inside a subquery SQLite would build an index of all notes for it.
        return self.filter(~Exists(ProgressNote.objects.filter(corrects=OuterRef("pk"))))

    def for_board(self):
        return self.filter(visibility=ProgressNote.Visibility.BOARD)


class ProgressNote(models.Model):
    """What a person said about an action or one of its strands, as at a day."""

    class Visibility(models.TextChoices):
        BOARD = "board", "For the board"
        OFFICERS = "officers", "For officers only"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="notes")
    strand = models.ForeignKey(
        Strand, null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    as_at = models.DateField("as at")
    text = LongTextField(max_length=20_000, blank=True)
    is_unchanged = models.BooleanField("no change since the last note", default=False)
    proposed_status = models.CharField(max_length=12, choices=PROPOSALS, blank=True)
    status_reason = LongTextField(max_length=2_000, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.BOARD)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="correction"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="notes"
    )
    recorded_at = models.DateTimeField()
    history = HistoricalRecords()

    objects = ProgressNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-as_at", "-pk"]
        permissions = [("record_any_progress", "Can record progress on any strand")]
        indexes = [
            models.Index(name="note_newest_of_action", fields=["action", "-as_at", "-id"]),
            models.Index(name="note_newest_of_strand", fields=["strand", "-as_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="note_has_text_or_no_change",
                condition=~Q(text="") | Q(is_unchanged=True),
                violation_error_message="Write what was done, or say that nothing has changed.",
            ),
            models.CheckConstraint(
                name="note_status_is_known",
                condition=Q(proposed_status__in=["", *dict(PROPOSALS)]),
                violation_error_message="Choose one of the statuses.",
            ),
            models.CheckConstraint(
                name="note_status_has_its_reason",
                condition=~Q(proposed_status__in=["amber", "red", "closed"]) | ~Q(status_reason=""),
                violation_error_message="Say why the action is amber, red or closed.",
            ),
            models.CheckConstraint(
                name="note_visibility_is_known",
                condition=Q(visibility__in=["board", "officers"]),
                violation_error_message="Choose who the note is for.",
            ),
            models.CheckConstraint(
                name="note_corrects_another",
                condition=Q(corrects=None) | ~Q(corrects=F("id")),
                violation_error_message="A note cannot correct itself.",
            ),
        ]

    def __str__(self):
        return f"{self.action.reference}, {day_words(self.as_at)}"


class EvidenceLink(models.Model):
    """An address where the evidence for a note is kept."""

    note = models.ForeignKey(ProgressNote, on_delete=models.CASCADE, related_name="evidence")
    label = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500)
    history = HistoricalRecords()

    class Meta:
        ordering = ["note", "pk"]

    def __str__(self):
        return self.label or self.url
