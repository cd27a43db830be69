"""What authors answer to what the checks of a paper found."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from corporate_parenting.models import LongTextField, Versioned
from reports.models.reports import Report


class CheckAnswer(Versioned):
    """An answer to a finding. It holds as long as the paper gives a finding of this ``key``.

    ``place`` and ``words`` are the finding's own, as they stood when it was answered.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="check_answers")
    key = models.CharField(max_length=64, validators=[RegexValidator(r"^[0-9a-f]{64}$")])
    check_name = models.CharField("check", max_length=20)
    place = models.CharField(max_length=400)
    words = LongTextField(max_length=2_000)
    answer = LongTextField(max_length=2_000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="check_answers"
    )
    at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="checkanswer_once_per_finding",
                fields=["report", "key"],
                violation_error_message="Somebody has answered this already.",
            ),
            models.CheckConstraint(
                name="checkanswer_says_something",
                condition=~Q(answer=""),
                violation_error_message="Enter an answer.",
            ),
        ]

    def __str__(self):
        return f"{self.place}: {self.answer}"
