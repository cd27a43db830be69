"""What was published, for ever.

Without history: these rows are added and never changed, and triggers in the database refuse
everything else. A correction is the next version.
"""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length

from corporate_parenting.models import LongTextField
from reports.file_names import file_name
from reports.kinds import Edition
from reports.models.reports import Report


class PublicationQuerySet(models.QuerySet):
    def newest_versions(self):
        """One row a paper: no later version of it was published."""
        later = Publication.objects.filter(
            report=OuterRef("report"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(later))

    def latest_first(self):
        return self.order_by("-meeting_on", "-published_at", "-pk")

    def without_bytes(self):
        """For lists: ``pdf_bytes`` says how large the file is. Its withdrawal is loaded."""
        lean = self.defer("document", "html", "pdf", "docx").select_related("withdrawal")
        return lean.annotate(pdf_bytes=Length("pdf"))


class Publication(models.Model):
    """One version of a paper as members read it: its words, its bytes and who stood for them.

    Names and the meeting's day are copied, so that the page never reads a row that may change.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="publications")
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    kind_name = models.CharField(max_length=100, blank=True)  # none in the first papers
    title = models.CharField(max_length=200)
    body = models.CharField("board", max_length=100)
    meeting_on = models.DateField("meeting")
    document = models.JSONField(encoder=DjangoJSONEncoder)
    html = models.TextField()
    pdf = models.BinaryField()
    docx = models.BinaryField("Word file", default=bytes, blank=True)  # none in the first papers
    sha256_document = models.CharField(max_length=64)
    sha256_html = models.CharField(max_length=64)
    sha256_pdf = models.CharField(max_length=64)
    sha256_docx = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authored_publications"
    )
    author_name = models.CharField(max_length=150)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="approved_publications"
    )
    approver_name = models.CharField(max_length=150)
    # Who approved the first papers also published them.
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="publications",
        null=True,
        blank=True,
    )
    publisher_name = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField()
    reason = LongTextField("why it was corrected", max_length=2_000, blank=True)

    edition = Edition.PUBLIC  # beside it stand its ``editions``, which show more

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting_on", "-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="publication_version_once_per_report",
                fields=["report", "version"],
                violation_error_message="This version of the paper is published already.",
            ),
            models.CheckConstraint(
                name="publication_is_approved_by_another",
                condition=~Q(approved_by=models.F("author")),
                violation_error_message="The author of a paper cannot approve it.",
            ),
            models.CheckConstraint(
                name="publication_is_published_by_another",
                condition=Q(published_by=None) | ~Q(published_by=models.F("author")),
                violation_error_message="The author of a paper cannot publish it.",
            ),
            models.CheckConstraint(
                name="publication_correction_has_its_reason",
                condition=Q(version=1) | (Q(version__gt=1) & ~Q(reason="")),
                violation_error_message="Say why the paper was corrected.",
            ),
            models.CheckConstraint(
                name="publication_has_its_paper",
                condition=~Q(html="") & ~Q(sha256_pdf="") & ~Q(sha256_html=""),
                violation_error_message="A published paper has its bytes.",
            ),
        ]

    def __str__(self):
        return f"{self.title}, version {self.version}"

    @property
    def is_withdrawn(self) -> bool:
        """For rows that were loaded with their withdrawal."""
        return hasattr(self, "withdrawal")

    def file_name(self, form: str, edition: str = Edition.PUBLIC, *, mark: str = "") -> str:
        """``form`` is ``pdf`` or ``docx``; ``mark`` tells a file apart that is neither."""
        version = "" if self.version == 1 else f"version-{self.version}"
        marks = (mark, version, edition)
        return file_name(self.meeting_on, self.body, self.title, *marks, form=form)


class PublishedEdition(models.Model):
    """What members or officers read of a publication beyond the public. Never changed."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="editions")
    edition = models.CharField(max_length=10, choices=Edition.choices())
    document = models.JSONField(encoder=DjangoJSONEncoder)
    html = models.TextField()
    pdf = models.BinaryField()
    docx = models.BinaryField("Word file")
    sha256_html = models.CharField(max_length=64)
    sha256_pdf = models.CharField(max_length=64)
    sha256_docx = models.CharField(max_length=64)

    class Meta:
        ordering = ["publication", "edition", "pk"]
        permissions = [
            ("view_members_edition", "Can read what is exempt in a paper"),
            ("view_officers_edition", "Can read what is exempt or confidential in a paper"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="publishededition_once_per_publication",
                fields=["publication", "edition"],
                violation_error_message="The publication has this edition already.",
            ),
        ]

    def __str__(self):
        return f"{self.publication}, {self.get_edition_display()}"


class ArchiveCopy(models.Model):
    """A publication's public paper as PDF/A with its data inside, for who keeps it for decades.

    Made after publishing, of the document that was published. Added once, never changed.
    """

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="archive_copy"
    )
    pdf = models.BinaryField()
    sha256_pdf = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["publication"]
        verbose_name_plural = "archive copies"
        constraints = [
            models.CheckConstraint(
                name="archivecopy_has_its_hash",
                condition=~Q(sha256_pdf=""),
                violation_error_message="An archive copy has its bytes.",
            ),
        ]

    def __str__(self):
        return f"{self.publication}, archive copy"

    @property
    def file_name(self) -> str:
        return self.publication.file_name("pdf", mark="archive")


class CarriedNote(models.Model):
    """A progress note that a publication has told the board. Added with it, never changed."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="carried_notes"
    )
    note = models.ForeignKey(
        "actions.ProgressNote", on_delete=models.PROTECT, related_name="carried_by"
    )

    class Meta:
        ordering = ["publication", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="carriednote_once_per_publication",
                fields=["publication", "note"],
                violation_error_message="The publication carries this note already.",
            ),
        ]

    def __str__(self):
        return f"{self.note} in {self.publication}"
