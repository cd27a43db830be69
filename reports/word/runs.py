"""Words with their look, links, fields and marks, for which python-docx has no words."""

from collections.abc import Iterable
from itertools import groupby

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from corporate_parenting import word_parts
from corporate_parenting.prose import Run
from corporate_parenting.text import visible


def add_runs(line: WordParagraph, runs: Iterable[Run], *, upright: bool = False) -> None:
    for href, linked in groupby(runs, lambda run: run.href):
        parent = hyperlink(line, href=href) if href else line._p
        for run in linked:
            add_run(parent, run, upright)


def add_run(parent: OxmlElement, run: Run, upright: bool = False) -> None:
    """``upright``: emphasis stands upright, because all else is italic."""
    looks = "<w:b/>" if run.bold else ""
    if run.italic:
        looks += '<w:i w:val="0"/>' if upright else "<w:i/>"
    if parent.tag == qn("w:hyperlink"):
        looks = f'<w:rStyle w:val="Hyperlink"/>{looks}'
    words = word_parts.words_xml(visible(run.text))
    parent.append(parse_xml(f'<w:r xmlns:w="{word_parts.W}"><w:rPr>{looks}</w:rPr>{words}</w:r>'))


def hyperlink(line: WordParagraph, *, href: str = "", anchor: str = "") -> OxmlElement:
    link = OxmlElement("w:hyperlink")
    if anchor:
        link.set(qn("w:anchor"), anchor)
    else:
        key = line.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), key)
    line._p.append(link)
    return link


def field(line: WordParagraph, *parts: str) -> None:
    """The marks of a field; a part that is no mark is its instruction."""
    for part in parts:
        is_mark = part in ("begin", "separate", "end")
        element = OxmlElement("w:fldChar" if is_mark else "w:instrText")
        if is_mark:
            element.set(qn("w:fldCharType"), part)
        else:
            element.text = part
        line.add_run()._r.append(element)


def bookmark(number: int) -> str:
    return f"_Toc{number:06d}"


def mark(line: WordParagraph, number: int) -> None:
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(name)
        element.set(qn("w:id"), str(number))
        if name == "w:bookmarkStart":
            element.set(qn("w:name"), bookmark(number))
            line._p.insert(1, element)
        else:
            line._p.append(element)
