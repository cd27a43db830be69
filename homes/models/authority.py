"""Inspections of the council as a whole."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from corporate_parenting.models import LongTextField, Versioned
from corporate_parenting.words import day_words
from homes.kinds import AuthorityKind, Subject
from homes.models.choices import known
from homes.models.grades import Grade, GradingScale, JudgementArea
from homes.models.voiding import NOT_VOIDED, Voidable, voided_with_a_reason

NOT_INSPECTED = "Not inspected"


class AuthorityInspection(Voidable):
    """An inspection of the council's services for children, or a visit with a theme."""

    kind = models.CharField(max_length=12, choices=AuthorityKind.choices())
    kind_as_typed = models.CharField(max_length=100, blank=True)
    theme = models.CharField(max_length=200, blank=True)
    visited_on = models.DateField("inspected on")
    published_on = models.DateField(
        null=True, blank=True, help_text="Empty, or a day to come: not to be told yet."
    )
    scale = models.ForeignKey(
        GradingScale, on_delete=models.PROTECT, related_name="authority_inspections"
    )
    reason_public = LongTextField("reason, for all", max_length=5_000, blank=True)
    reason_exempt = LongTextField("reason, exempt", max_length=5_000, blank=True)
    source = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-visited_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="authority_inspection_once",
                fields=["kind", "visited_on"],
                condition=NOT_VOIDED,
                violation_error_message="This inspection is recorded already.",
            ),
            models.CheckConstraint(
                name="authority_inspection_is_published_after_it",
                condition=Q(published_on=None) | Q(published_on__gte=F("visited_on")),
                violation_error_message="An inspection is published on or after its visit.",
            ),
            voided_with_a_reason("authority_inspection_is_voided_with_a_reason"),
            known("authority_inspection_kind_is_known", "kind", AuthorityKind, "Choose the kind."),
        ]

    def __str__(self):
        kind = self.get_kind_display() or "Inspection"
        return f"{kind} of {day_words(self.visited_on)}" if self.visited_on else kind


class AuthorityJudgement(Versioned):
    """The grade in one area; none where that area was not inspected."""

    inspection = models.ForeignKey(
        AuthorityInspection, on_delete=models.PROTECT, related_name="judgements"
    )
    area = models.ForeignKey(
        JudgementArea, on_delete=models.PROTECT, related_name="authority_judgements"
    )
    grade = models.ForeignKey(
        Grade, null=True, blank=True, on_delete=models.PROTECT, related_name="authority_judgements"
    )
    words = models.CharField("as written", max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["inspection", "area", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="authority_judgement_once_per_area",
                fields=["inspection", "area"],
                violation_error_message="The inspection has a judgement in this area.",
            ),
        ]

    def __str__(self):
        return f"{self.area}: {self.grade or NOT_INSPECTED}"

    def clean(self) -> None:
        if self.area_id and self.area.subject != Subject.AUTHORITY:
            raise ValidationError({"area": "This area is judged of homes, not of councils."})
        if self.grade_id and self.inspection_id and self.grade.scale_id != self.inspection.scale_id:
            raise ValidationError({"grade": "Choose a grade of the inspection’s own scale."})
