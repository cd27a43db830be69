"""Bring the published figures of our council and its comparators in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from corporate_parenting.commands import content_of, refused
from corporate_parenting.uploads import Upload, UploadError
from scorecard.imports.lait import council_code, lait_table
from scorecard.imports.lait_dictionary import dictionary_table
from scorecard.imports.neighbours import neighbours_table
from scorecard.imports.tables import figures_upload
from scorecard.management.importing import add_saving_arguments, finish
from scorecard.services.figure_files import council_neighbours, lait_proposal


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
        path, workbook, council = options["file"], options["neighbours"], options["council"]
        with _naming(options["dictionary"]) as upload:
            dictionary = dictionary_table(upload())
        with _naming(path) as upload:
            table = lait_table(upload())
            code = council_code(table, council)
        with _naming(workbook) as upload:
            neighbours = council_neighbours(workbook and neighbours_table(upload()), code)
        with _naming(path):
            proposal = lait_proposal(
                table, dictionary, council=council, neighbours=neighbours, on=timezone.localdate()
            )
        finish(self.stdout, proposal, path, reason=options["reason"], dry_run=options["dry_run"])


@contextmanager
def _naming(path: Path | None) -> Iterator[Callable[[], Upload]]:
    """A way to open the file; whatever is refused meanwhile is refused in its name."""
    try:
        yield lambda: figures_upload(path.name, content_of(path))
    except UploadError as error:
        raise refused(path, error) from error
