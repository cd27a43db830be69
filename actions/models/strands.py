"""The lines of work of an action: what, where, who leads, by when."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from simple_history.models import HistoricalRecords

from actions.models.leads import Lead
from actions.models.plans import FINISHED, Action
from corporate_parenting.models import LongTextField, Versioned


class StrandQuerySet(models.QuerySet):
    def open(self):
        """Neither closed themselves nor part of a finished action."""
        return self.filter(closed_on=None).exclude(action__status__in=FINISHED)

    def overdue_on(self, day):
        """Open, with a last date before ``day`` and nothing ongoing or still to come."""
        dates = Timescale.objects.filter(strand=OuterRef("pk"))
        return self.open().filter(
            Exists(dates.filter(ends_on__lt=day)),
            ~Exists(dates.filter(Q(kind__in=Timescale.NEVER_OVERDUE) | Q(ends_on__gte=day))),
        )


class Strand(Versioned):
    """One line of work of an action. An action has one to many; some have none yet."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="strands")
    order = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    what = LongTextField(max_length=20_000, blank=True)
    who_where = LongTextField(
        "who and where", max_length=20_000, blank=True, help_text="A line for each."
    )
    leads_as_typed = LongTextField(
        max_length=2_000, blank=True, help_text="The words of the plan, a line for each."
    )
    leads = models.ManyToManyField(Lead, through="StrandLead", related_name="strands")
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = LongTextField(max_length=2_000, blank=True)
    history = HistoricalRecords()

    objects = StrandQuerySet.as_manager()

    class Meta:
        ordering = ["action", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="strand_order_once_per_action",
                fields=["action", "order"],
                violation_error_message="The action has a strand in this place.",
            ),
            models.CheckConstraint(
                name="strand_closed_with_reason",
                condition=Q(closed_on=None, closed_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closed_reason="")),
                violation_error_message="A closed strand needs its day and its reason.",
            ),
        ]

    def __str__(self):
        return self.what or self.who_where.partition("\n")[0] or f"Strand {self.order}"


class StrandLead(models.Model):
    """A lead of a strand, in the order of the plan. The first is the accountable one."""

    strand = models.ForeignKey(Strand, on_delete=models.CASCADE, related_name="strand_leads")
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="strand_leads")
    order = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    history = HistoricalRecords()

    class Meta:
        ordering = ["strand", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="strand_lead_once",
                fields=["strand", "lead"],
                violation_error_message="This lead stands on the strand already.",
            ),
        ]

    def __str__(self):
        return f"{self.lead} on {self.strand}"


class Timescale(models.Model):
    """A timescale as typed, and beside it a reading where a person would be sure."""

    class Kind(models.TextChoices):
        UNREAD = "", "Not read"
        ONGOING = "ongoing", "Ongoing"
        RECURRING = "recurring", "Recurring"
        BY = "by", "By a date"
        DURING = "during", "During"
        UNTIL = "until", "Until"

    class Unit(models.TextChoices):
        NONE = "", "–"
        WEEK = "week", "week"
        MONTH = "month", "month"
        HALF_TERM = "half_term", "half term"
        TERM = "term", "term"
        YEAR = "year", "year"

    NEVER_OVERDUE = [Kind.ONGOING, Kind.RECURRING]

    strand = models.ForeignKey(Strand, on_delete=models.CASCADE, related_name="timescales")
    order = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    words = LongTextField(max_length=20_000)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.UNREAD, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    every_count = models.PositiveSmallIntegerField(null=True, blank=True)
    every_unit = models.CharField(max_length=10, choices=Unit, default=Unit.NONE, blank=True)
    is_confirmed = models.BooleanField(default=False, help_text="A person has looked at it.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["strand", "order", "pk"]
        indexes = [models.Index(name="timescale_ends", fields=["strand", "ends_on"])]
        constraints = [
            models.CheckConstraint(
                name="timescale_kind_is_known",
                condition=Q(kind__in=["", "ongoing", "recurring", "by", "during", "until"]),
                violation_error_message="Choose one of the kinds of timescale.",
            ),
            models.CheckConstraint(
                name="timescale_unit_is_known",
                condition=Q(every_unit__in=["", "week", "month", "half_term", "term", "year"]),
                violation_error_message="Choose one of the units.",
            ),
            models.CheckConstraint(
                name="timescale_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The last day must not lie before the first.",
            ),
        ]

    def __str__(self):
        return self.words
