"""A paper while it is written: which notes it takes, in whose words, and what else it says."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from corporate_parenting.models import LongTextField, Versioned
from corporate_parenting.words import day_words
from reports import kinds
from reports.models.kinds import CLASS_FIELDS, KindPart, PaperKind
from reports.models.meetings import Meeting
from scorecard.periods import Period, PeriodKind

PERIOD_KINDS = [(kind.value, kind.label.capitalize()) for kind in PeriodKind]


class Report(Versioned):
    """One paper for one meeting. What members read is its Publication, never this row."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        DRAFTING = "drafting", "Being drafted"
        IN_CLEARANCE = "in_clearance", "In clearance"
        CLEARED = "cleared", "Cleared"
        RELEASED = "released", "Released"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    kind = models.ForeignKey(
        PaperKind,
        to_field="code",
        on_delete=models.PROTECT,
        default="update",
        related_name="reports",
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="reports")
    plan = models.ForeignKey("actions.Plan", on_delete=models.PROTECT, related_name="reports")
    title = models.CharField(max_length=200)
    group_name = models.CharField("group that reports", max_length=150)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports"
    )
    cut_off_on = models.DateField("takes notes up to")
    period_from = models.DateField("tells of the time from", null=True, blank=True)
    period_to = models.DateField("to", null=True, blank=True)
    next_plan = models.ForeignKey(
        "actions.Plan",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="announced_by",
    )
    recommendation = LongTextField(max_length=20_000, blank=True)
    children_count = models.PositiveIntegerField("number of children", null=True, blank=True)
    children_as_at = models.DateField("number as at", null=True, blank=True)
    sign_off_name = models.CharField("signed by", max_length=150, blank=True)
    sign_off_post = models.CharField("post", max_length=150, blank=True)
    signed_on = models.DateField("signed on", null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFTING)
    correction_reason = LongTextField(max_length=2_000, blank=True)
    # Of the words with which an approver returned it (``Rendering.sha256_words``), until it is sent
    # to clearance again.
    sha256_returned = models.CharField(max_length=64, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-meeting__held_on", "-pk"]
        permissions = [
            ("publish_report", "Can clear and publish a paper that somebody else wrote"),
            ("release_report", "Can release and publish a cleared paper"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="report_kind_once_per_meeting",
                fields=["kind", "meeting"],
                violation_error_message="The meeting has a paper of this kind. Work on that one.",
            ),
            models.CheckConstraint(
                name="report_state_is_known",
                condition=Q(
                    state__in=[
                        "planned",
                        "drafting",
                        "in_clearance",
                        "cleared",
                        "released",
                        "published",
                        "withdrawn",
                    ]
                ),
                violation_error_message="The paper has no such state.",
            ),
            models.CheckConstraint(
                name="report_has_title_and_group",
                condition=~Q(title="") & ~Q(group_name=""),
                violation_error_message="Enter a title and the group that reports.",
            ),
            models.CheckConstraint(
                name="report_period_has_both_days",
                condition=Q(period_from=None, period_to=None)
                | Q(
                    period_from__isnull=False,
                    period_to__isnull=False,
                    period_from__lte=F("period_to"),
                ),
                violation_error_message=(
                    "Enter both the first and the last day that the paper tells of, in order, or "
                    "neither."
                ),
            ),
            models.CheckConstraint(
                name="report_children_have_their_day",
                condition=Q(children_count=None, children_as_at=None)
                | Q(children_count__isnull=False, children_as_at__isnull=False),
                violation_error_message=(
                    "Enter both the number of children and its date, or neither."
                ),
            ),
            models.CheckConstraint(
                name="report_is_signed_by_somebody",
                condition=~Q(sign_off_name="") | Q(sign_off_post="", signed_on=None),
                violation_error_message="Enter the name of the person who signs.",
            ),
        ]

    def __str__(self):
        return self.title

    @cached_property
    def parts(self) -> list[KindPart]:
        """The parts of its kind in their order, each of its class in this paper; read once."""
        parts = KindPart.objects.filter(kind__code=self.kind_id, is_in_use=True)
        own = self.part_classes.filter(part=OuterRef("code")).order_by()
        columns = {f"own_{name}": Subquery(own.values(name)[:1]) for name in CLASS_FIELDS}
        return [part.narrowed() for part in parts.annotate(**columns).order_by("order", "pk")]

    def has_section(self, *names: str) -> bool:
        """Whether its kind tells of one of these at all."""
        return any(part.section in names for part in self.parts)

    @property
    def is_open(self) -> bool:
        """Whether its words may still be changed."""
        return self.state == self.State.DRAFTING

    @property
    def is_in_hands(self) -> bool:
        """Whether its author has handed it on, and the board does not have it yet."""
        return self.state in (self.State.IN_CLEARANCE, self.State.CLEARED, self.State.RELEASED)

    @property
    def was_told(self) -> bool:
        """Whether any version was ever published: a correction names its reason."""
        return self.is_told or self.correction_reason != ""

    @property
    def is_told(self) -> bool:
        """Whether its newest version was published, withdrawn since or not."""
        return self.state in (self.State.PUBLISHED, self.State.WITHDRAWN)


class ReportEntry(Versioned):
    """A progress note in a paper. Other words stand here; the note keeps its own."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="entries")
    note = models.ForeignKey(
        "actions.ProgressNote", on_delete=models.PROTECT, related_name="report_entries"
    )
    order = models.PositiveIntegerField("place", validators=[MinValueValidator(1)])
    is_included = models.BooleanField("in the paper", default=True)
    heading = models.CharField("sub-heading", max_length=200, blank=True)
    text = LongTextField("words for the board", max_length=20_000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "order", "pk"]
        verbose_name_plural = "report entries"
        constraints = [
            models.UniqueConstraint(
                name="reportentry_note_once_per_report",
                fields=["report", "note"],
                violation_error_message="The paper has this note already.",
            ),
        ]

    def __str__(self):
        return f"{self.order}. {self.heading or self.note}"


class ReportSection(Versioned):
    """A section that the author chose, with the period up to which it takes figures.

    ``codes``, separated by commas: of commentary those asked for beside the exceptions, of charts
    the ones to draw, in this order.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    section = models.CharField(max_length=30, choices=kinds.section_choices)
    is_included = models.BooleanField("in the paper", default=True)
    period_kind = models.CharField(max_length=20, choices=PERIOD_KINDS)
    period_starts_on = models.DateField()
    codes = models.CharField("indicators", max_length=1_000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "section", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="reportsection_once_per_report",
                fields=["report", "section"],
                violation_error_message="The paper has this section already.",
            ),
            models.CheckConstraint(
                name="reportsection_period_is_known",
                condition=Q(period_kind__in=[kind for kind, _ in PERIOD_KINDS]),
                violation_error_message="Choose one of the kinds of period.",
            ),
        ]

    def __str__(self):
        return f"{self.get_section_display()}, {self.period}"

    @property
    def period(self) -> Period:
        return Period(PeriodKind(self.period_kind), self.period_starts_on)

    @property
    def code_list(self) -> tuple[str, ...]:
        return tuple(code for part in self.codes.split(",") if (code := part.strip()))


class HomesSection(Versioned):
    """A section on our homes that the author chose, with the day as at which it tells of them.

    ``since`` is for what changed: empty is the day of the board's meeting before the paper's. The
    ticks say what the section on judgements holds.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="homes_sections")
    section = models.CharField(max_length=30, choices=kinds.homes_choices)
    is_included = models.BooleanField("in the paper", default=True)
    day = models.DateField("as at")
    since = models.DateField("changes since", null=True, blank=True)
    with_counts = models.BooleanField("how many are judged what", default=True)
    with_list = models.BooleanField("each home with its judgement and the reason", default=True)
    with_places = models.BooleanField("planned and registered homes with places", default=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "section", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="homessection_once_per_report",
                fields=["report", "section"],
                violation_error_message="The paper has this section already.",
            ),
            models.CheckConstraint(
                name="homessection_tells_something",
                condition=Q(with_counts=True) | Q(with_list=True) | Q(with_places=True),
                violation_error_message="Choose what the paper tells of the homes.",
            ),
            models.CheckConstraint(
                name="homessection_since_is_before_its_day",
                condition=Q(since=None) | Q(since__lt=F("day")),
                violation_error_message="Changes are told since a day before the homes’ own.",
            ),
        ]

    def __str__(self):
        return f"{self.get_section_display()}, as at {day_words(self.day)}"
