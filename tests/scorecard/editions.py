"""Small editions in plain words, for tests of what is hidden in them."""

from scorecard.suppression import Cell, Reason, Visibility, suppress

PUBLIC, SECRET = Visibility.ALREADY_PUBLIC, Visibility.NOT_PUBLISHED
SMALL, GIVES_AWAY = Reason.SMALL, Reason.GIVES_AWAY


def cells(**values):
    """Cells of an edition; a pair is a value and a visibility."""
    return {
        key: Cell(*value) if isinstance(value, tuple) else Cell(value)
        for key, value in values.items()
    }


def hidden(figures, *relations, rule=None):
    """Counts and percentages that are hidden, as plain dictionaries."""
    result = suppress(figures, relations, *([rule] if rule else []))
    return dict(result.counts), dict(result.percentages)
