"""Bring in the council's own scorecard, or figures of a published file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from corporate_parenting.commands import content_of, refused
from corporate_parenting.uploads import UploadError
from corporate_parenting.words import listed, quoted
from scorecard.imports.tables import figures_upload
from scorecard.management.importing import add_saving_arguments, finish
from scorecard.models import FigureImport, FigureMapping
from scorecard.services.figure_files import mapped_proposal, own_proposal, tables_of


class Command(BaseCommand):
    help = (
        "Bring in the council's own scorecard (.xlsx or .csv), or with --mapping a published CSV "
        "file. All of it or nothing; the same file twice changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--mapping", metavar="NAME", help="Which columns give what, as saved in the browser."
        )
        add_saving_arguments(parser)

    def handle(self, *args: object, **options: object) -> None:
        path = options["file"]
        mapping = _mapping(options["mapping"]) if options["mapping"] else None
        kind = FigureImport.Kind.PUBLISHED if mapping else FigureImport.Kind.OWN
        try:
            tables = tables_of(figures_upload(path.name, content_of(path)), kind)
            if mapping:
                proposal = mapped_proposal(tables[0], mapping, timezone.localdate())
            else:
                proposal = own_proposal(tables, timezone.localdate())
        except UploadError as error:
            raise refused(path, error) from error
        finish(self.stdout, proposal, path, reason=options["reason"], dry_run=options["dry_run"])


def _mapping(name: str) -> FigureMapping:
    found = FigureMapping.objects.select_related("indicator").filter(name__iexact=name).first()
    if found is None:
        names = [quoted(each) for each in FigureMapping.objects.values_list("name", flat=True)]
        remedy = f"There are {listed(names)}." if names else "Make one in the browser."
        raise CommandError(f"There is no mapping {quoted(name)}. {remedy}")
    return found
