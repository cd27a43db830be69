"""The register as columns to take away: the words of its page, each in a cell."""

from collections.abc import Iterable, Iterator

from corporate_parenting.exports import Cell, Column
from homes.editions import Edition
from homes.views.lines import GroupLines, HomeLine

NONE_RECORDED = "None recorded"


def columns_of(edition: Edition) -> list[Column]:
    """Names and what is not published have columns only for those who may read them."""
    named = [Column("Name in public", 20)] if edition.names else []
    untold = [Column("Not published", 30)] if edition.embargoed else []
    return [
        Column("Whose it is", 18),
        Column("Home", 26),
        *named,
        Column("URN", 12),
        Column("Type", 22),
        Column("State", 18),
        Column("Places", 8),
        Column("Judgement", 20),
        Column("By which inspection", 32),
        Column("Since then", 32),
        *untold,
        Column("Requirements", 16),
        Column("Next inspection by", 18),
    ]


def rows_of(groups: Iterable[GroupLines], edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for group in groups:
        for line in group.lines:
            yield _cells(group, line, edition)


def _cells(group: GroupLines, line: HomeLine, edition: Edition) -> tuple[Cell, ...]:
    named = [line.known_as or line.called] if edition.names else []
    untold = ["; ".join(line.untold)] if edition.embargoed else []
    return (
        group.label,
        line.called,
        *named,
        line.urn,
        line.about,
        line.state or "Open",
        line.places,
        line.judgement,
        line.judged,
        "; ".join(line.beside),
        *untold,
        ", ".join(filter(None, [line.requirements, line.overdue])),
        f"{line.due} ({line.past_due})" if line.past_due else line.due or NONE_RECORDED,
    )
