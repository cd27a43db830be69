"""The kinds of paper, as a council's administrators keep them."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from corporate_parenting.models import LongTextField, Versioned
from reports import kinds
from reports.kinds import EXEMPT_PARAGRAPHS, Numbering, Publicity

CLASS_FIELDS = ("publicity", "exempt_paragraph", "withheld_because")


def is_narrower(publicity: str, other: str) -> bool:
    """Whether fewer people may read words of this class than of the other."""
    order = list(Publicity)
    return order.index(publicity) > order.index(other)


class Classed(models.Model):
    """Words with their class: who may read them, and what the public is told in their place."""

    publicity = models.CharField(
        "who may read it", max_length=12, choices=Publicity.choices(), default=Publicity.PUBLIC
    )
    exempt_paragraph = models.CharField(
        "exempt under paragraph", max_length=2, choices=EXEMPT_PARAGRAPHS, blank=True
    )
    withheld_because = models.CharField(
        "why the public does not read it", max_length=500, blank=True
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_publicity_is_known",
                condition=Q(publicity__in=list(Publicity)),
                violation_error_message="Choose who may read it.",
            ),
            models.CheckConstraint(
                name="%(class)s_exempt_names_its_paragraph",
                condition=(Q(publicity="exempt") & ~Q(exempt_paragraph=""))
                | (~Q(publicity="exempt") & Q(exempt_paragraph="")),
                violation_error_message=(
                    "Choose the paragraph under which the words are exempt, and none for others."
                ),
            ),
            models.CheckConstraint(
                name="%(class)s_withheld_says_why",
                condition=Q(publicity="public", withheld_because="")
                | (~Q(publicity="public") & ~Q(withheld_because="")),
                violation_error_message=(
                    "Say why the public does not read it, in words that the public may read."
                ),
            ),
        ]


class PaperKind(Versioned):
    """A form of paper: its parts in order, with headings and standard texts, and its numbers."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    title = models.CharField("title of a new paper", max_length=200)
    cover_heading = models.CharField(
        "words above the title", max_length=100, blank=True, help_text="Such as DECISION REPORT."
    )
    cover_title = models.CharField(
        "title on the cover",
        max_length=100,
        default="{board}",
        help_text="May hold {title}, {board}, {council}, {year}, {day} and {month}.",
    )
    cover_foot = models.CharField(
        "words below the title",
        max_length=100,
        blank=True,
        default="{day}",
        help_text="As the title; {day} is that of the meeting.",
    )
    has_cover = models.BooleanField(
        "has a cover page", default=True, help_text="Else it begins with its heading and lines."
    )
    has_contents = models.BooleanField("has a list of contents", default=True)
    has_landscape = models.BooleanField("printed on sheets turned sideways", default=False)
    numbering = models.CharField(max_length=10, choices=Numbering.choices(), default=Numbering.NONE)
    publicity = models.CharField(
        "words are, unless an author says otherwise",
        max_length=12,
        choices=Publicity.choices(),
        default=Publicity.PUBLIC,
    )
    is_in_use = models.BooleanField("offered for new papers", default=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "kind of paper"
        verbose_name_plural = "kinds of paper"
        constraints = [
            models.CheckConstraint(
                name="paperkind_has_its_words",
                condition=~Q(code="") & ~Q(name="") & ~Q(title=""),
                violation_error_message="Enter a code, a name and the title of a new paper.",
            ),
            models.CheckConstraint(
                name="paperkind_numbering_is_known",
                condition=Q(numbering__in=list(Numbering)),
                violation_error_message="Choose how the paper is numbered.",
            ),
            models.CheckConstraint(
                name="paperkind_publicity_is_known",
                condition=Q(publicity__in=list(Publicity)),
                violation_error_message="Choose who may read the words.",
            ),
        ]

    def __str__(self):
        return self.name


class KindPart(Classed, Versioned):
    """One part of a kind of paper; ``code`` ties the words of each paper to it.

    What a part holds is of its class as a whole; a passage in it may be for fewer readers.
    """

    kind = models.ForeignKey(PaperKind, on_delete=models.PROTECT, related_name="parts")
    order = models.PositiveSmallIntegerField("place", validators=[MinValueValidator(1)])
    code = models.SlugField(max_length=40)
    section = models.CharField("what it is", max_length=30, choices=kinds.section_types)
    heading = models.CharField(
        "heading or label",
        max_length=300,
        blank=True,
        help_text="May hold {children}, {care_leavers}, {board}, {council} and {year}.",
    )
    name = models.CharField(
        "what authors call it", max_length=100, blank=True, help_text="Where it has no heading."
    )
    level = models.PositiveSmallIntegerField(
        "level of the heading",
        default=2,
        validators=[MinValueValidator(2), MaxValueValidator(4)],
        help_text="2 for a section, 3 for a part of one.",
    )
    is_numbered = models.BooleanField(
        "its heading of level 3 is numbered", default=False, help_text="In a numbered paper."
    )
    standard_text = LongTextField(
        max_length=5_000,
        blank=True,
        help_text="Printed where the author types nothing; of a recommendation, above it.",
    )
    is_in_use = models.BooleanField("in new papers and open drafts", default=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "order", "pk"]
        verbose_name = "part of a kind of paper"
        verbose_name_plural = "parts of kinds of paper"
        constraints = [
            *Classed.Meta.constraints,
            models.UniqueConstraint(
                name="kindpart_code_once_per_kind",
                fields=["kind", "code"],
                violation_error_message="The kind has a part of this code already.",
            ),
            models.CheckConstraint(
                name="kindpart_level_is_known",
                condition=Q(level__gte=2, level__lte=4),
                violation_error_message="A heading is of level 2, 3 or 4.",
            ),
            models.CheckConstraint(
                name="kindpart_has_its_code",
                condition=~Q(code="") & ~Q(section=""),
                violation_error_message="Enter a code, and choose what the part is.",
            ),
        ]

    def __str__(self):
        return self.name or self.heading or self.get_section_display()

    def narrowed(self) -> "KindPart":
        """Of the class that one paper gives it, where that is for fewer readers. Never saved.

        The paper's class is in ``own_publicity`` and so on, None where it gives none.
        """
        self.can_be_narrower = self.publicity != Publicity.CONFIDENTIAL
        if self.own_publicity and is_narrower(self.own_publicity, self.publicity):
            for name in CLASS_FIELDS:
                setattr(self, name, getattr(self, f"own_{name}"))
        return self

    def clean(self) -> None:
        if self.section in kinds.ALWAYS_TOLD and self.publicity != Publicity.PUBLIC:
            told = "Everyone may read it: every edition tells this on its cover or in its name."
            raise ValidationError({"publicity": told})
        is_line = self.section in kinds.FACTS
        if (is_line or self.section == "heading") and not self.heading:
            raise ValidationError({"heading": "Enter the words of the heading or label."})
