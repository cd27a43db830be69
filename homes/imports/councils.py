"""The council whose rows are read, as a file spells it."""

from collections.abc import Collection

from corporate_parenting.area_names import close_names, same_name
from corporate_parenting.uploads import UploadError
from corporate_parenting.words import counted, listed, quoted


def spelling_of(council: str, councils: Collection[str]) -> frozenset[str]:
    """The file's spellings of the council’s name: its sheets may differ in them.

    UploadError names what the person may have meant.
    """
    found = frozenset(name for name in councils if same_name(name) == same_name(council))
    if found and same_name(council):
        return found
    names = close_names(council, councils)
    remedy = (
        f"Did you mean {listed([quoted(name) for name in names], 'or')}?"
        if names
        else f"It holds {counted(len(set(councils)), 'council')}. Check the name."
    )
    raise UploadError(f"There is no council {quoted(council)} in the file. {remedy}")
