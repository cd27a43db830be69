"""What a paper says in its author's words, and in those of people who were quoted."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from corporate_parenting.models import LongTextField, Versioned
from corporate_parenting.words import day_words
from reports.models.kinds import Classed
from reports.models.reports import Report


class Passage(Classed, Versioned):
    """Words of the author in one part of a paper. Removed, they are kept out of the paper.

    ``part`` is the code of a part of the paper's kind. ``repeats`` is the passage of an earlier
    paper whose words these were at first.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="passages")
    part = models.SlugField(max_length=40, default="later_items")
    order = models.PositiveIntegerField("place", validators=[MinValueValidator(1)], default=1)
    heading = models.CharField(max_length=200, blank=True)
    text = LongTextField(max_length=20_000)
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeated_by"
    )
    is_removed = models.BooleanField("removed", default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "part", "order", "pk"]
        constraints = [
            *Classed.Meta.constraints,
            models.CheckConstraint(
                name="passage_has_part_and_text",
                condition=~Q(part="") & ~Q(text=""),
                violation_error_message="Enter a text, and say where it stands.",
            ),
        ]

    def __str__(self):
        return self.heading or " ".join(self.text.split())[:60]


class PartClass(Classed, Versioned):
    """Who may read a whole part of one paper, where its author keeps it from more people.

    ``part`` is the code of a part of the paper's kind. Public: as the kind says. A class that is
    not narrower than the kind's has no effect, so that a kind may become narrower at any time.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="part_classes")
    part = models.SlugField(max_length=40)
    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "part", "pk"]
        verbose_name = "class of a part of a paper"
        verbose_name_plural = "classes of parts of papers"
        constraints = [
            *Classed.Meta.constraints,
            models.UniqueConstraint(
                name="partclass_once_per_report",
                fields=["report", "part"],
                violation_error_message="Somebody has said already who may read this part.",
            ),
        ]

    def __str__(self):
        return f"{self.part}: {self.get_publicity_display()}"


class Quotation(Versioned):
    """What somebody said of the work; public only with consent and without names."""

    text = LongTextField("words", max_length=5_000)
    source = models.CharField(
        "who said it, as the public may read it",
        max_length=200,
        help_text="A court, a role, a group: never the name of a child.",
    )
    said_on = models.DateField("said on")
    has_consent = models.BooleanField("they agree that it is printed", default=False)
    is_anonymous = models.BooleanField("checked: nobody can be known by the words", default=False)
    is_removed = models.BooleanField("removed", default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-said_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="quotation_has_words_and_source",
                condition=~Q(text="") & ~Q(source=""),
                violation_error_message="Enter the words and who said them.",
            ),
        ]

    def __str__(self):
        return f"{self.source}, {day_words(self.said_on)}"

    @property
    def is_public(self) -> bool:
        return self.has_consent and self.is_anonymous and not self.is_removed


class QuotedIn(Versioned):
    """A quotation in a paper, in its place there; ``heading`` stands above it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="quoted")
    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="quoted_in")
    order = models.PositiveIntegerField("place", validators=[MinValueValidator(1)], default=1)
    heading = models.CharField("heading above it", max_length=200, blank=True)
    is_included = models.BooleanField("in the paper", default=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "order", "pk"]
        verbose_name = "quotation in a paper"
        verbose_name_plural = "quotations in papers"
        constraints = [
            models.UniqueConstraint(
                name="quotedin_once_per_report",
                fields=["report", "quotation"],
                violation_error_message="The paper has this quotation already.",
            ),
        ]

    def __str__(self):
        return f"{self.quotation} in {self.report}"
