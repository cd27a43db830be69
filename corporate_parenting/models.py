"""The council, the people who sign in, and the forms that they have sent."""

import re
from collections.abc import Callable

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
    validate_email,
)
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from corporate_parenting.clear_days import ClearDayRule
from corporate_parenting.colours import ENOUGH, contrast_with_white
from corporate_parenting.text import ShortEnough
from corporate_parenting.words import moment_words, plural

Validator = Callable[[object], None]
COLOUR = r"^#[0-9a-f]{6}$"


class LongTextField(models.TextField):
    """Django checks ``max_length`` of a text column in forms only; imports come by no form."""

    @cached_property
    def validators(self) -> list[Validator]:
        return [*super().validators, ShortEnough(self.max_length)]

    def deconstruct(self) -> tuple[str, str, list, dict]:
        """For migrations it is a plain text column: the database checks no length."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class Versioned(models.Model):
    """A row that two people may edit at once; ``version`` goes up by one at each save."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class UserManager(BaseUserManager):
    """Makes people by e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """Somebody who signs in, known by e-mail address. What they may do is in ``roles.py``."""

    username = None
    email = models.EmailField("e-mail address", unique=True)
    history = HistoricalRecords(excluded_fields=["password", "last_login"], m2m_fields=["groups"])

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    def __str__(self):
        return self.get_full_name() or self.email


class Council(Versioned):
    """The one council that this installation serves, and the words it uses."""

    class Nation(models.TextChoices):
        ENGLAND = "england", "England"
        WALES = "wales", "Wales"
        SCOTLAND = "scotland", "Scotland"
        NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"

    name = models.CharField(max_length=100)
    nation = models.CharField(max_length=20, choices=Nation, default=Nation.ENGLAND)
    board_name = models.CharField(
        "name of the board", max_length=100, default="Corporate Parenting Board"
    )
    group_name = models.CharField(
        "officers' group that reports to the board",
        max_length=100,
        default="Corporate Parenting Strategic Group",
    )
    member_word = models.CharField("word for a member", max_length=40, default="member")
    priority_word = models.CharField(
        "word for a priority", max_length=40, default="priority", help_text="Or pledge, promise…"
    )
    action_word = models.CharField("word for an action", max_length=40, default="action")
    strand_word = models.CharField("word for a strand", max_length=40, default="strand")
    child_word = models.CharField("words for one child", max_length=60, default="child in our care")
    children_word = models.CharField(
        "words for the children", max_length=60, default="children in our care"
    )
    care_leaver_word = models.CharField(
        "words for a care leaver", max_length=60, default="care leaver"
    )
    brand_colour = models.CharField(
        max_length=7,
        default="#1d5b79",
        validators=[RegexValidator(COLOUR, "Write the colour as #1d5b79.")],
        help_text="White text must be readable on it.",
    )
    stale_after_days = models.PositiveSmallIntegerField(
        "days without a word until an action is stale",
        default=90,
        validators=[MinValueValidator(1)],
    )
    hide_up_to = models.PositiveSmallIntegerField(
        "hide numbers of people up to",
        default=4,
        validators=[MaxValueValidator(9)],
        help_text="In what the public reads: 4 hides 1 to 4 and shows 0; 0 hides nothing. 1 hides "
        "1 and 2, because to hide 1 alone would say which number it is.",
    )
    stale_weeks = models.PositiveSmallIntegerField(
        "weeks until a paper’s figures are old",
        default=13,
        validators=[MinValueValidator(1), MaxValueValidator(520)],
        help_text="Figures as at a day longer before the meeting are asked about.",
    )
    clear_days = models.PositiveSmallIntegerField(
        "clear days that papers are public before a meeting",
        default=5,
        validators=[MaxValueValidator(30)],
        help_text="Neither the day of publication nor that of the meeting counts.",
    )
    clear_days_are_working = models.BooleanField(
        "only working days count",
        default=True,
        help_text="Without Saturdays, Sundays and the bank holidays of England and Wales.",
    )
    publication_readers = LongTextField(
        "who is told when a home’s inspection is published",
        max_length=2_000,
        blank=True,
        help_text="E-mail addresses of the chair and the members, one a line. No home is named.",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "council"
        constraints = [
            models.CheckConstraint(
                name="council_is_one_row",
                condition=Q(pk=1),
                violation_error_message="There is one council already. Change that one.",
            ),
            models.CheckConstraint(
                name="council_nation_is_known",
                condition=Q(nation__in=["england", "wales", "scotland", "northern_ireland"]),
                violation_error_message="Choose one of the four nations.",
            ),
        ]

    def __str__(self):
        return self.name

    def _check_readers(self) -> None:
        for address in self.readers_of_publications:
            try:
                validate_email(address)
            except ValidationError as error:
                raise ValidationError(
                    {"publication_readers": f"“{address}” is not an e-mail address. One a line."}
                ) from error

    @property
    def readers_of_publications(self) -> list[str]:
        """Their addresses, each once."""
        lines = (line.strip() for line in self.publication_readers.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def clean(self) -> None:
        """White words stand on the council's colour, in the header and on buttons and papers."""
        self._check_readers()
        is_colour = re.fullmatch(COLOUR, self.brand_colour)
        if is_colour and contrast_with_white(self.brand_colour) < ENOUGH:
            raise ValidationError(
                {
                    "brand_colour": f"White words are hard to read on {self.brand_colour}. "
                    "Choose a darker colour, such as a darker shade of this one."
                }
            )

    @property
    def clear_day_rule(self) -> ClearDayRule:
        return ClearDayRule(self.clear_days, self.clear_days_are_working)

    @property
    def actions_word(self) -> str:
        return plural(self.action_word)

    @property
    def strands_word(self) -> str:
        return plural(self.strand_word)

    @property
    def care_leavers_word(self) -> str:
        return plural(self.care_leaver_word)


class Acronym(Versioned):
    """Letters that the council uses, and what they stand for."""

    letters = models.CharField(max_length=20, help_text="As they are written: PEP, ePEP.")
    words = models.CharField("what they stand for", max_length=200)
    history = HistoricalRecords()

    class Meta:
        ordering = ["letters", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("letters"),
                name="acronym_letters_once",
                violation_error_message="These letters are on the list already. Change that row.",
            ),
            models.CheckConstraint(
                name="acronym_has_letters_and_words",
                condition=~Q(letters="") & ~Q(words=""),
                violation_error_message="Enter the letters and what they stand for.",
            ),
        ]

    def __str__(self):
        return f"{self.letters}: {self.words}"


class LanguageWord(Versioned):
    """A word that the council would rather not use of its children; papers are asked about it."""

    word = models.CharField(max_length=60, help_text="One word or a few, without a plural.")
    better = models.CharField("write in its place", max_length=100, blank=True)
    note = models.CharField(
        max_length=300, blank=True, help_text="When it is right after all, or who asked for it."
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["word", "pk"]
        verbose_name = "word of the language list"
        verbose_name_plural = "language list"
        constraints = [
            models.UniqueConstraint(
                Lower("word"),
                name="languageword_once",
                violation_error_message="This word is on the list already. Change that row.",
            ),
            models.CheckConstraint(
                name="languageword_has_word",
                condition=~Q(word=""),
                violation_error_message="Enter the word.",
            ),
        ]

    def __str__(self):
        return f"{self.word}: {self.better}" if self.better else self.word


class Submission(models.Model):
    """A form that was sent once. Sent again, it is answered with the same page."""

    token = models.UUIDField(unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    answer = models.CharField(max_length=500)
    sha256 = models.CharField("hash of what was sent", max_length=64, default="")
    sent_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.user}: {moment_words(timezone.localtime(self.sent_at))}"
