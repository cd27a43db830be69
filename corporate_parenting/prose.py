"""The text people type: one parse of a small Markdown subset, for page, PDF and Word alike.

Paragraphs, nested lists, **bold**, *italic*, sub-headings (``#`` to ``###`` are the highest,
``####`` is one below), block quotations and links. Everything else stays the words that were typed:
no word is ever dropped.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

PROSE_HINT = (
    "Start a line with “- ” or “1. ” for a list and with “# ” for a sub-heading. "
    "**Two stars** make bold, *one star* makes italic."
)
"""What people are told under a box whose text is parsed here."""

DEEPEST_LIST = 5
LINK_SCHEMES = ("http", "https", "mailto")

BULLETS = "-*+•–—‣▪●◦·\uf0b7\uf0a7"  # the last two are Word's own bullets, pasted
LINE = re.compile(
    rf"^(?P<indent>[ \t]*)(?P<quote>(?:>[ \t]?)+[ \t]*)?"
    rf"(?:(?P<bullet>[{re.escape(BULLETS)}]|o(?=\t)|(?<=[ \t])o(?= ))"
    rf"|(?P<number>\d{{1,2}}[.)]))?(?P<rest>.*)$"
)
HEADING = re.compile(r"#{1,6}\s")
# What would open a block of its own in the middle of a line, or read a year as a list number.
OPENER = re.compile(r"^(?=[>#]|[-+*](?:\s|$))|^(\d+)(?=[.)](?:\s|$))")


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A sub-heading inside the text; level 1 is the highest of them."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class ListBlock:
    ordered: bool
    start: int
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True)
class Quotation:
    blocks: tuple["Block", ...]


Block = Paragraph | Heading | ListBlock | Quotation
Item = tuple[int, tuple[Block, ...]]  # its number as typed, what stands in it


def parse_prose(text: str) -> tuple[Block, ...]:
    """The blocks of a typed text; plain words of any kind come back as paragraphs."""
    tokens = _markdown().parse(_tidy(text))
    blocks, _ = _blocks(tokens, 0, "")
    return blocks


def prose_html(text: str, *, heading_level: int = 3) -> SafeString:
    """The text as HTML; its highest sub-heading becomes ``<h{heading_level}>``."""
    return blocks_html(parse_prose(text), heading_level=heading_level)


def prose_text(text: str) -> str:
    """The plain words, a line for each paragraph or item, for exports and search."""
    return "\n".join(blocks_text(parse_prose(text)))


def runs_text(runs: Iterable[Run]) -> str:
    """The words, with a link's address after its words where the two differ."""
    return "".join(_link_text(href, list(linked)) for href, linked in groupby(runs, _address))


def _link_text(href: str, runs: list[Run]) -> str:
    words = "".join(run.text for run in runs)
    return words if href in ("", words) else f"{words} ({href})"


def _address(run: Run) -> str:
    return run.href


# Tidying: lines as people type or paste them become lines that Markdown reads the same way


def _tidy(text: str) -> str:
    lists = []  # (indent as typed, indent of the item's text as written) of the open items
    lines, after_blank = [], True
    for line in re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text):
        if not line.strip():
            lines.append("")
            after_blank = True
            continue
        lines.append(_tidy_line(LINE.match(line), lists, after_blank))
        after_blank = False
    return "\n".join(lines)


def _tidy_line(line: re.Match, lists: list[tuple[int, int]], after_blank: bool) -> str:
    indent = len(line["indent"].expandtabs(4))
    marker, rest = line["bullet"] or line["number"], line["rest"]
    if line["quote"]:
        lists.clear()
        if marker and _opens_item(rest):
            return f"> {_plain_marker(marker)} {_escaped(rest)}"
        return f"> {_escaped((marker or '') + rest)}"
    if marker and _opens_item(rest):
        return _item(indent, _plain_marker(marker), rest, lists)
    if indent == 0 and HEADING.match(rest):
        lists.clear()
        return rest.strip()
    if after_blank:
        _close_items(indent, lists)
    return " " * (lists[-1][1] if lists else 0) + _escaped((marker or "") + rest)


def _close_items(indent: int, lists: list[tuple[int, int]]) -> None:
    """Only what stands two columns in from an item belongs to it."""
    while lists and lists[-1][0] > indent - 2:
        lists.pop()


def _item(indent: int, marker: str, rest: str, lists: list[tuple[int, int]]) -> str:
    _close_items(indent, lists)
    while len(lists) >= DEEPEST_LIST:
        lists.pop()
    margin = lists[-1][1] if lists else 0
    lists.append((indent, margin + len(marker) + 1))
    return f"{' ' * margin}{marker} {_escaped(rest)}"


def _opens_item(rest: str) -> bool:
    return rest[:1] in (" ", "\t", "\xa0")


def _plain_marker(marker: str) -> str:
    return marker if marker[0].isdigit() else "-"


def _escaped(words: str) -> str:
    """The words so that they open no block of their own."""
    return OPENER.sub(lambda found: f"{found[1] or ''}\\", words.strip(), count=1)


# Parsing


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "maxNesting": 40})
    parser.enable(["list", "blockquote", "heading", "emphasis", "link", "newline", "escape"])
    parser.enable(["balance_pairs", "fragments_join"])
    parser.validateLink = _is_allowed_link
    return parser


def _is_allowed_link(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # such as an unfinished [::1
        return False
    return parts.scheme.lower() in LINK_SCHEMES and bool(parts.netloc or parts.path)


def _blocks(tokens: list[Token], at: int, end: str) -> tuple[tuple[Block, ...], int]:
    """The blocks up to the token of type ``end``, and the place after it."""
    blocks = []
    while at < len(tokens) and tokens[at].type != end:
        token = tokens[at]
        if token.type == "paragraph_open":
            blocks.append(Paragraph(_runs(tokens[at + 1].children or [])))
            at += 3
        elif token.type == "heading_open":
            level = max(1, int(token.tag[1]) - 2)
            blocks.append(Heading(level, _runs(tokens[at + 1].children or [])))
            at += 3
        elif token.type == "blockquote_open":
            inner, at = _blocks(tokens, at + 1, "blockquote_close")
            blocks.append(Quotation(inner))
        else:
            items, at = _items(tokens, at)
            for group in _numbered_on(items, token.type == "ordered_list_open"):
                blocks.append(_list_or_words(token, group, blocks))
    return tuple(block for block in blocks if not _is_empty(block)), at + 1


def _items(tokens: list[Token], at: int) -> tuple[list[Item], int]:
    end = tokens[at].type.replace("_open", "_close")
    items, at = [], at + 1
    while tokens[at].type != end:
        number = int(tokens[at].info or 1)
        item, at = _blocks(tokens, at + 1, "list_item_close")
        items.append((number, item))
    return items, at + 1


def _numbered_on(items: list[Item], ordered: bool) -> list[list[Item]]:
    """The items, apart where the typed numbers jump: Markdown would number them on, we do not.

    Numbers that all repeat the first ("1. 1. 1.") are counted.
    """
    groups = [items[:1]]
    for item in items[1:]:
        last = groups[-1]
        if not ordered or item[0] in (last[0][0], last[0][0] + len(last)):
            last.append(item)
        else:
            groups.append([item])
    return groups


def _list_or_words(token: Token, items: list[Item], earlier: list[Block]) -> Block:
    """The list, or a paragraph where one number at a line's start only looks like a list.

    "12. was a cold day" stays as typed; "2. Second" after a list that ended at 1 goes on with it.
    """
    ordered, start = token.type == "ordered_list_open", items[0][0]
    if ordered and len(items) == 1 and start != 1 and not _goes_on(earlier, start):
        return _unlisted(f"{start}{token.markup} ", items[0][1])
    return ListBlock(ordered, start, tuple(blocks for _, blocks in items if blocks))


def _goes_on(earlier: list[Block], start: int) -> bool:
    lists = [block for block in earlier if isinstance(block, ListBlock) and block.ordered]
    return bool(lists) and lists[-1].start + len(lists[-1].items) == start


def _unlisted(number: str, item: tuple[Block, ...]) -> Block:
    if item and isinstance(item[0], Paragraph) and len(item) == 1:
        return Paragraph(_joined([Run(number), *item[0].runs]))
    if not item:
        return Paragraph((Run(number.rstrip()),))
    return ListBlock(True, int(number.rstrip(" .)")), (item,))


def _is_empty(block: Block) -> bool:
    match block:
        case Paragraph(runs) | Heading(_, runs):
            return not runs_text(runs).strip()
        case ListBlock(_, _, items):
            return not items
        case Quotation(blocks):
            return not blocks


def _runs(tokens: list[Token]) -> tuple[Run, ...]:
    runs, bold, italic, href, opened = [], 0, 0, "", 0
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                runs.append(Run(token.content, bold > 0, italic > 0, href))
            case "softbreak" | "hardbreak":
                runs.append(Run(" ", bold > 0, italic > 0, href))
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                href, opened = str(token.attrs["href"]), len(runs)
            case "link_close":
                if not any(run.text.strip() for run in runs[opened:]):
                    runs.append(Run(href, bold > 0, italic > 0, href))
                href = ""
            case other:
                raise ValueError(f"The parser gave an unknown piece of text: {other}")
    return _joined(runs)


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one look as one run."""
    joined: list[list] = []
    for run in runs:
        look = (run.bold, run.italic, run.href)
        if joined and joined[-1][0] == look:
            joined[-1][1].append(run.text)
        elif run.text:
            joined.append([look, [run.text]])
    return tuple(Run("".join(words), *look) for look, words in joined)


# HTML: escaped by construction, the one place


def blocks_html(blocks: Iterable[Block], *, heading_level: int = 3) -> SafeString:
    return format_html_join("\n", "{}", ((_block_html(b, heading_level),) for b in blocks))


def _block_html(block: Block, heading_level: int) -> SafeString:
    match block:
        case Paragraph(runs):
            return format_html("<p>{}</p>", runs_html(runs))
        case Heading(level, runs):
            tag = f"h{min(6, heading_level + level - 1)}"
            return format_html("<{}>{}</{}>", tag, runs_html(runs), tag)
        case Quotation(inner):
            return format_html(
                "<blockquote>{}</blockquote>", blocks_html(inner, heading_level=heading_level)
            )
        case ListBlock():
            return _list_html(block, heading_level)


def _list_html(block: ListBlock, heading_level: int) -> SafeString:
    items = format_html_join(
        "", "<li>{}</li>", ((_item_html(item, heading_level),) for item in block.items)
    )
    if not block.ordered:
        return format_html("<ul>{}</ul>", items)
    if block.start == 1:
        return format_html("<ol>{}</ol>", items)
    return format_html('<ol start="{}">{}</ol>', block.start, items)


def _item_html(item: tuple[Block, ...], heading_level: int) -> SafeString:
    """One paragraph, with lists below it or not, stands in its item without a ``<p>``."""
    first, rest = item[0], item[1:]
    if isinstance(first, Paragraph) and all(isinstance(block, ListBlock) for block in rest):
        lists = blocks_html(rest, heading_level=heading_level)
        return format_html("{}{}", runs_html(first.runs), lists)
    return blocks_html(item, heading_level=heading_level)


def runs_html(runs: Iterable[Run]) -> SafeString:
    linked = ((_link_html(href, inside),) for href, inside in groupby(runs, _address))
    return format_html_join("", "{}", linked)


def _link_html(href: str, runs: Iterable[Run]) -> SafeString:
    words = format_html_join("", "{}", ((_run_html(run),) for run in runs))
    return format_html('<a href="{}">{}</a>', href, words) if href else words


def _run_html(run: Run) -> SafeString:
    html = format_html("{}", run.text)
    if run.italic:
        html = format_html("<em>{}</em>", html)
    if run.bold:
        html = format_html("<strong>{}</strong>", html)
    return html


# Plain words


def blocks_text(blocks: Iterable[Block], indent: str = "") -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(runs) | Heading(_, runs):
                yield indent + runs_text(runs)
            case Quotation(inner):
                yield from blocks_text(inner, indent)
            case ListBlock(ordered, start, items):
                for number, item in enumerate(items, start):
                    yield from _item_text(f"{number}. " if ordered else "- ", item, indent)


def _item_text(marker: str, item: tuple[Block, ...], indent: str) -> Iterator[str]:
    lines = list(blocks_text(item))
    yield f"{indent}{marker}{lines[0]}"
    for line in lines[1:]:
        yield f"{indent}  {line}"
