"""How inspectors grade: scales with their grades, and the areas that are judged."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from corporate_parenting.models import LongTextField, Versioned
from homes.grades import GradeFacts, spelling_key
from homes.kinds import Subject, Tone
from homes.models.choices import known

_TONES = {tone.value: tone for tone in Tone}
CODE = RegexValidator(r"^[a-z][a-z0-9_]*$", "Use small letters, digits and _ only.")


class GradingScale(Versioned):
    """A set of grades that belong together, such as the four of Ofsted."""

    code = models.CharField(
        max_length=40,
        unique=True,
        validators=[CODE],
        help_text="What files and programs call it; it never changes.",
    )
    name = models.CharField(max_length=100)
    meaning = LongTextField(max_length=2_000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="grading_scale_name_once",
                violation_error_message="There is a scale of this name.",
            ),
            models.CheckConstraint(
                name="grading_scale_has_name",
                condition=~Q(name="") & ~Q(code=""),
                violation_error_message="Enter a code and a name.",
            ),
        ]

    def __str__(self):
        return self.name


class Grade(Versioned):
    """One of the words of a scale, the best first."""

    scale = models.ForeignKey(GradingScale, on_delete=models.PROTECT, related_name="grades")
    name = models.CharField(max_length=100)
    short_name = models.CharField(
        max_length=60, blank=True, help_text="In counts and tables; empty is the name itself."
    )
    other_spellings = LongTextField(
        max_length=2_000, blank=True, help_text="What else is read as this grade, one a line."
    )
    order = models.PositiveSmallIntegerField(help_text="1 is the best of the scale.")
    tone = models.CharField("how it is meant", max_length=10, choices=Tone.choices())
    meaning = LongTextField(max_length=2_000, blank=True)
    is_judgement = models.BooleanField(
        "is a judgement",
        default=True,
        help_text="An outcome that is no grade never becomes a home’s judgement.",
    )
    months_to_next = models.PositiveSmallIntegerField(
        "months until the next inspection",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="6 is twice a year.",
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["scale", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                "scale",
                Lower("name"),
                name="grade_name_once_per_scale",
                violation_error_message="The scale has a grade of this name.",
            ),
            models.UniqueConstraint(
                name="grade_order_once_per_scale",
                fields=["scale", "order"],
                violation_error_message="The scale has a grade at this place.",
            ),
            models.CheckConstraint(
                name="grade_has_name",
                condition=~Q(name=""),
                violation_error_message="Enter the grade.",
            ),
            models.CheckConstraint(
                name="grade_is_inspected_again",
                condition=Q(months_to_next__gte=1, months_to_next__lte=60),
                violation_error_message="Enter from 1 to 60 months.",
            ),
            known("grade_tone_is_known", "tone", Tone, "Choose how the grade is meant."),
        ]

    def __str__(self):
        return self.name

    def clean(self) -> None:
        """No two grades of a scale may be read from the same words."""
        others = Grade.objects.filter(scale_id=self.scale_id).exclude(pk=self.pk)
        taken = {spelling_key(words): row for row in others for words in row.facts.accepted}
        for words in self.facts.accepted:
            if row := taken.get(spelling_key(words)):
                raise ValidationError(f"“{words}” is read as “{row}” already. Remove it here.")

    @property
    def facts(self) -> GradeFacts:
        """For the arithmetic; the scale is told by its key."""
        return GradeFacts(
            name=self.name,
            short_name=self.short_name or self.name,
            order=self.order,
            tone=_TONES.get(self.tone, Tone.PLAIN),  # also of a row that is refused for it
            scale=self.scale_id,
            is_judgement=self.is_judgement,
            months_to_next=self.months_to_next,
            spellings=_lines(self.other_spellings),
            key=self.pk,
        )


class JudgementArea(Versioned):
    """What is judged: a home, or the council as a whole, overall or in one respect."""

    subject = models.CharField(max_length=10, choices=Subject.choices(), default=Subject.HOME.value)
    code = models.CharField(max_length=40, validators=[CODE])
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    other_spellings = LongTextField(
        max_length=2_000, blank=True, help_text="Other heads of its column in files, one a line."
    )
    order = models.PositiveSmallIntegerField()
    is_overall = models.BooleanField("is the overall judgement", default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["subject", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="judgement_area_code_once",
                fields=["subject", "code"],
                violation_error_message="There is an area of this code.",
            ),
            models.UniqueConstraint(
                name="judgement_area_overall_once",
                fields=["subject"],
                condition=Q(is_overall=True),
                violation_error_message="There is an overall judgement already.",
            ),
            models.CheckConstraint(
                name="judgement_area_has_names",
                condition=~Q(name="") & ~Q(short_name="") & ~Q(code=""),
                violation_error_message="Enter a code, a name and a short name.",
            ),
            known(
                "judgement_area_subject_is_known", "subject", Subject, "Choose whom it is about."
            ),
        ]

    def __str__(self):
        return self.short_name

    @property
    def spellings(self) -> tuple[str, ...]:
        """All words that head its column: names and other spellings."""
        return (self.name, self.short_name, *_lines(self.other_spellings))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
