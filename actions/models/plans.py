"""The plan, its priorities and their actions."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from actions.references import sort_key
from corporate_parenting.models import LongTextField, Versioned


class PlanQuerySet(models.QuerySet):
    def called(self, title, board):
        """The one plan of that title and board, however either is capitalised."""
        return self.filter(title__iexact=title, board__iexact=board)


class Plan(Versioned):
    """A strategic action plan of one board for some years."""

    class State(models.TextChoices):
        CURRENT = "current", "Current"
        DRAFT = "draft", "Draft"
        ARCHIVED = "archived", "Archived"

    title = models.CharField(max_length=200)
    board = models.CharField(max_length=100, help_text="The board that the plan is reported to.")
    strategy = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    vision = LongTextField(max_length=20_000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    carried_on_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_on_by"
    )
    history = HistoricalRecords()

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message="The plan must end after it starts.",
            ),
            models.CheckConstraint(
                name="plan_state_is_known",
                condition=Q(state__in=["current", "draft", "archived"]),
                violation_error_message="Choose current, draft or archived.",
            ),
            models.UniqueConstraint(
                Lower("board"),
                Lower("title"),
                name="plan_title_once_per_board",
                violation_error_message=(
                    "This board has a plan of this title. Change that plan, or choose another "
                    "title, such as one with the years."
                ),
            ),
            models.UniqueConstraint(
                Lower("board"),
                name="plan_current_once_per_board",
                condition=Q(state="current"),
                violation_error_message="This board has a current plan. Archive that one first.",
            ),
        ]

    def __str__(self):
        return self.title


class Priority(Versioned):
    """What the plan promises: numbered, with a title, a promise, or both."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="priorities")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    level_word = models.CharField(
        max_length=40, blank=True, help_text="Only where it differs from the council's own word."
    )
    title = models.CharField(max_length=300, blank=True)
    promise = LongTextField(max_length=2_000, blank=True)
    sponsor = models.ForeignKey(
        "actions.Lead", null=True, blank=True, on_delete=models.PROTECT, related_name="sponsored"
    )
    champion = models.CharField("councillor champion", max_length=100, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "number"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                name="priority_number_once_per_plan",
                fields=["plan", "number"],
                violation_error_message="The plan has a priority with this number.",
            ),
            models.CheckConstraint(
                name="priority_has_title_or_promise",
                condition=~Q(title="") | ~Q(promise=""),
                violation_error_message="Enter a title, a promise or both.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title or self.promise}"


class Status(models.TextChoices):
    """How an action stands, set by a person and never by a date."""

    GREEN = "green", "On track"
    AMBER = "amber", "Some concerns"
    RED = "red", "Off track"
    COMPLETE = "complete", "Complete"
    NOT_STARTED = "not_started", "Not started"
    CLOSED = "closed", "Closed"
    NOT_GIVEN = "not_given", "No status given"


PROPOSALS = [(key, words) for key, words in Status.choices if key != Status.NOT_GIVEN]
REASON_NEEDED = {Status.AMBER, Status.RED, Status.CLOSED}
FINISHED = {Status.COMPLETE, Status.CLOSED}


class Action(Versioned):
    """One numbered action. Members quote its reference, so it never changes once issued."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="actions")
    reference = models.CharField(max_length=20, help_text="As members quote it: 2.4 or 5.10.")
    reference_key = models.CharField(max_length=100, editable=False)
    wording = LongTextField(max_length=20_000)
    status = models.CharField(max_length=12, choices=Status, default=Status.NOT_GIVEN)
    status_reason = LongTextField(max_length=2_000, blank=True)
    # When the status, or its reason, was last set, and by whom; empty until somebody does.
    status_set_at = models.DateTimeField(null=True, blank=True, editable=False)
    status_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    carried_on_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_on_by"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["priority", "reference_key", "pk"]
        permissions = [
            ("set_status", "Can set the status of any action"),
            ("import_plan", "Can import a plan"),
        ]
        # Covers the order of the list: pages are cut from it without reading any wording.
        indexes = [models.Index(name="action_in_order", fields=["priority", "reference_key", "id"])]
        constraints = [
            models.UniqueConstraint(
                name="action_reference_once_per_priority",
                fields=["priority", "reference"],
                violation_error_message="The priority has an action with this reference.",
            ),
            models.CheckConstraint(
                name="action_has_wording",
                condition=~Q(wording=""),
                violation_error_message="Enter the wording of the action.",
            ),
            models.CheckConstraint(
                name="action_status_is_known",
                condition=Q(status__in=Status.values),
                violation_error_message="Choose one of the statuses.",
            ),
            models.CheckConstraint(
                name="action_status_has_its_reason",
                condition=~Q(status__in=["amber", "red", "closed"]) | ~Q(status_reason=""),
                violation_error_message="Say why the action is amber, red or closed.",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.wording[:80]}"

    def clean(self) -> None:
        """The sort key follows the reference."""
        self.reference_key = sort_key(self.reference)
