"""A paper on its way to PDF and Word file: asked for on a page, made by the worker.

Without history: no person edits a rendering. The row is itself the record of who asked for the
paper, how often the worker tried, and what came out.
"""

import hashlib
import json
from datetime import datetime, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from corporate_parenting.words import moment_words
from reports.kinds import Edition
from reports.models.reports import Report
from reports.models.word_templates import WordTemplate

LEASE = timedelta(minutes=4)
"""How long an edition of a paper may be made until its worker is taken for dead."""
WAIT = timedelta(minutes=10)
"""How long it may stand behind others in the queue."""
KEPT = timedelta(days=1)
"""How long its bytes are kept for whoever still looks at a page that links to them."""


class RenderingQuerySet(models.QuerySet):
    def left_behind(self, now):
        """Those that were neither taken up nor finished in time."""
        return self.filter(
            Q(state=Rendering.State.RENDERING, started_at__lt=now - LEASE)
            | Q(state=Rendering.State.QUEUED, queued_at__lt=now - WAIT)
        )

    def left_over(self, now):
        """Done with a day ago, and nobody can publish them: made anew since, or published."""
        newer = Rendering.objects.filter(report=OuterRef("report"), pk__gt=OuterRef("pk"))
        told = [Report.State.PUBLISHED, Report.State.WITHDRAWN]
        return self.filter(
            Exists(newer) | Q(report__state__in=told),
            state__in=[Rendering.State.READY, Rendering.State.FAILED],
            finished_at__lt=now - KEPT,
        )

    def newest_first(self):
        return self.order_by("-pk")

    def without_bytes(self):
        """For pages that show how it stands: the paper itself stays in the database."""
        return self.defer("document", "html", "pdf", "docx", "parts")


class Rendering(models.Model):
    """The draft as it stood when somebody asked for the paper, and the bytes made of it."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RENDERING = "rendering", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="renderings")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="renderings"
    )
    requested_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=500, blank=True)
    # What its Word files are written into: the council's template when it was asked for.
    template = models.ForeignKey(
        WordTemplate, on_delete=models.PROTECT, related_name="renderings", null=True, blank=True
    )
    document = models.JSONField(encoder=DjangoJSONEncoder)
    html = models.TextField(blank=True)
    pdf = models.BinaryField(default=bytes, blank=True)
    docx = models.BinaryField("Word file", default=bytes, blank=True)
    # The chapters of all editions as they were printed: the next paper takes what is unchanged.
    parts = models.BinaryField("Printed chapters", default=bytes, blank=True)
    sha256_document = models.CharField(max_length=64)
    sha256_html = models.CharField(max_length=64, blank=True)
    sha256_pdf = models.CharField(max_length=64, blank=True)
    sha256_docx = models.CharField(max_length=64, blank=True)

    edition = Edition.PUBLIC  # beside it stand its ``editions``, which show more

    objects = RenderingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="rendering_state_is_known",
                condition=Q(state__in=["queued", "rendering", "ready", "failed"]),
                violation_error_message="A rendering has no such state.",
            ),
            models.CheckConstraint(
                name="rendering_ready_has_its_paper",
                condition=~Q(state="ready")
                | (~Q(html="") & ~Q(sha256_html="") & ~Q(sha256_pdf="")),
                violation_error_message="A paper that is ready has its bytes.",
            ),
            models.CheckConstraint(
                name="rendering_failed_has_its_reason",
                condition=~Q(state="failed") | ~Q(reason=""),
                violation_error_message="Say why the paper could not be made.",
            ),
        ]

    def __str__(self):
        return f"{self.report}, {moment_words(timezone.localtime(self.requested_at))}"

    @property
    def is_whole(self) -> bool:
        """Whether the stored bytes are those that were made; the first papers had no Word file."""
        kept = [(self.sha256_html, self.html.encode()), (self.sha256_pdf, self.pdf)]
        if self.sha256_docx:
            kept.append((self.sha256_docx, self.docx))
        return _are_whole(kept) and all(edition.is_whole for edition in self.editions.all())

    @property
    def words_made(self) -> dict[str, str]:
        """SHA-256 of the document of each edition, by edition."""
        others = self.editions.values_list("edition", "sha256_document")
        return {Edition.PUBLIC: self.sha256_document, **dict(others)}

    @property
    def sha256_words(self) -> str:
        """SHA-256 of the words of all editions, whatever file they are printed in."""
        return hashlib.sha256(json.dumps(self.words_made, sort_keys=True).encode()).hexdigest()

    @property
    def seal(self) -> str:
        """SHA-256 of all that would be published: of the PDF, or of those of all editions."""
        others = self.editions.order_by("edition").values_list("sha256_pdf", flat=True)
        if not others:
            return self.sha256_pdf
        return hashlib.sha256("".join([self.sha256_pdf, *others]).encode()).hexdigest()

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RENDERING)

    def is_left_behind(self, now: datetime) -> bool:
        """As the queryset says it, for one row."""
        if self.state == self.State.QUEUED:
            return self.queued_at < now - WAIT
        return self.state == self.State.RENDERING and self.started_at < now - LEASE


class RenderedEdition(models.Model):
    """The members' or the officers' edition of a paper of which the public reads less."""

    rendering = models.ForeignKey(Rendering, on_delete=models.CASCADE, related_name="editions")
    edition = models.CharField(max_length=10, choices=Edition.choices())
    document = models.JSONField(encoder=DjangoJSONEncoder)
    html = models.TextField(blank=True)
    pdf = models.BinaryField(default=bytes, blank=True)
    docx = models.BinaryField("Word file", default=bytes, blank=True)
    sha256_document = models.CharField(max_length=64)
    sha256_html = models.CharField(max_length=64, blank=True)
    sha256_pdf = models.CharField(max_length=64, blank=True)
    sha256_docx = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["rendering", "edition", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="renderededition_once_per_rendering",
                fields=["rendering", "edition"],
                violation_error_message="This edition is being made already.",
            ),
        ]

    def __str__(self):
        return f"{self.rendering}, {self.get_edition_display()}"

    @property
    def is_whole(self) -> bool:
        kept = [(self.sha256_html, self.html.encode()), (self.sha256_pdf, self.pdf)]
        return _are_whole([*kept, (self.sha256_docx, self.docx)])


def _are_whole(files: list[tuple[str, bytes]]) -> bool:
    """Whether each file is the one that its SHA-256 names."""
    return all(hashlib.sha256(bytes(file)).hexdigest() == sha256 for sha256, file in files)
