"""Bring Ofsted's file of inspections of local authorities in: those of our council."""

from django.core.management.base import BaseCommand, CommandParser

from corporate_parenting.commands import content_of, refused
from corporate_parenting.uploads import UploadError
from homes.management.importing import add_arguments, finish
from homes.services.ofsted_files import authority_file


class Command(BaseCommand):
    help = (
        "Bring in Ofsted's file of inspections of councils (.ods, .xlsx or .csv). "
        "All of it or nothing; the same file twice changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)

    def handle(self, *args: object, **options: object) -> None:
        path = options["file"]
        content = content_of(path)
        try:
            proposal = authority_file(path.name, content, council=options["council"])
        except UploadError as error:
            raise refused(path, error) from error
        finish(self.stdout, proposal, path, dry_run=options["dry_run"])
