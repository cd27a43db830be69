"""Bring Ofsted's file of social care providers in: our homes and their inspections."""

from django.core.management.base import BaseCommand, CommandParser

from corporate_parenting.commands import content_of, refused
from corporate_parenting.uploads import UploadError
from homes.imports.proposals import Scope
from homes.management.importing import add_arguments, finish
from homes.services.ofsted_files import homes_file


class Command(BaseCommand):
    help = (
        "Bring in Ofsted's file of providers (.ods, .xlsx or .csv): the register at its day and "
        "the year's inspections. All of it or nothing; the same file twice changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)
        parser.add_argument(
            "--scope",
            choices=[scope.value for scope in Scope],
            default=Scope.OWN.value,
            help="own: the council's own homes (default). area: every children's home in its area.",
        )

    def handle(self, *args: object, **options: object) -> None:
        path, scope = options["file"], Scope(options["scope"])
        content = content_of(path)
        try:
            proposal = homes_file(path.name, content, council=options["council"], scope=scope)
        except UploadError as error:
            raise refused(path, error) from error
        finish(self.stdout, proposal, path, dry_run=options["dry_run"])
