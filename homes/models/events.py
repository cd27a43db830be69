"""What else happens to a home: notices of the inspectorate, and visits of our own."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from corporate_parenting.models import LongTextField, Versioned
from corporate_parenting.words import day_words
from homes.kinds import NoticeKind, VisitKind
from homes.models.choices import known
from homes.models.homes import Home
from homes.models.inspections import Inspection


def not_before_the_home(home: Home, day: date | None, column: str) -> None:
    """ValidationError where something is told of a home before it was registered."""
    if day and home.began_on and day < home.began_on:
        raise ValidationError(
            {
                column: f"The home was registered on {day_words(home.began_on)}, after this. "
                "Correct one of the two days."
            }
        )


class Notice(Versioned):
    """A notice of the inspectorate. It stands beside the judgement and never changes it."""

    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="notices")
    inspection = models.ForeignKey(
        Inspection, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    kind = models.CharField(max_length=15, choices=NoticeKind.choices())
    reference = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField("given on")
    due_on = models.DateField("to be met by", null=True, blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)
    published_on = models.DateField(
        null=True, blank=True, help_text="Empty, or a day to come: not to be told yet."
    )
    words_public = LongTextField("wording for all", max_length=5_000, blank=True)
    words_exempt = LongTextField("wording, exempt", max_length=5_000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["home", "-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_dates_follow_its_issue",
                condition=(Q(due_on=None) | Q(due_on__gte=F("issued_on")))
                & (Q(ended_on=None) | Q(ended_on__gte=F("issued_on")))
                & (Q(published_on=None) | Q(published_on__gte=F("issued_on"))),
                violation_error_message="A notice is met, ended and published after it is given.",
            ),
            known("notice_kind_is_known", "kind", NoticeKind, "Choose the kind of notice."),
        ]

    def __str__(self):
        kind = self.get_kind_display() or "Notice"
        return f"{kind} of {day_words(self.issued_on)}" if self.issued_on else kind

    def clean(self) -> None:
        if self.home_id:
            not_before_the_home(self.home, self.issued_on, "issued_on")
        if self.inspection_id and self.inspection.home_id != self.home_id:
            raise ValidationError({"inspection": "This is an inspection of another home."})

    def is_standing_on(self, day: date) -> bool:
        return self.issued_on <= day and (self.ended_on is None or self.ended_on > day)


class Visit(Versioned):
    """A visit of our own: under regulation 44, or by members."""

    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=15, choices=VisitKind.choices())
    visited_on = models.DateField("visited on")
    visitor = models.CharField("who visited", max_length=200)
    summary_public = LongTextField("summary for all", max_length=5_000, blank=True)
    summary_exempt = LongTextField("summary, exempt", max_length=5_000, blank=True)
    report_received_on = models.DateField("report received on", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["home", "-visited_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="visit_has_visitor",
                condition=~Q(visitor=""),
                violation_error_message="Enter who visited.",
            ),
            models.UniqueConstraint(
                name="visit_once",
                fields=["home", "kind", "visited_on", "visitor"],
                violation_error_message="This visit is recorded already.",
            ),
            models.CheckConstraint(
                name="visit_report_follows_it",
                condition=Q(report_received_on=None) | Q(report_received_on__gte=F("visited_on")),
                violation_error_message="A report comes on or after the day of the visit.",
            ),
            known("visit_kind_is_known", "kind", VisitKind, "Choose the kind of visit."),
        ]

    def __str__(self):
        kind = self.get_kind_display() or "Visit"
        return f"{kind} of {day_words(self.visited_on)}" if self.visited_on else kind

    def clean(self) -> None:
        if self.home_id:
            not_before_the_home(self.home, self.visited_on, "visited_on")


class PublicationMail(models.Model):
    """That somebody was told of a publication, so that nobody is told twice."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="publication_mails"
    )
    address = models.EmailField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="publication_mail_once",
                fields=["inspection", "address"],
                violation_error_message="This person was told already.",
            )
        ]

    def __str__(self):
        return f"Publication told to {self.address}"
