"""Figures of one year by chance, and what readers of all their editions find in them."""

from scorecard.suppression import (
    Cell,
    Complement,
    Counts,
    Difference,
    Percentage,
    Share,
    Suppression,
    Visibility,
)
from scorecard.suppression.rows import NAMES
from tests.scorecard.solving_back import Edition

PLANNED, SECRET = Visibility.TO_BE_PUBLISHED, Visibility.NOT_PUBLISHED
SHARES = (None, Share(100, 0), Share(100, 1), Share(10_000, 0))


def random_rows(rng, share):
    """Two to four rows of one year, some parts of which were corrected or came late."""
    rows, numerator, base = [], rng.choice([0, 2, 6, 10, 20]), rng.choice([20, 40, 75])
    for place in range(rng.randint(1, 4)):
        numerator += rng.choice([0, 1, 2, 4, 7, 12])
        base += numerator + rng.choice([0, 1, 3, 6, 30])
        ranks = tuple(rng.choice([place] * 5 + [place + 4]) for _ in NAMES)
        if share:
            implied = rng.choice([(), (), (), ("numerator",), ("denominator",)])
            rows.append(Counts(None, numerator, base, implied, ranks))
        else:
            rows.append(Counts(numerator, ranks=ranks))
    return tuple(rows)


def read(rows, share, hidden):
    """All that a reader has of the rows, solved for what is hidden."""
    cells, relations, counts, percentages = {}, [], {}, {}
    for place, (row, parts) in enumerate(zip(rows, hidden, strict=True)):
        for name in NAMES:
            if (value := getattr(row, name)) is not None:
                is_implied = name in row.implied
                cells[place, name] = Cell(value, SECRET if is_implied else PLANNED)
                if name in parts:
                    counts[place, name] = ""
        if row.numerator is not None and share:
            ends = (place, "numerator"), (place, "denominator")
            relations.append(Percentage((place, "share"), *ends, share.decimals, share.per))
            if "value" in parts:
                percentages[place, "share"] = ""
        elif row.numerator is not None:
            relations.append(Complement((place, "numerator"), (place, "denominator")))
    relations += [
        Difference((later, name), (earlier, name))
        for later in range(len(rows))
        for earlier in range(later)
        for name in NAMES
        if (later, name) in cells and (earlier, name) in cells
    ]
    result = Suppression(counts, percentages, (), ())
    return Edition(cells, relations, result, told=False).solve()


def known_by(rows, rank):
    """The rows as they were when nothing of a later rank was known."""
    return tuple(
        row._replace(
            **{
                name: None
                for name, of_part in zip(NAMES, row.ranks, strict=True)
                if (max(row.ranks) if name in row.implied else of_part) > rank
            }
        )
        for row in rows
    )
