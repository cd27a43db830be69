"""What a council's Word template may not hold, because it would go out with every paper."""

import re
from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.hdrftr import FooterPart, HeaderPart
from lxml import etree

from corporate_parenting import word_parts
from corporate_parenting.uploads import UploadError

ATTACHED = (
    "The template is tied to another one ({name}), which Word would fetch. Open Developer, "
    "Document Template in Word, attach Normal and save the file again."
)
OUTSIDE = (
    "The template takes something from outside ({name}). Put it into the file itself, or "
    "delete it, and save it again."
)
ODD_PART = (
    "The header or footer holds something that papers cannot carry ({name}). Replace it by "
    "a picture, or delete it, and save the file again."
)
ODD_PICTURE = (
    "The template holds a picture that is neither PNG, JPEG nor GIF ({name}). In Word, "
    "cut it, paste it back as a picture (PNG) and save the file again."
)
FETCHING = (
    "The header or footer holds a field that fetches or runs something ({name}). Replace it "
    "by its words and save the file again."
)
TRACKED = (
    "The header, footer or styles have tracked changes, which name who made them. Accept all "
    "changes in Word and save the file again."
)
ODD_LINK = (
    "The header or footer has a link that readers of a paper cannot follow ({name}). Let it "
    "lead to a web or e-mail address, or delete it, and save the file again."
)
REACHED = ("https://", "http://", "mailto:")
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
RUNNING = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
IN_RUNNING = (RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK)
FETCH = re.compile(
    r"\b(INCLUDETEXT|INCLUDEPICTURE|IMPORT|DDE|DDEAUTO|LINK|DATABASE|MACROBUTTON|RD|EMBED|CONTROL"
    r"|HTMLACTIVEX)\b",
    re.IGNORECASE,
)
LINK = re.compile(r"\bHYPERLINK\b(.*)", re.IGNORECASE | re.DOTALL)
# Of a link field: places in the file, tips and windows, beside its address.
SWITCH = re.compile(r'\\(?:[lots]\s+(?:"[^"]*"|\S+)|[a-z]\b)', re.IGNORECASE)

AUTHORS = etree.XPath("//@w:author", namespaces={"w": word_parts.W})
LINKS = etree.XPath("//v:*/@href", namespaces={"v": "urn:schemas-microsoft-com:vml"})
SOURCES = etree.XPath("//v:*/@src", namespaces={"v": "urn:schemas-microsoft-com:vml"})
FIELDS = etree.XPath("//w:fldSimple/@w:instr", namespaces={"w": word_parts.W})


def refuse_what_no_paper_carries(word: WordDocument) -> None:
    """Raises UploadError with the place and the remedy; the sample text is gone already.

    Looks at all that the file holds, links of the sample text apart.
    """
    package = word.part.package
    parts = list(package.iter_parts())
    for source in (package, *parts):
        for rel in source.rels.values():
            if rel.is_external and rel.reltype != RELATIONSHIP_TYPE.HYPERLINK:
                is_template = rel.reltype.endswith("/attachedTemplate")
                said = ATTACHED if is_template else OUTSIDE
                raise UploadError(said.format(name=_end(rel.target_ref)))
    for part in _look(word):
        if isinstance(part, HeaderPart | FooterPart):
            _check_running(part)
        _check_pictures(part)
        # Old drawings may name a file or an address without a relation to it, also as list marks.
        if sources := SOURCES(_markup(part)):
            raise UploadError(OUTSIDE.format(name=_end(sources[0])))
        if AUTHORS(_markup(part)):
            raise UploadError(TRACKED)


def _look(word: WordDocument) -> Iterator[Part]:
    """The parts of a template that papers take over, the body apart."""
    named = set(word.element.body.xpath("w:sectPr/*/@r:id"))
    kept = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.THEME)
    for key, rel in word.part.rels.items():
        if rel.reltype in kept or rel.reltype in RUNNING and key in named:
            yield rel.target_part


def _check_running(part: Part) -> None:
    for rel in part.rels.values():
        if rel.reltype not in IN_RUNNING:
            raise UploadError(ODD_PART.format(name=_end(rel.target_ref)))
        if rel.is_external and not rel.target_ref.casefold().startswith(REACHED):
            raise UploadError(ODD_LINK.format(name=_end(rel.target_ref)))
    element = _markup(part)
    if links := [each for each in LINKS(element) if not each.casefold().startswith(REACHED)]:
        raise UploadError(ODD_LINK.format(name=_end(links[0])))
    lines = [
        "".join(words.text or "" for words in line.iter(qn("w:instrText")))
        for line in element.iter(qn("w:p"))
    ]
    for instruction in (*FIELDS(element), *lines):
        if found := FETCH.search(instruction):
            raise UploadError(FETCHING.format(name=found.group().upper()))
        link = LINK.search(instruction)
        address = SWITCH.sub("", link[1]).strip(' "') if link else ""
        if address and not address.casefold().startswith(REACHED):
            raise UploadError(ODD_LINK.format(name=_end(address)))


def _check_pictures(part: Part) -> None:
    for rel in part.rels.values():
        is_picture = rel.reltype == RELATIONSHIP_TYPE.IMAGE and not rel.is_external
        if is_picture and not rel.target_part.blob.startswith(PICTURES):
            raise UploadError(ODD_PICTURE.format(name=_end(rel.target_ref)))


def _markup(part: Part) -> etree._Element:
    element = getattr(part, "element", None)
    return parse_xml(part.blob) if element is None else element


def _end(address: str) -> str:
    """The last part of an address: the rest may name people and machines."""
    return re.split(r"[/\\]", address.rstrip("/\\"))[-1][:60]
