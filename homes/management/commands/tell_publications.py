"""``manage.py tell_publications``: for cron, once each morning."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from homes.services.telling import tell_publications


class Command(BaseCommand):
    help = "Tell the chair and the members that an inspection is published. No home is named."

    def handle(self, *args: object, **options: object) -> None:
        count = tell_publications(on=timezone.localdate(), at=timezone.now())
        self.stdout.write(f"E-mails sent: {count:,}.")
