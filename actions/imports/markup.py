"""Remains of HTML and Markdown in cells, as plain lines."""

import html
import re

from actions.imports.grids import cell_lines

_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|div|br|h[1-6])\b[^<>]*>|</li>", re.IGNORECASE)
_ITEM_TAG = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:b|i|u|em|strong|span)\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\(#?[^()\s]*\)")


def tagged_lines(text: str) -> tuple[str, ...]:
    """The lines of a cell: a paragraph or list item each, the words as they stand."""
    plain = _ITEM_TAG.sub("\n• ", _BLOCK_TAG.sub("\n", text))
    plain = _INLINE_TAG.sub("", plain)
    if plain != text:
        plain = html.unescape(plain)
    return cell_lines(without_links(plain))


def without_links(text: str) -> str:
    """The words of Markdown links in place of the links."""
    return _LINK.sub(r"\1", text)
