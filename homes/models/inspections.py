"""What inspectors found in a home: inspections with their judgements, and what they required."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actions.models import Action
from corporate_parenting.models import LongTextField, Versioned
from corporate_parenting.words import day_words
from homes.kinds import InspectionKind, Subject
from homes.models.choices import known
from homes.models.grades import Grade, GradingScale, JudgementArea
from homes.models.homes import Home
from homes.models.voiding import NOT_VOIDED, Voidable, voided_with_a_reason


class Inspection(Voidable):
    """A visit of the inspectorate. Nobody but those entitled knows of it until it is published."""

    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="inspections")
    kind = models.CharField(max_length=12, choices=InspectionKind.choices())
    event_number = models.CharField(
        max_length=20, blank=True, help_text="As the inspectorate gives it."
    )
    visited_from = models.DateField("first day of the visit")
    visited_to = models.DateField("last day of the visit")
    published_on = models.DateField(
        null=True, blank=True, help_text="Empty, or a day to come: not to be told yet."
    )
    scale = models.ForeignKey(GradingScale, on_delete=models.PROTECT, related_name="inspections")
    reason_public = LongTextField("reason, for all", max_length=5_000, blank=True)
    reason_exempt = LongTextField("reason, exempt", max_length=5_000, blank=True)
    source = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["home", "-visited_from", "-pk"]
        permissions = [
            ("record_inspection", "Can record inspections, visits and what was required"),
            ("view_embargoed", "Can see inspections that are not published"),
            ("view_exempt_wording", "Can see wordings that are exempt"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="inspection_event_number_once",
                fields=["event_number"],
                condition=~Q(event_number="") & NOT_VOIDED,
                violation_error_message="There is an inspection with this event number.",
            ),
            models.CheckConstraint(
                name="inspection_ends_after_it_starts",
                condition=Q(visited_to__gte=F("visited_from")),
                violation_error_message="The visit ends on or after its first day.",
            ),
            models.CheckConstraint(
                name="inspection_is_published_after_its_visit",
                condition=Q(published_on=None) | Q(published_on__gte=F("visited_to")),
                violation_error_message="An inspection is published on or after its visit.",
            ),
            voided_with_a_reason("inspection_is_voided_with_a_reason"),
            known("inspection_kind_is_known", "kind", InspectionKind, "Choose the kind."),
        ]

    def __str__(self):
        kind = self.get_kind_display() or "Inspection"
        return f"{kind} of {day_words(self.visited_from)}" if self.visited_from else kind

    def clean(self) -> None:
        """Nobody inspects a home before it is registered or after it closed."""
        if not self.home_id or not self.visited_from:
            return
        began, closed = self.home.began_on, self.home.closed_on
        if began is None:
            raise ValidationError(
                "The home is not registered yet. Enter the day on which it was registered first."
            )
        if self.visited_from < began:
            raise ValidationError(
                {
                    "visited_from": f"The home was registered on {day_words(began)}, after this "
                    "visit. Correct one of the two days."
                }
            )
        if closed and self.visited_from > closed:
            raise ValidationError(
                {
                    "visited_from": f"The home closed on {day_words(closed)}, before this visit. "
                    "Correct one of the two days."
                }
            )


class Judgement(Versioned):
    """The grade of an inspection in one area. ``words``: as typed or as the file has them."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="judgements")
    area = models.ForeignKey(JudgementArea, on_delete=models.PROTECT, related_name="judgements")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="judgements")
    words = models.CharField("as written", max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["inspection", "area", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="judgement_once_per_area",
                fields=["inspection", "area"],
                violation_error_message="The inspection has a judgement in this area.",
            ),
        ]

    def __str__(self):
        return f"{self.area}: {self.grade}"

    def clean(self) -> None:
        if self.area_id and self.area.subject != Subject.HOME:
            raise ValidationError({"area": "This area is judged of councils, not of homes."})
        if self.grade_id and self.inspection_id and self.grade.scale_id != self.inspection.scale_id:
            raise ValidationError({"grade": "Choose a grade of the inspection’s own scale."})


class Requirement(Versioned):
    """What an inspection requires or recommends, until it is closed with its evidence."""

    class Kind(models.TextChoices):
        REQUIREMENT = "requirement", "Requirement"
        RECOMMENDATION = "recommendation", "Recommendation"

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="requirements"
    )
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.REQUIREMENT)
    text = LongTextField(max_length=5_000)
    regulation = models.CharField(max_length=200, blank=True)
    due_on = models.DateField("to be met by", null=True, blank=True)
    is_public = models.BooleanField("may be read by all", default=False)
    closed_on = models.DateField("met on", null=True, blank=True)
    evidence = LongTextField(max_length=5_000, blank=True, help_text="Never shown to the public.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["inspection", "pk"]
        constraints = [
            models.CheckConstraint(
                name="requirement_has_text",
                condition=~Q(text=""),
                violation_error_message="Enter what is required.",
            ),
            models.CheckConstraint(
                name="requirement_is_closed_with_evidence",
                condition=Q(closed_on=None) | ~Q(evidence=""),
                violation_error_message="Say what shows that it is met.",
            ),
            models.CheckConstraint(
                name="requirement_kind_is_known",
                condition=Q(kind__in=["requirement", "recommendation"]),
                violation_error_message="Choose a requirement or a recommendation.",
            ),
        ]

    def __str__(self):
        return self.text[:80]

    def clean(self) -> None:
        visited = self.inspection.visited_from if self.inspection_id else None
        for name in ("due_on", "closed_on"):
            day = getattr(self, name)
            if visited and day and day < visited:
                raise ValidationError({name: f"The visit was on {day_words(visited)}, after this."})

    def is_open_on(self, day: date) -> bool:
        return self.closed_on is None or self.closed_on > day

    def is_overdue_on(self, day: date) -> bool:
        return self.due_on is not None and self.due_on < day and self.is_open_on(day)


class ImprovementAction(Versioned):
    """An action of the plan that answers an inspection, or one of its requirements."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="improvement_actions"
    )
    requirement = models.ForeignKey(
        Requirement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="improvement_actions",
    )
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")
    note = LongTextField(max_length=2_000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["inspection", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="improvement_action_once",
                fields=["inspection", "requirement", "action"],
                violation_error_message="This action is linked already.",
            ),
            models.UniqueConstraint(
                name="improvement_action_once_for_the_whole",
                fields=["inspection", "action"],
                condition=Q(requirement=None),
                violation_error_message="This action is linked already.",
            ),
        ]

    def __str__(self):
        return str(self.action)

    def clean(self) -> None:
        if self.requirement_id and self.requirement.inspection_id != self.inspection_id:
            raise ValidationError({"requirement": "This is required by another inspection."})
