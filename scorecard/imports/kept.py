"""What was read of a file, to JSON and back: each look at it then takes no second reading."""

from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal

from actions.imports.grids import Place
from scorecard.figures import Figure, State, Unit
from scorecard.imports.proposals import (
    AreaRow,
    Doubt,
    FigureRow,
    IndicatorRow,
    Proposal,
    TargetRow,
)
from scorecard.periods import Period, PeriodKind
from scorecard.rating import Basis, Polarity
from scorecard.sentences import Finality

_ENUMS = {"unit": Unit, "polarity": Polarity, "basis": Basis, "frequency": PeriodKind}


def proposal_to_json(proposal: Proposal) -> dict:
    """Plain lists and dicts, ready for a JSON field."""
    return {
        "figures": [_figure_to_json(row) for row in proposal.figures],
        "targets": [
            [row.indicator, row.starts_on.isoformat(), row.words, _place_to_json(row.place)]
            for row in proposal.targets
        ],
        "areas": [asdict(row) for row in proposal.areas],
        "indicators": [asdict(row) for row in proposal.indicators],
        "doubts": [
            [_place_to_json(row.place), row.value, row.sentence, row.remedy]
            for row in proposal.doubts
        ],
        "notes": list(proposal.notes),
        "codes": proposal.codes,
        "source": proposal.source,
    }


def proposal_from_json(stored: dict) -> Proposal:
    """The proposal that ``proposal_to_json`` made, equal to the original."""
    periods: dict[tuple[str, str], Period] = {}
    return Proposal(
        figures=tuple(_figure_from_json(row, periods) for row in stored["figures"]),
        targets=tuple(
            TargetRow(indicator, date.fromisoformat(starts_on), words, Place(*place))
            for indicator, starts_on, words, place in stored["targets"]
        ),
        areas=tuple(AreaRow(**row) for row in stored["areas"]),
        indicators=tuple(_indicator_from_json(row) for row in stored["indicators"]),
        doubts=tuple(Doubt(Place(*place), *words) for place, *words in stored["doubts"]),
        notes=tuple(stored["notes"]),
        codes=stored["codes"],
        source=stored["source"],
    )


def _figure_to_json(row: FigureRow) -> list:
    """A list, because a file holds thousands: the same names would stand in each of them."""
    return [
        row.indicator,
        row.area,
        row.period.kind.value,
        row.period.starts_on.isoformat(),
        str(row.figure) if isinstance(row.figure, Decimal) else None,
        row.figure.value if isinstance(row.figure, State) else "",
        _place_to_json(row.place),
        row.finality.value,
        *(None if part is None else str(part) for part in (row.numerator, row.denominator)),
        row.as_at and row.as_at.isoformat(),
    ]


def _figure_from_json(stored: list, periods: dict[tuple[str, str], Period]) -> FigureRow:
    indicator, area, kind, starts_on, value, state, place, finality, *parts, as_at = stored
    if (kind, starts_on) not in periods:
        periods[kind, starts_on] = Period(PeriodKind(kind), date.fromisoformat(starts_on))
    figure: Figure = State(state) if value is None else Decimal(value)
    return FigureRow(
        indicator,
        area,
        periods[kind, starts_on],
        figure,
        Place(*place),
        Finality(finality),
        *(None if part is None else Decimal(part) for part in parts),
        as_at and date.fromisoformat(as_at),
    )


def _indicator_from_json(stored: dict) -> IndicatorRow:
    names = [field.name for field in fields(IndicatorRow) if field.name in stored]
    return IndicatorRow(
        **{name: _ENUMS[name](stored[name]) if name in _ENUMS else stored[name] for name in names}
    )


def _place_to_json(place: Place) -> list:
    return [place.grid, place.row, place.column]
