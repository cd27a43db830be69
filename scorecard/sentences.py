"""What an indicator says at a period, in one plain sentence or a few short ones.

The same words stand on the page, in the paper and as the chart's text alternative.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from corporate_parenting.words import capitalised, day_words, listed, uncapitalised
from scorecard.figures import Figure, Unit, out_of, rounded, shown
from scorecard.noise import Noise
from scorecard.periods import Period, PeriodKind
from scorecard.rating import Basis, Change, NotRated, Polarity, Rated, Size, Verdict

_SAID_WHERE_NOT_RATED = {NotRated.WORDS, NotRated.NO_COMPARATOR, NotRated.CONTRADICTION}
_WHAT_IS_BETTER = {
    Polarity.HIGH: "higher is better",
    Polarity.LOW: "lower is better",
    Polarity.BAND: "it is best between two figures",
    Polarity.NEUTRAL: "neither higher nor lower is better",
}


class Finality(StrEnum):
    """Whether a figure may still change, or did."""

    PROVISIONAL = "provisional"
    FINAL = "final"
    REVISED = "revised"

    @property
    def label(self) -> str:
        return self.value.capitalize()


_FIXED_WORDS = {"unit": Unit, "basis": Basis, "finality": Finality, "polarity": Polarity}


@dataclass(frozen=True)
class Comparator:
    """Another area's figure with its own period.

    ``name``: as in the middle of a sentence ("the North East"). ``is_like``: whether it counts
    what our figure counts; of unlike ones only the figure is told. ``marks``: how final it is.
    """

    name: str
    figure: Figure | None
    period: Period | None = None
    is_like: bool = True
    marks: str = ""


@dataclass(frozen=True)
class Facts:
    """What is known of an indicator at a period; every part may be missing.

    ``change``: from the figure of the period ``since``. ``noise``: of figures of which this is
    the newest.
    """

    figure: Figure | None = None
    unit: Unit = Unit.NUMBER
    decimals: int | None = None
    numerator: Figure | None = None
    denominator: Figure | None = None
    period: Period | None = None
    as_at: date | None = None
    basis: Basis | None = None
    finality: Finality | None = None
    polarity: Polarity | None = None
    rated: Rated | None = None
    change: Change | None = None
    since: Period | None = None
    noise: Noise | None = None
    comparators: tuple[Comparator, ...] = ()

    def __post_init__(self):
        # Columns of the database give fixed words as plain text.
        for field, words in _FIXED_WORDS.items():
            value = getattr(self, field)
            object.__setattr__(self, field, None if value is None else words(value))


def plain_sentences(facts: Facts) -> str:
    """Figure, target, move, what is usual, other areas and what is better, for reading aloud."""
    if not isinstance(facts.figure, Decimal):
        return " ".join([_no_figure(facts), *_other_areas(facts, facts.comparators)])
    compared = [each for each in facts.comparators if _is_compared(each, facts)]
    others = [each for each in facts.comparators if each not in compared]
    first, standing = _figure_and_move(facts), list(_standing(facts, compared))
    if standing:
        standing[-1] = _with_what_is_better(standing[-1], facts.polarity)
    else:
        first = _with_what_is_better(first, facts.polarity)
    between = [*_about_rating(facts), *_not_compared(facts)]
    return " ".join([first, *between, *standing, *_other_areas(facts, others)])


def _with_what_is_better(sentence: str, polarity: Polarity | None) -> str:
    if polarity is None:
        return sentence
    return f"{sentence.removesuffix('.')}; {_WHAT_IS_BETTER[polarity]}."


# The figure itself


def _no_figure(facts: Facts) -> str:
    when = f" for {_spoken(facts.period)}" if facts.period else ""
    if facts.figure is None:
        return f"No figure is recorded{when}."
    return f"The figure{when} {facts.figure.predicate}."


def _figure_and_move(facts: Facts) -> str:
    subject = _subject(facts)
    target, move = _target(facts.rated), _move(facts)
    if not target and not move:
        return f"The figure is {subject}."
    return f"{subject} {_joiner(facts, target).join(filter(None, (target, move)))}."


def _joiner(facts: Facts, target: str) -> str:
    """Between target and move; a target that has a "but" of its own is not given another."""
    if " but not " in target:
        return ", and "
    if _pulls_apart(facts):
        return ", but "
    # What was set off by a comma ("…, the figure for England") ends with one.
    return ", and " if ", " in target else " and "


def _subject(facts: Facts) -> str:
    """ "72% (92 of 128) for 2019-20 (over the period, as at 31 March 2020, provisional)"."""
    told = facts.rated.decimals if facts.rated else None
    words = shown(facts.figure, facts.decimals if told is None else told, facts.unit)
    if share := out_of(facts.numerator, facts.denominator):
        words += f" ({share})"
    if facts.period:
        words += f" for {_spoken(facts.period)}"
    marks = []
    # The day says of itself that the figure is of a day.
    if facts.basis and not (facts.basis is Basis.SNAPSHOT and facts.as_at):
        marks.append(facts.basis.label.lower())
    if facts.as_at:
        marks.append(f"as at {day_words(facts.as_at)}")
    if facts.finality:
        marks.append(facts.finality.value)
    return f"{words} ({', '.join(marks)})" if marks else words


def _spoken(period: Period) -> str:
    return f"the {period}" if period.kind is PeriodKind.ACADEMIC_YEAR else str(period)


def _target(rated: Rated | None) -> str:
    if rated is None:
        return ""
    return "has no target" if rated.why is NotRated.NO_TARGET else rated.predicate


def _move(facts: Facts) -> str:
    change = facts.change
    if change is None or change.verdict is Verdict.NOT_COMPARED:
        return ""
    since = f"since {_spoken(facts.since)}" if facts.since else "since the figure before"
    if change.verdict is Verdict.SAME:
        return f"has not changed {since}"
    move = "" if change.size is Size.NONE else f"a {change.size} move"
    if change.verdict is not Verdict.NEUTRAL:
        move = f"{move} for the {change.verdict}" if move else f"which is {change.verdict}"
    return f"is {change.move} {since}{', ' if move else ''}{move}"


def _pulls_apart(facts: Facts) -> bool:
    """Whether the target says one thing and the move another."""
    if facts.rated is None or facts.change is None or not facts.rated.predicate:
        return False
    is_good = facts.rated.predicate.startswith(("meets", "is near"))
    return facts.change.verdict is (Verdict.WORSE if is_good else Verdict.BETTER)


def _about_rating(facts: Facts) -> Iterable[str]:
    rated = facts.rated
    if rated is None:
        return
    if rated.is_override:
        instead = f"not “{rated.worked_out}”"
        yield f"It is rated “{rated.words}” by hand, {instead}: {rated.reason.rstrip('.')}."
    elif rated.why in _SAID_WHERE_NOT_RATED:
        yield rated.sentence


def _not_compared(facts: Facts) -> Iterable[str]:
    change = facts.change
    if change is not None and change.verdict is Verdict.NOT_COMPARED:
        since = _spoken(facts.since) if facts.since else "the period before"
        reason = change.words.removeprefix(f"{Verdict.NOT_COMPARED.label}: ")
        yield f"It is not compared with {since}: {reason}."


# What is usual, and other areas


def _standing(facts: Facts, compared: list[Comparator]) -> Iterable[str]:
    """ "It is within its usual range (68% to 80%) and worse than England (84% in 2018-19)."."""
    usual = facts.noise.predicate if facts.noise else ""
    if facts.noise and facts.noise.newest:
        yield f"It {usual}."
        usual = ""
    groups: dict[str, list[str]] = {}
    for each in compared:
        groups.setdefault(_relation(each, facts), []).append(_area(each, facts))
    relations = [f"{relation} {listed(areas)}" for relation, areas in groups.items()]
    relations = [f"is {listed(relations)}"] if relations else []
    if parts := [*filter(None, [usual]), *relations]:
        yield f"It {' and '.join(parts)}."


def _is_compared(comparator: Comparator, facts: Facts) -> bool:
    """Numbers of children are not compared: places differ in size."""
    return (
        comparator.is_like
        and facts.unit is not Unit.NUMBER
        and isinstance(comparator.figure, Decimal)
    )


def _relation(comparator: Comparator, facts: Facts) -> str:
    ours, theirs = facts.figure, comparator.figure
    if facts.decimals is not None:
        ours, theirs = rounded(ours, facts.decimals), rounded(theirs, facts.decimals)
    if ours == theirs:
        return "the same as"
    is_above = ours > theirs
    if facts.polarity not in (Polarity.HIGH, Polarity.LOW):
        return "above" if is_above else "below"
    return "better than" if is_above == (facts.polarity is Polarity.HIGH) else "worse than"


def _area(comparator: Comparator, facts: Facts) -> str:
    marks = f", {comparator.marks}" if comparator.marks else ""
    return f"{comparator.name} ({_with_period(comparator, facts)}{marks})"


def _with_period(comparator: Comparator, facts: Facts) -> str:
    figure = comparator.figure
    if isinstance(figure, Decimal):
        words = shown(figure, facts.decimals, facts.unit)
    else:
        words = "not recorded" if figure is None else uncapitalised(figure.label)
    return f"{words} in {_spoken(comparator.period)}" if comparator.period else words


def _other_areas(facts: Facts, others: Iterable[Comparator]) -> Iterable[str]:
    """Figures that are only told, and areas that have none."""
    told, missing = [], []
    for each in others:
        if isinstance(each.figure, Decimal):
            marks = f" ({each.marks})" if each.marks else ""
            told.append(f"{each.name} had {_with_period(each, facts)}{marks}")
        else:
            missing.append(_area(each, facts))
    if told:
        yield f"{capitalised(listed(told))}."
    if missing:
        yield f"There is no figure for {listed(missing, 'or')}."
