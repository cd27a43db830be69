"""Random sets of tables for suppression: sums one and two ways, periods, percentages, rests."""

from scorecard.suppression import (
    Cell,
    Complement,
    Difference,
    Percentage,
    SmallNumberRule,
    Sum,
    Visibility,
)

WIDE_RULE = SmallNumberRule(1, 9)


class Draft:
    """Cells and relations under way; so many in a hundred are public, secret or not known."""

    def __init__(self, rng, *, public=0, secret=0, unknown=0):
        self.rng = rng
        self.chances = (public, secret, unknown)
        self.values = {}
        self.relations = []

    def cells(self):
        return {key: self.cell(value) for key, value in self.values.items()}

    def cell(self, value):
        rule = self.rng.choices([None, WIDE_RULE, SmallNumberRule(is_on=False)], [8, 1, 1])[0]
        unknown = self.rng.randrange(100) < self.chances[2]
        return Cell(None if unknown else value, self.visibility(), rule)

    def visibility(self):
        public, secret, _ = self.chances
        chance = self.rng.randrange(100)
        if chance < public:
            return Visibility.ALREADY_PUBLIC
        secret = chance < public + secret
        return Visibility.NOT_PUBLISHED if secret else Visibility.TO_BE_PUBLISHED

    def count(self):
        return self.rng.choice([0, 1, 2, 3, 4, 5, 6, 9, 14, 30, 75])

    def add(self, key, value=None):
        self.values[key] = self.count() if value is None else value
        return key

    def total(self, key, parts):
        self.add(key, sum(self.values[part] for part in parts))
        self.relations.append(Sum(key, tuple(parts)))
        return key

    def percentage(self, part, base, per=100):
        decimals = self.rng.choice([0, 0, 1, 2])
        key = (part, base)
        self.relations.append(Percentage(key, part, base, decimals, per, self.visibility()))


def one_way(draft):
    draft.total("all", [draft.add(f"part {number}") for number in range(draft.rng.randint(2, 6))])
    if draft.rng.random() < 0.4:
        draft.percentage("part 0", "all")


def two_way(draft):
    rows, columns = draft.rng.randint(2, 4), draft.rng.randint(2, 3)
    for row in range(rows):
        draft.total(f"row {row}", [draft.add((row, column)) for column in range(columns)])
    for column in range(columns):
        draft.total(f"column {column}", [(row, column) for row in range(rows)])
    draft.total("grand", [f"row {row}" for row in range(rows)])
    draft.relations.append(Sum("grand", tuple(f"column {column}" for column in range(columns))))
    if draft.rng.random() < 0.3:
        draft.percentage((0, 0), "row 0")


def periods(draft):
    before = draft.add("to date 1")
    for quarter in range(2, draft.rng.randint(2, 4) + 1):
        to_date = f"to date {quarter}"
        if draft.rng.random() < 0.5:
            draft.total(to_date, [before, draft.add(f"quarter {quarter}")])
        else:
            draft.add(to_date, draft.values[before] + draft.count())
            draft.relations.append(Difference(to_date, before))
        before = to_date


def shares(draft):
    base = draft.add("base", draft.rng.choice([1, 3, 4, 7, 12, 40, 75, 300]))
    for number in range(draft.rng.randint(1, 3)):
        part = draft.add(f"share {number}", min(draft.count(), draft.values[base]))
        draft.percentage(part, base, per=draft.rng.choice([100, 100, 100, 10_000]))


def rests(draft):
    group = draft.add("group", draft.rng.choice([3, 5, 9, 20]))
    some = draft.add("some", max(0, draft.values[group] - draft.count()))
    draft.relations.append(Complement(some, group))


KINDS = (one_way, two_way, periods, shares, rests)


def random_tables(rng, kinds=KINDS, **chances):
    """Cells and relations that add up: one kind of table, or two that hang on one another."""
    draft = Draft(rng, **chances)
    chosen = draft.rng.sample(kinds, min(len(kinds), draft.rng.choice([1, 1, 2])))
    for kind in chosen:
        kind(draft)
    if len(chosen) > 1:
        first, last = min(draft.values, key=repr), max(draft.values, key=repr)
        draft.total("both", [first, last])
    return draft.cells(), draft.relations


def scorecard(rng, indicators=80, periods=12):
    """A scorecard with published bases: percentages by period, counts for the year to date."""
    draft = Draft(rng)
    for period in range(periods):
        base = draft.add(("all", period), rng.randint(300, 400))
        for indicator in range(indicators):
            key = (indicator, period)
            if indicator % 8:
                draft.add(key, rng.choice([rng.randint(0, 9), rng.randint(10, draft.values[base])]))
                draft.percentage(key, base)
            elif period % 4:
                earlier = (indicator, period - 1)
                draft.add(key, draft.values[earlier] + rng.randint(0, 9))
                draft.relations.append(Difference(key, earlier))
            else:
                draft.add(key)
    return draft.cells(), draft.relations
