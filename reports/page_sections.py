"""The headings of a paper's page, for readers to go to where the paper has no contents list.

They are found in the page itself, so that papers published before have them too, and no document
is read for them.
"""

import re
from html import unescape

from reports.document import CONTENTS_DEPTH, Heading

CONTENTS = '<nav class="paper__contents"'
HEADING = re.compile(r'<h([2-6]) id="([^"]+)">(.+?)</h\1>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def page_sections(html: str) -> tuple[Heading, ...]:
    """Of the ``<article>`` of a paper, as ``rendering.render_html`` makes it."""
    if CONTENTS in html:
        return ()
    return tuple(
        Heading(int(level), " ".join(unescape(TAG.sub("", words)).split()), anchor=anchor)
        for level, anchor, words in HEADING.findall(html)
        if int(level) <= CONTENTS_DEPTH
    )
