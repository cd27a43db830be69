"""The figures themselves, and what people say about them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from corporate_parenting.models import LongTextField, Versioned
from scorecard.figures import Figure, State
from scorecard.models.areas import Area
from scorecard.models.choices import choices, values
from scorecard.models.indicators import Indicator, figure_field
from scorecard.periods import Period, PeriodKind
from scorecard.rating import Rating
from scorecard.sentences import Finality


class OfPeriod(Versioned):
    """A row that belongs to a period; the database keeps its kind and its first day."""

    period_kind = models.CharField(max_length=20, choices=choices(PeriodKind))
    period_starts_on = models.DateField()

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        return Period(PeriodKind(self.period_kind), self.period_starts_on)


class Measurement(OfPeriod):
    """An area's figure for a period, or the state that stands where there is none."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="measurements")
    value = figure_field()
    state = models.CharField(max_length=20, choices=choices(State), blank=True)
    numerator = figure_field()
    denominator = figure_field()
    as_at = models.DateField("as at", null=True, blank=True)
    finality = models.CharField(
        max_length=12, choices=choices(Finality), default=Finality.PROVISIONAL.value
    )
    source = models.CharField(max_length=300, blank=True)
    revised_because = LongTextField(max_length=2_000, blank=True)
    rating = models.CharField("rating by hand", max_length=10, choices=choices(Rating), blank=True)
    rating_reason = LongTextField(max_length=2_000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["indicator", "area", "period_kind", "period_starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="measurement_once_per_period",
                fields=["indicator", "area", "period_kind", "period_starts_on"],
                violation_error_message="There is a figure for this period already.",
            ),
            models.CheckConstraint(
                name="measurement_is_a_figure_or_a_state",
                condition=Q(value__isnull=False, state="") | (Q(value=None) & ~Q(state="")),
                violation_error_message="Enter a figure, or say why there is none.",
            ),
            models.CheckConstraint(
                name="measurement_state_is_known",
                condition=Q(state__in=["", *values(State)]),
                violation_error_message="Choose why there is no figure.",
            ),
            models.CheckConstraint(
                name="measurement_period_is_known",
                condition=Q(period_kind__in=values(PeriodKind)),
                violation_error_message="Choose one of the kinds of period.",
            ),
            models.CheckConstraint(
                name="measurement_finality_is_known",
                condition=Q(finality__in=values(Finality)),
                violation_error_message="Choose provisional, final or revised.",
            ),
            models.CheckConstraint(
                name="measurement_revised_with_reason",
                condition=~Q(finality="revised") | ~Q(revised_because=""),
                violation_error_message="Say why a final figure is revised.",
            ),
            models.CheckConstraint(
                name="measurement_rating_is_known",
                condition=Q(rating__in=["", *values(Rating)]),
                violation_error_message="Choose one of the ratings.",
            ),
            models.CheckConstraint(
                name="measurement_rated_by_hand_with_reason",
                condition=Q(rating="", rating_reason="") | (~Q(rating="") & ~Q(rating_reason="")),
                violation_error_message="Say why the rating is set by hand.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.area}, {self.period}"

    @property
    def figure(self) -> Figure:
        return State(self.state) if self.state else self.value


class Commentary(OfPeriod):
    """What is said about an indicator's figure for a period: one text, kept with its history."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="commentaries")
    text = LongTextField(max_length=20_000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="commentaries"
    )
    written_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["indicator", "period_kind", "-period_starts_on", "pk"]
        verbose_name_plural = "commentaries"
        constraints = [
            models.UniqueConstraint(
                name="commentary_once_per_period",
                fields=["indicator", "period_kind", "period_starts_on"],
                violation_error_message="There is a commentary for this period already.",
            ),
            models.CheckConstraint(
                name="commentary_has_text",
                condition=~Q(text=""),
                violation_error_message="Write the commentary.",
            ),
            models.CheckConstraint(
                name="commentary_period_is_known",
                condition=Q(period_kind__in=values(PeriodKind)),
                violation_error_message="Choose one of the kinds of period.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.period}"
