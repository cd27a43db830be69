"""The editions in which a paper was made or published."""

from collections.abc import Sequence

from reports.kinds import Edition
from reports.models import Publication, PublishedEdition, RenderedEdition, Rendering

Paper = Publication | PublishedEdition | Rendering | RenderedEdition


def editions_in(paper: Publication | Rendering, allowed: Sequence[Edition]) -> list[Edition]:
    """Those that are allowed and that the paper has, the fullest last; each has the public one."""
    kept = set(paper.editions.filter(edition__in=allowed).values_list("edition", flat=True))
    return [each for each in allowed if each is Edition.PUBLIC or each in kept]


def files_of(
    rendering: Rendering | None, allowed: Sequence[Edition]
) -> list[tuple[Edition, Paper]]:
    """Each edition of a finished paper that is allowed, with the hashes of its files."""
    if rendering is None:
        return []
    others = rendering.editions.filter(edition__in=allowed)
    kept = {each.edition: each for each in others.only("edition", "sha256_pdf", "sha256_docx")}
    found = {Edition.PUBLIC: rendering, **kept}
    return [(each, found[each]) for each in allowed if each in found]


def made_of(rendering: Rendering, sha256_document: str) -> Rendering | RenderedEdition | None:
    """The edition of the paper that was made of these words."""
    if rendering.sha256_document == sha256_document:
        return rendering
    return rendering.editions.filter(sha256_document=sha256_document).first()


def in_edition(paper: Publication | Rendering, edition: Edition, *columns: str) -> Paper:
    """The row that holds an edition that the paper has, with these of its columns.

    The paper itself is its public edition.
    """
    if edition is Edition.PUBLIC:
        return paper
    return paper.editions.only("edition", *columns).get(edition=edition)
