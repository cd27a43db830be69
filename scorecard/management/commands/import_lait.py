"""Bring the published figures of our council and its comparators in."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from corporate_parenting.uploads import UploadError
from scorecard.imports.lait import council_code, read_lait
from scorecard.imports.lait_dictionary import Dictionary
from scorecard.imports.neighbours import Neighbour, neighbours_of, open_neighbours
from scorecard.imports.tables import open_table
from scorecard.management.importing import add_saving_arguments, finish, named_content, refused
from scorecard.models import Area


class Command(BaseCommand):
    help = (
        "Bring in the file of DfE's Local Authority Interactive Tool: our council, its region, "
        "England and its statistical neighbours. All of it or nothing; the same file twice "
        "changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dictionary", required=True, type=Path, metavar="FILE")
        parser.add_argument("--council", required=True, metavar="NAME")
        parser.add_argument(
            "--neighbours",
            type=Path,
            metavar="FILE",
            help="DfE's workbook of statistical neighbours (default: those that are kept here).",
        )
        add_saving_arguments(parser)

    def handle(self, *args: object, **options: object) -> None:
        path, council = options["file"], options["council"]
        dictionary = _dictionary(options["dictionary"])
        try:
            table = open_table(*named_content(path))
            code = council_code(table, council)
            neighbours = _neighbours(options["neighbours"], code)
            proposal = read_lait(table, dictionary, council=council, neighbours=neighbours)
        except UploadError as error:
            raise refused(path, error) from error
        finish(self.stdout, proposal, path, reason=options["reason"], dry_run=options["dry_run"])


def _dictionary(path: Path) -> Dictionary:
    try:
        return Dictionary(open_table(*named_content(path)))
    except UploadError as error:
        raise refused(path, error) from error


def _neighbours(path: Path | None, code: str) -> list[Neighbour]:
    """Those of the workbook, or those that are kept here."""
    if path is None:
        kept = Area.objects.filter(kind=Area.Kind.NEIGHBOUR).exclude(code="")
        return [Neighbour(area.code, area.name) for area in kept]
    try:
        return list(neighbours_of(open_neighbours(*named_content(path)), code))
    except UploadError as error:
        raise refused(path, error) from error
