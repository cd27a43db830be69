"""``manage.py revive_renderings``: for cron, once a minute, beside the workers."""

from django.core.management.base import BaseCommand

from reports.tasks import revive_renderings


class Command(BaseCommand):
    help = "Put back into the queue the papers that a stopped worker left unfinished."

    def handle(self, *args: object, **options: object) -> None:
        count = revive_renderings()
        self.stdout.write(f"{count} put back." if count else "Nothing was left unfinished.")
