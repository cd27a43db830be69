"""A reader who tries to work out what a public edition hides; shares no code with suppression.

Whole numbers only, so exact: the bounds that follow from each equation and each percentage, and
elimination over all equations at once, in turn until nothing more is found.
"""

from decimal import ROUND_HALF_UP, Decimal
from math import gcd

from scorecard.suppression import (
    Complement,
    Difference,
    Percentage,
    SmallNumberRule,
    Sum,
    Visibility,
)

LARGE = 10**6
MOST_ROUNDS = 30  # bounds that only creep on never meet
ONE = object()  # stands for the number 1 in an equation


class Edition:
    """What is published, and everything small that must not be found in it.

    ``bounds`` holds what the reader knows of each figure; ``told`` readers know for each hidden
    figure whether it is small.
    """

    def __init__(self, cells, relations, result, *, told):
        self.cells, self.result, self.told = cells, result, told
        self.bounds, self.small, self.equations = {}, {}, []
        for key, cell in cells.items():
            self._add(key, cell.value, cell.rule or SmallNumberRule(), cell.visibility)
        for relation in relations:
            if isinstance(relation, Sum):
                self._tie(relation.total, relation.parts)
            elif isinstance(relation, Difference):
                self._derive(relation, relation.later, relation.earlier, relation.later)
            elif isinstance(relation, Complement) or relation.per == 100:
                part = relation.part if isinstance(relation, Complement) else relation.numerator
                self._derive(Complement(part, relation.base), relation.base, part, part)
        self.percentages = [
            (each.numerator, each.base, *self._rounding(each))
            for each in relations
            if isinstance(each, Percentage) and self._is_shown(each)
        ]

    def _derive(self, key, whole, part, ruled_by):
        known = None not in (self.cells[whole].value, self.cells[part].value)
        value = self.cells[whole].value - self.cells[part].value if known else None
        rule = self.cells[ruled_by].rule or SmallNumberRule()
        self._add(key, value, rule, Visibility.NOT_PUBLISHED)
        if value is None:
            self.bounds[key] = (-LARGE, LARGE)
        self._tie(whole, (part, key))

    def _add(self, key, value, rule, visibility):
        is_small = value is not None and rule.is_on and rule.hide_from <= value <= rule.hide_to
        if is_small:
            self.small[key] = range(rule.hide_from, rule.hide_to + 1)
        planned = visibility is Visibility.TO_BE_PUBLISHED
        told_of = planned or visibility is Visibility.HIDDEN_BEFORE
        if value is None:
            self.bounds[key] = (0, LARGE)
        elif visibility is Visibility.ALREADY_PUBLIC or (planned and key not in self.result.counts):
            self.bounds[key] = (value, value)
        elif value < 0:
            self.bounds[key] = (-LARGE, LARGE)
        elif self.told and is_small:
            self.bounds[key] = (rule.hide_from, rule.hide_to)
        elif self.told and told_of and rule.is_on and value > rule.hide_to:
            self.bounds[key] = (rule.hide_to + 1, LARGE)
        else:
            self.bounds[key] = (1 if told_of else 0, LARGE)

    def _tie(self, total, parts):
        equation = {total: -1}
        for part in parts:
            equation[part] = equation.get(part, 0) + 1
        self.equations.append(equation)

    def _is_shown(self, each):
        numerator, base = self.cells[each.numerator].value, self.cells[each.base].value
        hidden = each.visibility is Visibility.NOT_PUBLISHED or each.key in self.result.percentages
        return not hidden and numerator is not None and bool(base)

    def _rounding(self, each):
        """Least and greatest share, both times ``of``: so many, so many, of so many."""
        unit = Decimal(1).scaleb(-each.decimals)
        exact = Decimal(each.per * self.cells[each.numerator].value) / self.cells[each.base].value
        shown = int(exact.quantize(unit, ROUND_HALF_UP) / unit)
        return 2 * shown - 1, 2 * shown + 1, 2 * each.per * 10**each.decimals

    def solve(self):
        """Narrow the bounds until nothing more follows."""
        equations = self.equations
        for _ in range(MOST_ROUNDS):
            before = dict(self.bounds)
            for equation in equations:
                self._narrow(equation)
            for percentage in self.percentages:
                self._narrow_share(*percentage)
            if before == self.bounds:
                break
            equations = self.equations + self._eliminated()
        return self

    def _set(self, key, low, high):
        was_low, was_high = self.bounds[key]
        self.bounds[key] = (max(low, was_low), min(high, was_high))

    def _narrow(self, equation):
        terms = {
            key: sorted(times * bound for bound in self.bounds[key])
            for key, times in equation.items()
            if key is not ONE
        }
        least = sum(low for low, _ in terms.values()) + equation.get(ONE, 0)
        greatest = sum(high for _, high in terms.values()) + equation.get(ONE, 0)
        for key, (low, high) in terms.items():
            # times * figure lies between these, as all other terms make up for it
            floor, ceiling = -(greatest - high), -(least - low)
            times = equation[key]
            if times < 0:
                floor, ceiling, times = -ceiling, -floor, -times
            self._set(key, -(-floor // times), ceiling // times)

    def _narrow_share(self, numerator, base, least, most, of):
        (low, high), (base_low, base_high) = self.bounds[numerator], self.bounds[base]
        self._set(numerator, -(-least * base_low // of), (most * base_high - 1) // of)
        self._set(base, of * low // most + 1, of * high // least if least > 0 else LARGE)

    def _eliminated(self):
        """The equations among figures that are not known yet, solved for one after another."""
        rows = []
        for equation in self.equations:
            row = self._with_known(equation)
            for pivot, other in rows:
                row = _without(row, other, pivot)
            pivot = next((key for key in row if key is not ONE), None)
            if pivot is not None:
                rows = [(each, _without(other, row, pivot)) for each, other in rows]
                rows.append((pivot, row))
        return [row for _, row in rows]

    def _with_known(self, equation):
        row = {ONE: 0}
        for key, times in equation.items():
            low, high = self.bounds[key]
            if low == high:
                row[ONE] += times * low
            else:
                row[key] = row.get(key, 0) + times
        return {key: times for key, times in row.items() if times}

    def found(self):
        """Small figures that the reader knows; a hidden one that can only be one small number."""
        return {key for key, small in self.small.items() if len(self._left(key, small)) == 1}

    def _left(self, key, small):
        low, high = self.bounds[key]
        return [number for number in small if low <= number <= high]

    def wrong(self):
        """Cells of which the reader believes what is not so."""
        return {
            key
            for key, cell in self.cells.items()
            if cell.value is not None
            and not self.bounds[key][0] <= cell.value <= self.bounds[key][1]
        }


def _without(row, other, pivot):
    """The row with the pivot taken out by a multiple of the other."""
    if pivot not in row:
        return row
    mine, its = row[pivot], other[pivot]
    left = {key: row.get(key, 0) * its - other.get(key, 0) * mine for key in {**row, **other}}
    divisor = gcd(*left.values()) or 1
    return {key: times // divisor for key, times in left.items() if times}
