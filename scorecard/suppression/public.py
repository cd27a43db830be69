"""What readers have already, so that nothing that is hidden can protect it."""

from collections.abc import Hashable, Iterable, Mapping, Set

from scorecard.suppression.tables import Cell, Percentage, Relation, Sum, Visibility
from scorecard.suppression.ties import derived_of, whole_and_part


def given_away(
    cells: Mapping[Hashable, Cell], relations: Iterable[Relation], rests: Set[Hashable]
) -> Set[Hashable]:
    """Keys of cells that are public, and what two or more of them leave: ``rests``, relations.

    Of percentages of public cells their keys too. What would follow from a relation for a cell
    that is not public stays protected: that parts add up may be so by chance.
    """
    public = {key for key, cell in cells.items() if cell.visibility is Visibility.ALREADY_PUBLIC}
    found = set(public)
    for each in relations:
        if isinstance(each, Percentage) and {each.numerator, each.base} <= public:
            found |= {each, each.key}
        if isinstance(each, Sum):
            left = {each.total, *each.parts} - public
            found |= left if len(left) == 1 and left <= rests else set()
        derived = derived_of(each)
        if derived and {*whole_and_part(derived)} <= public:
            found.add(derived)
    return found
