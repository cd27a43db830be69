"""Agencies and the people who lead for them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from corporate_parenting.models import Versioned


class Agency(Versioned):
    """A body that leads work: a council service, the NHS, a school, the police, a charity."""

    name = models.CharField(max_length=150)
    short_name = models.CharField(max_length=30, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "agencies"
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="agency_name_once",
                violation_error_message="There is an agency of this name.",
            ),
            models.CheckConstraint(
                name="agency_has_name",
                condition=~Q(name=""),
                violation_error_message="Enter the agency's name.",
            ),
        ]

    def __str__(self):
        return self.name


class LeadQuerySet(models.QuerySet):
    def active_on(self, day):
        """Those who lead on that day: started by then and not yet gone.

        Others keep their strands until somebody hands them over, but speak for none.
        """
        return self.filter(
            Q(active_from=None) | Q(active_from__lte=day),
            Q(active_until=None) | Q(active_until__gte=day),
        )


class Lead(Versioned):
    """A person, an agency or a post answerable for a strand."""

    name = models.CharField("person", max_length=150, blank=True)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="leads"
    )
    role = models.CharField("post", max_length=150, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="sign-in",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="lead",
    )
    active_from = models.DateField(null=True, blank=True)
    active_until = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["name", "agency__name", "role", "pk"]
        permissions = [
            ("hand_over_strands", "Can hand the strands of one lead to others"),
            ("export_lead", "Can export and import leads"),
        ]
        constraints = [
            models.CheckConstraint(
                name="lead_has_name_agency_or_role",
                condition=~Q(name="") | Q(agency__isnull=False) | ~Q(role=""),
                violation_error_message="Enter a person, an agency or a post.",
            ),
            models.CheckConstraint(
                name="lead_leaves_after_coming",
                condition=Q(active_from=None)
                | Q(active_until=None)
                | Q(active_until__gte=F("active_from")),
                violation_error_message="The last day must not lie before the first.",
            ),
        ]

    def __str__(self):
        who = self.name or self.role
        if self.agency_id and who:
            return f"{self.agency.short_name or self.agency.name} – {who}"
        return who or (self.agency.name if self.agency_id else "Nobody yet")

    def is_active_on(self, day: date) -> bool:
        """As the queryset says it, for one row."""
        begun = self.active_from is None or self.active_from <= day
        return begun and (self.active_until is None or self.active_until >= day)
