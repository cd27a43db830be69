"""From a checked file to its grids."""

from actions.imports.delimited import read_text
from actions.imports.grids import Grid, with_turned_cells_named, with_width
from actions.imports.word import read_word
from actions.imports.workbook import read_workbook
from corporate_parenting.uploads import Upload, UploadError

_READERS = {"docx": read_word, "xlsx": read_workbook, "text": read_text}

OWN_HEADING = "Needs attention"  # of the lists that actions/views/actions.py sends


def read_grids(upload: Upload) -> tuple[Grid, ...]:
    """The tables or sheets of a file, at least one.

    Raises UploadError where the file cannot be read, holds no table or is beyond the limits.
    """
    try:
        found = _READERS[upload.kind](upload)
        grids = tuple(with_turned_cells_named(with_width(grid)) for grid in found)
    except UploadError:
        raise
    # The libraries that parse Word, Excel and CSV raise whatever a broken file leads them to.
    except Exception as error:
        raise UploadError(
            "The file is damaged and cannot be read. Open it, save it again and retry."
        ) from error
    if not any(grid.rows for grid in grids):
        raise UploadError(
            "The file has no table. Put the plan into one table with a row of headings."
        )
    _refuse_own_list(grids)
    return grids


def _refuse_own_list(grids: tuple[Grid, ...]) -> None:
    """A list of actions that was downloaded here runs the strands of an action together."""
    headings = {cell.text for grid in grids for row in grid.rows[:1] for cell in row.cells}
    if OWN_HEADING in headings:
        raise UploadError(
            "This is a list that was downloaded here, not a plan: it runs the strands of an action "
            "together. Change the plan in the browser, or use the plan's own file."
        )
