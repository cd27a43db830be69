"""Papers of a few sentences, and what the checks say of them."""

from datetime import date

from corporate_parenting.prose import Paragraph, Run
from reports.checks import Facts, check_paper
from reports.document import Cover, Document, Heading

MEETING = date(2022, 4, 8)


def paper(*blocks, heading="Update"):
    """A document of sentences or blocks under one heading."""
    parts = (Paragraph((Run(each),)) if isinstance(each, str) else each for each in blocks)
    return Document("Paper", Cover("", "", "", ""), (Heading(2, heading), *parts), "Fernmoor")


def said(check, *blocks, heading="Update", **facts):
    """The words of what one check finds."""
    known = Facts(**{"meeting_on": MEETING, **facts})
    found = check_paper(paper(*blocks, heading=heading), known)
    return [each.words for each in found if each.check == check]
