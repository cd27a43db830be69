"""What a file would change, as a command says it: counts, then doubts, then row by row."""

from collections.abc import Iterator
from shlex import quote

from actions.comparison import Comparison
from actions.imports.proposals import LeadOffer, PlanProposal
from actions.imports.review import Advice, FileRows, doubts_by_kind
from corporate_parenting.models import Council
from corporate_parenting.words import counted

_MISSING_SHOWN = 10
_WORDS_SHOWN = 80


def described(
    proposal: PlanProposal,
    comparison: Comparison,
    council: Council,
    *,
    is_new: bool,
    every_row: bool,
) -> Iterator[str]:
    """The lines. Without ``every_row`` rows, and doubts about rows that stay, are only counted.

    ``is_new``: the plan is not here yet, so that no row stays as it is.
    """
    changed = None if is_new or every_row else [row.place for row in comparison.rows if row.place]
    rows = FileRows(proposal, changed, action_word=council.action_word)
    yield from _counts(proposal, comparison, council)
    yield from _missing(comparison, every_row)
    yield from _doubts(proposal, rows)
    yield from _cut(proposal, rows)
    yield from _left_out(proposal)
    if every_row:
        yield from _rows(comparison)


def _counts(proposal: PlanProposal, comparison: Comparison, council: Council) -> Iterator[str]:
    read = (
        counted(len(proposal.priorities), council.priority_word),
        counted(len(proposal.actions), council.action_word),
        counted(len(proposal.strands), council.strand_word),
    )
    yield f"Read: {', '.join(read)}."
    added, changed = comparison.added_count, comparison.changed_count
    yield f"To save: {counted(added, 'row')} to add, {changed:,} to change. -v 2 shows each."


def _missing(comparison: Comparison, every_row: bool) -> Iterator[str]:
    shown = comparison.missing if every_row else comparison.missing[:_MISSING_SHOWN]
    more = len(comparison.missing) - len(shown)
    if shown:
        names = "; ".join([*shown, f"{more} more"] if more else shown)
        yield f"Not in the file, stays as it is ({len(comparison.missing):,}): {names}"


def _doubts(proposal: PlanProposal, rows: FileRows) -> Iterator[str]:
    splits = {offer.line: f" (--split-lead {split_words(offer)})" for offer in proposal.lead_offers}
    about = [doubt for doubt in proposal.doubts if not rows.stays(doubt.place)]
    for kind in doubts_by_kind(about, rows):
        yield f"\n{kind.title} ({kind.count:,})"
        for advice in kind.advice:
            yield from _advice(advice, splits if kind.key == "lead" else {})
    if staying := len(proposal.doubts) - len(about):
        yield f"\n{counted(staying, 'doubt')} about rows that stay as they are: -v 2 shows each."


def split_words(offer: LeadOffer) -> str:
    """What to write behind --split-lead, ready for a shell."""
    leads = "/".join(offer.offered) or "LEAD/LEAD"
    return quote(f"{offer.line}={leads}")


def _advice(advice: Advice, splits: dict[str, str]) -> Iterator[str]:
    yield f"  {advice.sentence} {advice.remedy}" if advice.sentence else f"  {advice.remedy}"
    for remarks in advice.sections.values():
        for remark in remarks:
            said = f" {remark.sentence}" if remark.sentence else ""
            value = f" [{remark.value[:_WORDS_SHOWN]}]" if remark.value else ""
            yield f"    {remark.where}:{said}{value}{splits.get(remark.value, '')}"


def _cut(proposal: PlanProposal, rows: FileRows) -> Iterator[str]:
    if proposal.offers:
        yield f"\nRows that a page break may have cut ({len(proposal.offers):,})"
    for offer in proposal.offers:
        yield f"    {rows.where(offer.place)}: {offer.reason} (--join {offer.row_id})"


def _left_out(proposal: PlanProposal) -> Iterator[str]:
    found = [left for left in proposal.left_out if left.why != "headings"]
    if found:
        yield f"\nNot imported ({len(found):,})"
    for left in found:
        yield f"    {left.place}: {left.text[:_WORDS_SHOWN]} ({left.why})"


def _rows(comparison: Comparison) -> Iterator[str]:
    yield f"\nRows to save ({len(comparison.rows):,})"
    for row in comparison.rows:
        yield f"  {row.label}: {'added' if row.is_added else 'changed'}"
        for field in row.shown:
            read = f" (read as: {field.reading})" if field.reading else ""
            yield f"    {field.label}: {field.old[:60]!r} -> {field.new[:60]!r}{read}"
