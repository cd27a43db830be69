"""What the change of a figure brings with it, whether it is entered or brought in from a file."""

from collections.abc import Mapping

from scorecard.sentences import Finality

# Whoever changes such a figure says why, and it is revised from then on.
SETTLED = {Finality.FINAL, Finality.REVISED}


class UnexplainedError(ValueError):
    """A final figure changes without a reason."""


def changes_to(kept: object, said: Mapping[str, object], reason: str) -> dict[str, object]:
    """The columns of the kept row that change, with their new values; empty if none does.

    ``kept``: has the columns of a measurement. ``said``: columns to values, those that are
    spoken of. Raises UnexplainedError where a final figure needs the ``reason``.
    """
    changes = {name: value for name, value in said.items() if getattr(kept, name) != value}
    if changes and kept.finality in SETTLED:
        if not reason:
            raise UnexplainedError
        changes |= {"finality": Finality.REVISED.value, "revised_because": reason}
    if kept.rating and {"value", "state"} & changes.keys():
        # It was set by hand for another figure.
        changes |= {"rating": "", "rating_reason": ""}
    return changes
