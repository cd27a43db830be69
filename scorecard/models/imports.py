"""Files of figures: which columns of a published file give what, and files in review."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from simple_history.models import HistoricalRecords

from corporate_parenting.models import LongTextField, Versioned
from scorecard.imports.mapped import FigureColumns
from scorecard.models.indicators import Indicator


class FigureMapping(Versioned):
    """Where a published file holds the figures of one indicator; columns are named by heads."""

    name = models.CharField(max_length=100)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="mappings")
    area_columns = models.JSONField(
        help_text="Columns of names, the smallest area first; the first that is filled counts."
    )
    area_code_column = models.CharField("column of area codes", max_length=100, blank=True)
    period_column = models.CharField("column of the period", max_length=100)
    value_column = models.CharField("column of the figure", max_length=100)
    numerator_column = models.CharField("column of the numerator", max_length=100, blank=True)
    denominator_column = models.CharField("column of the denominator", max_length=100, blank=True)
    filters = models.JSONField(
        default=dict, blank=True, help_text="The value that each of these columns must have."
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="figure_mapping_name_once",
                violation_error_message="There are choices of columns with this name.",
            ),
            models.CheckConstraint(
                name="figure_mapping_has_its_columns",
                condition=~Q(name="") & ~Q(period_column="") & ~Q(value_column=""),
                violation_error_message="Enter a name, and choose the period and the figure.",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self) -> None:
        """Both columns of JSON may be written by hand in the admin."""
        areas, filters = self.area_columns, self.filters
        if not isinstance(areas, list) or not areas or not all(map(_is_head, areas)):
            raise ValidationError({"area_columns": "Name at least one column, each in quotes."})
        pairs = [*filters.keys(), *filters.values()] if isinstance(filters, dict) else [None]
        if not all(map(_is_head, pairs)):
            raise ValidationError({"filters": "Name each column with the value that it must have."})
        if bool(self.numerator_column) != bool(self.denominator_column):
            raise ValidationError("Choose both columns, the numerator’s and the denominator’s.")

    @property
    def columns(self) -> FigureColumns:
        return FigureColumns(
            areas=tuple(self.area_columns),
            period=self.period_column,
            value=self.value_column,
            filters=self.filters,
            area_code=self.area_code_column,
            numerator=self.numerator_column,
            denominator=self.denominator_column,
        )


def _is_head(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


class FigureImportQuerySet(models.QuerySet):
    def without_tables(self):
        """Those as a look at what was read needs them; a table is loaded once it is asked for."""
        return self.defer("tables", "dictionary", "neighbours")


class FigureImport(Versioned):
    """The words of an uploaded file while a person looks at them. The file itself is not kept.

    ``dictionary`` and ``neighbours`` are further files of the interactive tool. ``read`` is what
    the tables say, read for what ``read_for`` is a hash of.
    """

    class Kind(models.TextChoices):
        OWN = "own", "Our own scorecard"
        PUBLISHED = "published", "A published file"
        LAIT = "lait", "DfE’s Local Authority Interactive Tool (LAIT)"

    class State(models.TextChoices):
        REVIEW = "review", "Being looked at"
        BROUGHT_IN = "brought_in", "Brought in"

    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    tables = models.JSONField()
    mapping = models.ForeignKey(
        FigureMapping, null=True, blank=True, on_delete=models.PROTECT, related_name="imports"
    )
    council = models.CharField("our council in the file", max_length=200, blank=True)
    dictionary = models.JSONField(null=True, blank=True)
    neighbours = models.JSONField(null=True, blank=True)
    read = models.JSONField(null=True, blank=True)
    read_for = models.CharField(max_length=64, blank=True)
    reason = LongTextField(max_length=2_000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.REVIEW)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="figure_imports"
    )
    uploaded_at = models.DateTimeField()
    touched_at = models.DateTimeField("last worked on", default=timezone.now)

    objects = FigureImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="figure_import_kind_is_known",
                condition=Q(kind__in=["own", "published", "lait"]),
                violation_error_message="Choose one of the kinds of file.",
            ),
            models.CheckConstraint(
                name="figure_import_state_is_known",
                condition=Q(state__in=["review", "brought_in"]),
                violation_error_message="An import is looked at or brought in.",
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def is_ready(self) -> bool:
        """Whether all is chosen that reading the file needs."""
        needs = {self.Kind.PUBLISHED: self.mapping_id, self.Kind.LAIT: self.council}
        return bool(needs.get(self.kind, True))
