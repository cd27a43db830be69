"""``manage.py archive_papers``: for cron, once a night; the worker makes them after publishing."""

from django.core.management.base import BaseCommand, CommandError

from reports import services
from reports.models import Publication
from reports.rendering import RenderError


class Command(BaseCommand):
    help = "Make the archive copies that published papers still lack."

    def handle(self, *args: object, **options: object) -> None:
        lacking = Publication.objects.filter(archive_copy=None, withdrawal=None)
        refused = []
        for publication in lacking.without_bytes().order_by("pk"):
            try:
                copy = services.make_archive_copy(publication_pk=publication.pk)
                self.stdout.write(f"{copy}: {copy.sha256_pdf}")
            except RenderError as error:
                refused.append(f"{publication}: {error}")
        if refused:
            raise CommandError("\n".join(refused))
