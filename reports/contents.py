"""The list of contents of a paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.document import Document, Heading, contents

NO_PAGES: Mapping[str, int] = {}


@dataclass(frozen=True)
class ContentsLine:
    """A heading with its page, None where a paper has no pages, and those below it."""

    heading: Heading
    page: int | None
    below: list["ContentsLine"] = field(default_factory=list)


def contents_lines(document: Document, pages: Mapping[str, int] = NO_PAGES) -> list[ContentsLine]:
    """The lines of the list, two levels deep; ``pages`` are those of the headings, by anchor."""
    lines = []
    for heading in contents(document):
        line = ContentsLine(heading, pages.get(heading.anchor))
        if heading.level > 2 and lines:
            lines[-1].below.append(line)
        else:
            lines.append(line)
    return lines
