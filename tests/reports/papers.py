"""Papers of the made-up Fernmoor Council."""

from reports.document import Cover, Document


def make_document(*blocks, draft=False, **changes):
    words = {
        "title": "Update report, 8 April 2027",
        "council": "Fernmoor Council",
        "cover": Cover(
            group="Children in Our Care Strategic Group",
            heading="Update Report for",
            body="Corporate Parenting Board",
            meeting_on="8 April 2027",
            draft=draft,
        ),
        "colour": "#5b2a6e",
    }
    return Document(blocks=blocks, **words | changes)
