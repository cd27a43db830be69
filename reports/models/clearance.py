"""What stands between a draft and its publication: words on it, and who cleared which bytes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from corporate_parenting.models import LongTextField, Versioned
from reports.models.publications import Publication
from reports.models.reports import Report


class Clearance(models.Model):
    """An approver's word for exact bytes of a paper, named by their hashes.

    ``sha256_pdf`` is the seal of all editions, where there are several (``Rendering.seal``).
    Without history: added and never changed, which the database holds as it does of publications.
    The rendering itself may be tidied away; what was published has its bytes.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="clearances")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clearances"
    )
    clearer_name = models.CharField(max_length=150)
    cleared_at = models.DateTimeField()
    sha256_document = models.CharField(max_length=64)
    sha256_html = models.CharField(max_length=64)
    sha256_pdf = models.CharField(max_length=64)
    sha256_docx = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["report", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="clearance_is_given_by_another",
                condition=~Q(cleared_by=models.F("author")),
                violation_error_message="The author of a paper cannot clear it.",
            ),
            models.CheckConstraint(
                name="clearance_names_its_bytes",
                condition=~Q(sha256_pdf="") & ~Q(sha256_html="") & ~Q(sha256_document=""),
                violation_error_message="A clearance names the bytes that it is for.",
            ),
        ]

    def __str__(self):
        return f"{self.report}, cleared by {self.clearer_name}"


class Withdrawal(models.Model):
    """Why a published version is read no more. Without history: as a publication."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = LongTextField("why it was withdrawn", max_length=2_000)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="withdrawals"
    )
    withdrawer_name = models.CharField(max_length=150)
    withdrawn_at = models.DateTimeField()

    class Meta:
        ordering = ["publication"]
        constraints = [
            models.CheckConstraint(
                name="withdrawal_has_its_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why the paper is withdrawn.",
            ),
        ]

    def __str__(self):
        return f"{self.publication}, withdrawn"


class Comment(Versioned):
    """What a reader in clearance says of one paragraph, and what the author answers.

    ``place`` and ``sha256_document`` say where it stood; ``quoted`` are its first words, by which
    it is found again in a paper that was made anew.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="comments")
    sha256_document = models.CharField(max_length=64)
    place = models.PositiveIntegerField()
    label = models.CharField(max_length=200, blank=True)
    quoted = models.CharField("words of the paper", max_length=200, blank=True)
    text = LongTextField("comment", max_length=5_000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="paper_comments"
    )
    written_at = models.DateTimeField()
    answer = LongTextField(max_length=5_000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="answered_comments",
        null=True,
        blank=True,
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "place", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_says_something",
                condition=~Q(text=""),
                violation_error_message="Enter the comment.",
            ),
            models.CheckConstraint(
                name="comment_is_settled_with_words",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                violation_error_message="Say how the comment was settled.",
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.text[:60]}"

    @property
    def is_settled(self) -> bool:
        return bool(self.answer)
