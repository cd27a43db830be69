"""Which figures the public edition hides, so that no small number can be worked out.

A number within the rule (1 to 4 unless the council says otherwise) is hidden, and with it as few
other figures as leave real doubt about it. The promise: for each small number that is not public
already there is a second table of whole numbers that agrees with all that is published and in which
that figure is a different small number. So neither linear algebra nor any other reasoning finds it.
Protected are counts, published or not, and what follows from two of them: the rest of a base, and
the difference of two periods. Percentages of a small group are hidden as well, zeros never.

The reader is taken to know every published figure, old and new, and the relations that are passed
in; that counts are whole and not below zero, and that zeros are always shown, so a hidden figure is
at least 1; the rule; between which bounds a rounded percentage lies, whichever way halves were
rounded. Where the figures that are public already leave room, the reader may even know the reason
for which each figure is hidden. Where they do not, all hidden figures have to look alike, which is
the better habit anyway.

What was published before goes in as such. ``hidden_parts`` does that for the periods of an
indicator, ``hidden_in_family`` for totals and their parts: see ``steps``. A figure that is
corrected takes a place of its own. Between it and the one that it takes the place of nothing is
protected: from 12 to 14 says that a count was wrong by two, more and fewer taken together, and not
that two children have anything in common. To hide it would leave the wrong figure as the last one
that anybody can read.

What was shown while another rule held, or none, counts as public too: see ``Past`` in ``steps``. It
is hidden again all the same, and nothing is protected that follows from two such figures alone.

Not covered: relations that nobody passed in (a sentence, a chart, a figure before its correction
beside others that still stand); the sum of
several hidden figures, and bounds of two numbers or more; readers who know some of the children;
readers who know this method and try which tables would lead it to hide just these figures; that
figures which nobody knows, taken one by one, are not below zero; what a figure that was corrected
since made of the others while another rule held.
"""

from scorecard.suppression.hiding import suppress
from scorecard.suppression.rows import Counts, Row, Share
from scorecard.suppression.steps import (
    has_small,
    has_small_in_family,
    hidden_in_family,
    hidden_parts,
)
from scorecard.suppression.tables import (
    Cell,
    Complement,
    Difference,
    Percentage,
    Reason,
    SmallNumberRule,
    Sum,
    Suppression,
    Visibility,
)

__all__ = [
    "Cell",
    "Complement",
    "Counts",
    "Difference",
    "Percentage",
    "Reason",
    "Row",
    "Share",
    "SmallNumberRule",
    "Sum",
    "Suppression",
    "Visibility",
    "has_small",
    "has_small_in_family",
    "hidden_in_family",
    "hidden_parts",
    "suppress",
]
