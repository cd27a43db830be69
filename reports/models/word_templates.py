"""The council's own Word templates: one is in use at most, and none is ever lost."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from corporate_parenting.models import LongTextField, Versioned


class WordTemplateQuerySet(models.QuerySet):
    def in_use(self):
        """The one that papers are written into, or none."""
        return self.filter(is_in_use=True)


class WordTemplate(Versioned):
    """A committee's template as ``reports.word.template`` reads it, without its sample text.

    Rows stay: a paper that is under way knows which one it was asked for with.
    """

    name = models.CharField("file", max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    missing = LongTextField("styles taken from ours", max_length=2_000, blank=True)
    remarks = LongTextField(max_length=2_000, blank=True)
    is_in_use = models.BooleanField("in use", default=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="word_templates"
    )
    uploaded_at = models.DateTimeField()
    history = HistoricalRecords(excluded_fields=["content"])

    objects = WordTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "Word template"
        constraints = [
            models.UniqueConstraint(
                name="wordtemplate_one_in_use",
                fields=["is_in_use"],
                condition=Q(is_in_use=True),
                violation_error_message="Another template is in use already.",
            ),
            models.CheckConstraint(
                name="wordtemplate_has_its_file",
                condition=~Q(name="") & ~Q(sha256=""),
                violation_error_message="A template has its file.",
            ),
        ]

    def __str__(self):
        return self.name
