"""A page of a paper without a contents list offers its sections, beside the paper."""

import pytest
from django.urls import reverse

from corporate_parenting.roles import Role
from reports.document import Clause, Heading, Landscape, from_dict
from reports.page_sections import page_sections
from reports.rendering import render_html, render_page
from tests.factories import make_council, make_passage, make_report, make_user
from tests.reports.publishing import publish
from tests.reports.test_rendering import Outline, paper, words

GO = "Go to a section"


def long_paper(**fields):
    return paper(
        Heading(2, "Summary", number="1."),
        Clause("1.1.", words("We did this.").runs),
        Heading(2, "Reasons & <costs>", number="2."),
        Heading(3, "Legal", number="2.1."),
        Heading(4, "Not listed"),
        Heading(2, "Contact", number="3."),
        Landscape((Heading(2, "Appendix", number="4."), words("Figures."))),
        **{"has_contents": False} | fields,
    )


def said(headings):
    return [(heading.anchor, f"{heading.number} {heading.text}".strip()) for heading in headings]


def test_a_page_and_its_document_have_the_same_sections():
    """A published page is read without its document."""
    document = long_paper()
    found = said(page_sections(render_html(document)))
    assert [words for _, words in found] == [
        "1. Summary", "2. Reasons & <costs>", "2.1. Legal", "3. Contact", "4. Appendix",
    ]  # fmt: skip
    assert said(from_dict(document).sections) == found


def test_the_file_leads_to_each_section_and_the_paper_itself_stays_the_same():
    document = long_paper()
    outline = Outline(render_page(document))
    assert len(outline.links) == 5
    assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)
    assert GO in "".join(outline.words)
    assert GO not in render_html(document)


def test_a_paper_with_a_contents_list_or_few_sections_offers_none():
    listed = long_paper(has_contents=True)
    few = paper(*[Heading(2, name) for name in "ABC"], has_contents=False)
    assert page_sections(render_html(listed)) == ()
    for document in (listed, few):
        assert GO not in render_page(document)


@pytest.mark.django_db
def test_preview_and_published_page_offer_the_sections(client):
    make_council()
    report = make_report(kind="decision", author=make_user(Role.AUTHOR))
    make_passage(report, part="summary", heading="")
    client.force_login(report.author)
    preview = client.get(reverse("reports:report-preview", args=[report.pk]))
    publication = publish(report)
    published = client.get(reverse("reports:publication-detail", args=[publication.pk]))
    for page in (preview.content.decode(), published.content.decode()):
        offered = page.partition(GO)[2].partition("</nav>")[0]
        assert '<a href="#part-1-report-summary">1. Report summary</a>' in offered
