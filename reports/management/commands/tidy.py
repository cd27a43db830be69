"""``manage.py tidy``: for cron, once a night."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from actions.models import PlanImport
from corporate_parenting.models import Submission
from homes.models import OfstedImport
from reports.models import Rendering
from scorecard.models import FigureImport

MONTH = timedelta(days=30)
QUARTER = timedelta(days=90)


def left_over(now: datetime) -> dict[str, QuerySet]:
    """By what they are: rows that nobody wrote, nobody needs and no history follows.

    A form is answered with its first answer for a month. A plan that was brought in keeps its
    upload: only one that nobody has worked on for a quarter is given up. So too figures, with the
    dictionary and the neighbours that were sent with them. What was published has its own copy of
    the paper.
    """
    reviews = PlanImport.objects.filter(state=PlanImport.State.REVIEW)
    figures = FigureImport.objects.filter(state=FigureImport.State.REVIEW)
    files = OfstedImport.objects.filter(state=OfstedImport.State.REVIEW)
    return {
        "Expired sessions": Session.objects.filter(expire_date__lt=now),
        "Tokens of forms sent": Submission.objects.filter(sent_at__lt=now - MONTH),
        "Uploads given up": reviews.filter(touched_at__lt=now - QUARTER),
        "Uploads of figures given up": figures.filter(touched_at__lt=now - QUARTER),
        "Files of Ofsted given up": files.filter(touched_at__lt=now - QUARTER),
        "Finished tasks": DBTaskResult.objects.finished().filter(finished_at__lt=now - MONTH),
        "Papers made anew or published since": Rendering.objects.left_over(now),
    }


class Command(BaseCommand):
    help = "Remove what is only left over. What people wrote and what was published stays."

    def handle(self, *args: object, **options: object) -> None:
        for words, rows in left_over(timezone.now()).items():
            count, _ = rows.all().delete()
            self.stdout.write(f"{words}: {count:,} removed.")
