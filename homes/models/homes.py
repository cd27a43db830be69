"""A home as a registration: what it is called in and out of the council, whose it is, how long."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from actions.models import Lead
from corporate_parenting.models import LongTextField, Versioned
from homes.kinds import Governance, HomeState, Provision, Sector
from homes.labels import LabelKind, gives_away, is_kept_for_us, label_key, public_label
from homes.models.choices import known

MOST_PLACES = 999


class Home(Versioned):
    """One registration of a home. After a transfer the same home has another one."""

    internal_name = models.CharField(max_length=150, help_text="Never shown to the public.")
    label_kind = models.CharField(
        "name in public",
        max_length=10,
        choices=LabelKind.choices(),
        default=LabelKind.NONE.value,
    )
    alias = models.CharField(
        "other name", max_length=60, blank=True, help_text="Shown where its own name may not be."
    )
    number = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)], help_text="4 is shown as Home 4."
    )
    urn = models.CharField(
        "URN",
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{0,3}[0-9]{4,12}$", "Write it like SC004321 or 21009.")],
    )
    provision_type = models.CharField(
        max_length=20, choices=Provision.choices(), default=Provision.CHILDRENS_HOME.value
    )
    is_short_break_only = models.BooleanField("short breaks only", default=False)
    sector = models.CharField(
        "Ofsted’s sector", max_length=20, choices=Sector.choices(), blank=True
    )
    governance = models.CharField("whose it is", max_length=20, choices=Governance.choices())
    provider = models.CharField("who runs it", max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MOST_PLACES)]
    )
    purpose = LongTextField("what it is for", max_length=2_000, blank=True)
    location = LongTextField("where it is", max_length=500, blank=True, help_text="Never shown.")
    lead = models.ForeignKey(
        Lead,
        verbose_name="who answers for it",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="homes",
    )
    expected_on = models.DateField("expected to open on", null=True, blank=True)
    registered_on = models.DateField("registered on", null=True, blank=True)
    opened_on = models.DateField("opened on", null=True, blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)
    closed_because = LongTextField("why it closed", max_length=2_000, blank=True)
    transferred_from = models.OneToOneField(
        "self",
        verbose_name="registration before it",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="transferred_to",
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["internal_name", "pk"]
        permissions = [
            ("view_home_names", "Can see the names, URNs and places of homes"),
            ("import_homes", "Can bring homes and inspections in from a file"),
        ]
        constraints = [
            models.CheckConstraint(
                name="home_has_name",
                condition=~Q(internal_name=""),
                violation_error_message="Enter the home’s name.",
            ),
            models.UniqueConstraint(
                name="home_urn_once",
                fields=["urn"],
                condition=~Q(urn=""),
                violation_error_message="There is a home with this URN.",
            ),
            # A closed registration keeps its label beside the one that follows it.
            models.UniqueConstraint(
                Lower("alias"),
                name="home_alias_once_among_running",
                condition=Q(label_kind="alias", closed_on=None),
                violation_error_message="Another home is shown by this name.",
            ),
            models.UniqueConstraint(
                name="home_number_once_among_running",
                fields=["number"],
                condition=Q(label_kind="number", closed_on=None),
                violation_error_message="Another home has this number.",
            ),
            models.CheckConstraint(
                name="home_has_its_label",
                condition=(~Q(label_kind="alias") | ~Q(alias=""))
                & (~Q(label_kind="number") | Q(number__isnull=False)),
                violation_error_message="Enter the other name or the number that is shown.",
            ),
            models.CheckConstraint(
                name="home_is_opened_once_registered",
                condition=Q(registered_on=None)
                | Q(opened_on=None)
                | Q(opened_on__gte=F("registered_on")),
                violation_error_message="A home opens on or after the day it is registered.",
            ),
            models.CheckConstraint(
                name="home_closes_after_it_began",
                condition=Q(closed_on=None)
                | (
                    (Q(registered_on=None) | Q(closed_on__gte=F("registered_on")))
                    & (Q(opened_on=None) | Q(closed_on__gte=F("opened_on")))
                ),
                violation_error_message="A home closes after it was registered and opened.",
            ),
            models.CheckConstraint(
                name="home_closed_with_reason",
                condition=Q(closed_on=None) | ~Q(closed_because=""),
                violation_error_message="Say why the home closed.",
            ),
            models.CheckConstraint(
                name="home_is_not_transferred_from_itself",
                condition=Q(transferred_from=None) | ~Q(transferred_from=F("id")),
                violation_error_message="Choose the registration before this one.",
            ),
            known("home_label_is_known", "label_kind", LabelKind, "Choose its name in public."),
            known("home_provision_is_known", "provision_type", Provision, "Choose the type."),
            known("home_sector_is_known", "sector", Sector, "Choose the sector.", blank=True),
            known("home_governance_is_known", "governance", Governance, "Choose whose it is."),
        ]

    def __str__(self):
        return self.public_label

    def clean(self) -> None:
        """What the public reads tells homes apart, and gives no other name away."""
        self.urn = self.urn.strip().upper()
        self._check_alias()
        self._check_inspections()
        others = {row.pk: row for row in Home.objects.exclude(pk=self.pk)}
        own = self._of_one_home(others)
        for row in others.values():
            if row.pk not in own:
                self._check_beside(row)

    def _check_alias(self) -> None:
        if is_kept_for_us(self.alias):
            raise ValidationError({"alias": "Choose a name; numbers are given by “A number”."})
        if self.label_kind == LabelKind.NAME and is_kept_for_us(self.internal_name):
            raise ValidationError({"label_kind": "Its own name looks like another home’s number."})
        if gives_away(self.alias, self.internal_name):
            raise ValidationError({"alias": "This gives the home’s own name away."})

    def _check_inspections(self) -> None:
        """Which one it is stays unsaid: who changes a home may not know of it yet."""
        if self.pk is None:
            return
        outside = Q(visited_from__lt=self.began_on) if self.began_on else Q()
        if self.closed_on:
            outside |= Q(visited_from__gt=self.closed_on)
        if self.inspections.not_voided().filter(outside).exists():
            raise ValidationError(
                "The home was inspected before it was registered or after it closed, by these "
                "days. Correct them, or the inspection."
            )

    def _check_beside(self, other: "Home") -> None:
        if self.number is not None and self.number == other.number:
            raise ValidationError({"number": "Another home has this number."})
        shown, theirs = label_key(self.public_label), label_key(other.public_label)
        if self.has_label and other.has_label and shown == theirs:
            raise ValidationError({"label_kind": "Another home is shown by this name."})
        if label_key(self.alias) and label_key(self.alias) == label_key(other.internal_name):
            raise ValidationError({"alias": "This is the name of another home."})
        if label_key(other.alias) == label_key(self.internal_name):
            raise ValidationError({"internal_name": "Another home is shown by this name."})

    def _of_one_home(self, others: dict[int, "Home"]) -> set[int]:
        """Keys of the other registrations of this home, before and after it."""
        after = {row.transferred_from_id: row.pk for row in others.values()}
        after.pop(None, None)  # those that were never transferred
        found, before, then = set(), self.transferred_from_id, after.get(self.pk)
        while before in others and before not in found:
            found.add(before)
            before = others[before].transferred_from_id
        while then is not None and then not in found:
            found.add(then)
            then = after.get(then)
        return found

    @property
    def public_label(self) -> str:
        """What it is called in everything that the public may read."""
        return public_label(
            self.label_kind, name=self.internal_name, alias=self.alias, number=self.number
        )

    @property
    def has_label(self) -> bool:
        return self.label_kind != LabelKind.NONE

    @property
    def began_on(self) -> date | None:
        """From when on it may be inspected; None while it is planned."""
        return self.registered_on or self.opened_on

    def state_on(self, day: date) -> HomeState:
        if self.closed_on and self.closed_on <= day:
            return HomeState.CLOSED
        if self.opened_on and self.opened_on <= day:
            return HomeState.OPEN
        if self.registered_on and self.registered_on <= day:
            return HomeState.REGISTERED
        return HomeState.PLANNED
