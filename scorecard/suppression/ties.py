"""From cells and relations to figures and what ties them, in one order however they came."""

from collections.abc import Hashable, Iterable, Mapping

from scorecard.suppression.equations import Equation, without_unknowns
from scorecard.suppression.figures import Figure, Share, Ties
from scorecard.suppression.tables import (
    Cell,
    Complement,
    Difference,
    Percentage,
    Relation,
    SmallNumberRule,
    Sum,
    Visibility,
)

_PERCENT = 100
_SEEN = {Visibility.TO_BE_PUBLISHED, Visibility.ALREADY_PUBLIC}
_NO_RULE = SmallNumberRule(is_on=False)
_Derived = Complement | Difference
_Cells = Mapping[Hashable, Cell]
_Places = Mapping[Hashable, int]


def tie(cells: _Cells, relations: Iterable[Relation], rule: SmallNumberRule) -> Ties:
    """Raises ValueError for what ``suppress`` refuses."""
    relations = sorted(set(relations), key=repr)
    _check(cells, relations)
    derived = sorted({each for each in map(derived_of, relations) if each}, key=repr)
    every = dict(cells) | {each: _derived_cell(each, cells) for each in derived}
    keys = sorted(every, key=repr)
    places = {key: place for place, key in enumerate(keys)}
    values = {place: every[key].value for key, place in places.items()}
    sums = [each for each in relations if isinstance(each, Sum)]
    equations, found = without_unknowns(
        [_equation(each, places) for each in (*sums, *derived)], values
    )
    values |= found
    _check_values(equations, values, keys, cells)
    figures = _figures(every, places, values, rule, totals_of(relations))
    checked, unchecked = [], []
    for each in relations:
        if isinstance(each, Percentage):
            is_known = {places[each.numerator], places[each.base]} <= figures.keys()
            (checked if is_known else unchecked).append(each)
    return Ties(
        figures,
        tuple(equations),
        tuple(shares_of(checked, figures, places)),
        tuple(each.key for each in unchecked),
    )


def _check(cells: _Cells, relations: list[Relation]) -> None:
    seen = set()
    for relation in relations:
        keys = _keys(relation)
        if len(set(keys)) < len(keys):
            raise ValueError(f"One cell stands twice in {relation!r}.")
        for key in keys:
            if key not in cells:
                raise ValueError(f"No cell has the key {key!r}.")
        if isinstance(relation, Percentage):
            if relation.key in seen:
                raise ValueError(f"Two percentages have the key {relation.key!r}.")
            seen.add(relation.key)


def _keys(relation: Relation) -> tuple[Hashable, ...]:
    match relation:
        case Sum(total, parts):
            return total, *parts
        case Complement(part, base):
            return part, base
        case Difference(later, earlier):
            return later, earlier
    return relation.numerator, relation.base


def derived_of(relation: Relation) -> _Derived | None:
    """What readers work out from the two cells of a relation."""
    if isinstance(relation, Complement | Difference):
        return relation
    if isinstance(relation, Percentage) and relation.per == _PERCENT:
        return Complement(relation.numerator, relation.base)
    return None


def whole_and_part(derived: _Derived) -> tuple[Hashable, Hashable]:
    if isinstance(derived, Complement):
        return derived.base, derived.part
    return derived.later, derived.earlier


def _derived_cell(derived: _Derived, cells: _Cells) -> Cell:
    whole, part = (cells[key].value for key in whole_and_part(derived))
    value = None if whole is None or part is None else whole - part
    ruled_by = derived.part if isinstance(derived, Complement) else derived.later
    return Cell(value, Visibility.NOT_PUBLISHED, cells[ruled_by].rule)


def _equation(relation: Sum | _Derived, places: _Places) -> Equation:
    if isinstance(relation, Sum):
        total, parts = relation.total, relation.parts
    else:
        total, part = whole_and_part(relation)
        parts = (part, relation)
    return {places[total]: 1} | dict.fromkeys(sorted(places[part] for part in parts), -1)


def _check_values(
    equations: list[Equation],
    values: Mapping[int, int | None],
    keys: list[Hashable],
    cells: _Cells,
) -> None:
    for place, key in enumerate(keys):
        if key in cells and (values[place] or 0) < 0:
            raise ValueError(f"A count below zero: {key!r}.")
    for equation in equations:
        if sum(times * values[place] for place, times in equation.items()):
            names = ", ".join(repr(keys[place]) for place in equation if place < len(keys))
            raise ValueError(f"These figures do not add up: {names}.")


def totals_of(relations: list[Relation]) -> set[Hashable]:
    """Keys of cells that stand above others: what readers miss most."""
    return {
        relation.total if isinstance(relation, Sum) else relation.base
        for relation in relations
        if not isinstance(relation, Difference)
    }


def _figures(
    every: _Cells,
    places: _Places,
    values: Mapping[int, int | None],
    rule: SmallNumberRule,
    totals: set[Hashable],
) -> dict[int, Figure]:
    """Figures with a value. Only those that are known to us can be published."""
    figures = {}
    for key, place in places.items():
        cell, value = every[key], values[place]
        if value is not None:
            seen = Visibility.NOT_PUBLISHED if cell.value is None else cell.visibility
            figures[place] = Figure(key, value, seen, cell.rule or rule, key in totals)
    for place in values.keys() - places.values():
        figures[place] = Figure(None, values[place], Visibility.NOT_PUBLISHED, _NO_RULE)
    return figures


def shares_of(
    percentages: list[Percentage], figures: Mapping[int, Figure], places: _Places
) -> Iterable[Share]:
    """Percentages that are shown; of a base of none there is nothing to show."""
    for each in percentages:
        numerator, base = places[each.numerator], places[each.base]
        count, of = figures[numerator].value, figures[base].value
        if of and each.visibility in _SEEN:
            scale = 2 * each.per * 10**each.decimals
            shown = (scale * count + of) // (2 * of)
            # A percentage of nobody says no more than its numerator, and zeros are shown.
            can_hide = each.visibility is Visibility.TO_BE_PUBLISHED and count > 0
            yield Share(each, numerator, base, shown, scale, can_hide)
