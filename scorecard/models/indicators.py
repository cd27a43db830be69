"""What is measured, and what is aimed at."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from actions.models import Lead, Priority
from actions.references import sort_key
from corporate_parenting.models import LongTextField, Versioned
from scorecard import rating
from scorecard.cells import counting_columns
from scorecard.figures import MOST_DECIMALS, Unit
from scorecard.models.choices import choices, values
from scorecard.periods import Period, PeriodKind
from scorecard.rating import Basis, Polarity, TargetKind, TargetRule


def figure_field(**options: object) -> models.DecimalField:
    """A figure as sheets hold it: 15 digits, six of them after the point."""
    return models.DecimalField(
        max_digits=18, decimal_places=MOST_DECIMALS, null=True, blank=True, **options
    )


def in_use(day) -> Q:
    """The condition on indicators that they are not withdrawn by that day."""
    return Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)


class IndicatorQuerySet(models.QuerySet):
    def in_use_on(self, day):
        """Those that are not withdrawn by then, in the order of their codes."""
        return self.filter(in_use(day)).order_by("code_key", "pk")


class Indicator(Versioned):
    """One measure of the scorecard, under the council's own code."""

    code = models.CharField(max_length=40, help_text="The council's own: P3.17.")
    code_key = models.CharField(max_length=100, editable=False)
    outside_code = models.CharField(
        max_length=60, blank=True, help_text="As others publish it: A2, or LAIT's short name."
    )
    name = models.CharField(max_length=200)
    definition = LongTextField(max_length=5_000, blank=True)
    source = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=20, choices=choices(Unit), default=Unit.NUMBER.value)
    decimals = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(MOST_DECIMALS)]
    )
    polarity = models.CharField(max_length=10, choices=choices(Polarity))
    basis = models.CharField(max_length=20, choices=choices(Basis))
    frequency = models.CharField(max_length=20, choices=choices(PeriodKind))
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    owner = models.ForeignKey(
        Lead, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    counts_people = models.BooleanField(
        "counts children or young people",
        default=True,
        help_text="Then small numbers are hidden in public.",
    )
    hide_up_to = models.PositiveSmallIntegerField(
        "hide numbers up to",
        null=True,
        blank=True,
        validators=[MaxValueValidator(9)],
        help_text="Only where it differs from the council's own rule; 0 hides nothing, 1 hides 1 "
        "and 2.",
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name="counts a part of",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text="The total that these children are counted in too. Small numbers that the two "
        "would give away are then hidden in public.",
    )
    baseline_from = models.DateField(
        null=True, blank=True, help_text="What is usual is worked out from here on."
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["code_key", "pk"]
        permissions = [
            ("enter_figures", "Can enter the figures of any indicator"),
            ("import_figures", "Can bring in figures from files"),
            ("view_small_numbers", "Can see small numbers"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("code"),
                name="indicator_code_once",
                violation_error_message="There is an indicator with this code.",
            ),
            models.CheckConstraint(
                name="indicator_has_code_and_name",
                condition=~Q(code="") & ~Q(name=""),
                violation_error_message="Enter a code and a name.",
            ),
            models.CheckConstraint(
                name="indicator_unit_is_known",
                condition=Q(unit__in=values(Unit)),
                violation_error_message="Choose one of the units.",
            ),
            models.CheckConstraint(
                name="indicator_polarity_is_known",
                condition=Q(polarity__in=values(Polarity)),
                violation_error_message="Choose which figures are good.",
            ),
            models.CheckConstraint(
                name="indicator_basis_is_known",
                condition=Q(basis__in=values(Basis)),
                violation_error_message="Choose over what time a figure is counted.",
            ),
            models.CheckConstraint(
                name="indicator_frequency_is_known",
                condition=Q(frequency__in=values(PeriodKind)),
                violation_error_message="Choose how often there is a figure.",
            ),
            models.CheckConstraint(
                name="indicator_is_no_part_of_itself",
                condition=Q(part_of=None) | ~Q(part_of=F("id")),
                violation_error_message="An indicator is no part of itself.",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def counts(self) -> frozenset[str]:
        """Which numbers of its rows are whole: "value", "numerator", "denominator"."""
        return counting_columns(
            self.unit, self.decimals, self.basis, counts_people=self.counts_people
        )

    def is_in_use_on(self, day) -> bool:
        """As ``in_use`` has it."""
        return self.withdrawn_on is None or self.withdrawn_on > day

    @property
    def baseline(self) -> Period | None:
        """The period from which on it is worked out what is usual, where one is named."""
        first = self.baseline_from
        return Period.of(PeriodKind(self.frequency), first) if first else None

    def clean(self) -> None:
        """The sort key follows the code: P3.17 comes after P3.5."""
        self.code_key = sort_key(self.code)
        self._check_totals()

    def _check_totals(self) -> None:
        """A total and its parts are told for the same periods, and no total is in its own part."""
        parts = list(self.parts.all()) if self.pk else []
        for other in [self.part_of, *parts] if self.part_of else parts:
            if (other.frequency, other.basis) != (self.frequency, self.basis):
                raise ValidationError(
                    f"{other.code} is counted over another time. A part and its total have the "
                    "same basis and are told equally often."
                )
        passed, total = {self.pk}, self.part_of
        while self.pk and total:
            if total.pk in passed:
                raise ValidationError({"part_of": f"{total.code} would be a part of itself."})
            passed.add(total.pk)
            total = total.part_of


# The figures of a target; its words may stand in their place.
AIMS = ("value", "floor", "lower", "upper", "tolerance")


class Target(Versioned):
    """What is aimed at from a day on, until the next target of the indicator begins."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    starts_on = models.DateField("from")
    kind = models.CharField(
        max_length=10, choices=choices(TargetKind), default=TargetKind.TARGET.value
    )
    words = models.CharField(
        max_length=200, blank=True, help_text="As the council writes it: “Fewer than 85”."
    )
    value = figure_field()
    floor = figure_field(help_text="The least that is acceptable, beside a target or alone.")
    lower = figure_field(help_text="Of a band.")
    upper = figure_field(help_text="Of a band.")
    tolerance = figure_field(
        validators=[MinValueValidator(0)], help_text="How far beside the target still is near."
    )
    is_strict = models.BooleanField(
        "the limit itself does not meet it", default=False, help_text="As in “fewer than 85”."
    )
    area = models.CharField(
        "another area's figure", max_length=12, choices=choices(rating.Area), blank=True
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["indicator", "-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="target_once_from_a_day",
                fields=["indicator", "starts_on"],
                violation_error_message="The indicator has a target from this day on.",
            ),
            models.CheckConstraint(
                name="target_kind_is_known",
                condition=Q(kind__in=values(TargetKind)),
                violation_error_message="Choose one of the kinds of target.",
            ),
            models.CheckConstraint(
                name="target_area_is_known",
                condition=Q(area__in=["", *values(rating.Area)]),
                violation_error_message="Choose one of the areas.",
            ),
            models.CheckConstraint(
                name="target_band_has_two_ends",
                condition=~Q(kind="band") | Q(lower__lt=F("upper")),
                violation_error_message="A band needs two figures, the lower one first.",
            ),
            models.CheckConstraint(
                name="target_floor_has_its_figure",
                condition=~Q(kind="floor") | Q(floor__isnull=False),
                violation_error_message="A floor needs a figure.",
            ),
            models.CheckConstraint(
                name="target_says_what_is_aimed_at",
                condition=~Q(kind__in=["target", "milestone"])
                | Q(value__isnull=False)
                | ~Q(area="")
                | ~Q(words=""),
                violation_error_message="Enter a figure, an area or the words of the target.",
            ),
        ]

    def __str__(self):
        return self.words or f"{self.get_kind_display()} from {self.starts_on:%-d %B %Y}"

    def rule(self, area_figure: object = None) -> TargetRule:
        """To rate by. ``area_figure``: the Figure of the area that the target names."""
        value = area_figure if self.area else self.value
        return TargetRule(
            TargetKind(self.kind),
            value=value if not isinstance(value, str) else None,
            floor=self.floor,
            lower=self.lower,
            upper=self.upper,
            tolerance=self.tolerance,
            is_strict=self.is_strict,
            area=rating.Area(self.area) if self.area else None,
            words=self.words,
        )
