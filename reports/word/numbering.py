"""The marks of lists."""

from collections.abc import Callable, Iterator

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from corporate_parenting import word_parts
from reports.word.styles import BULLETS, NUMBERS

DEEPEST = len(NUMBERS) - 1


class Numbering:
    """Bullets and numbers of lists inside lists; each numbered list starts where it says."""

    LEVELS = 9
    MARKS = "•–▪"

    def __init__(self, word: WordDocument, *, has_own: bool = False) -> None:
        """``has_own``: whether the lists of ``word`` keep the marks that its styles give them."""
        self.element, self.has_own = word.part.numbering_part.element, has_own
        names = (*BULLETS, *NUMBERS) if has_own else ()
        self.own = {name: self.kind_of(word.styles[name]) for name in names}
        taken = [int(each) for each in self.element.xpath("w:abstractNum/@w:abstractNumId")]
        self.bullet_kind = max(taken, default=0) + 1
        self.number_kind = self.bullet_kind + 1
        self.add_kind(self.bullet_kind, lambda level: ("bullet", self.MARKS[level % 3]))
        self.add_kind(self.number_kind, lambda level: ("decimal", f"%{level + 1}."))
        self.bullets = self.add(self.bullet_kind)

    def add_kind(self, key: int, looks: Callable[[int], tuple[str, str]]) -> None:
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{397 * (level + 1)}" w:hanging="397"/></w:pPr></w:lvl>'
            for level in range(self.LEVELS)
            for form, words in (looks(level),)
        )
        kind = parse_xml(
            f'<w:abstractNum xmlns:w="{word_parts.W}" w:abstractNumId="{key}">'
            f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        )
        self.element.insert_element_before(kind, "w:num", "w:numIdMacAtCleanup")

    def add(self, kind: int) -> int:
        return self.element.add_num(kind).numId

    def ordered(self, depth: int, start: int) -> int:
        """The key of a numbered list of its own."""
        kind = self.own.get(NUMBERS[min(depth, DEEPEST)])
        num = self.element.add_num(self.number_kind if kind is None else kind)
        level = min(depth, self.LEVELS - 1) if kind is None else 0
        num.add_lvlOverride(ilvl=level).add_startOverride(start)
        return num.numId

    def tie(self, line: WordParagraph, depth: int, number: int | None) -> None:
        """Put a paragraph of a list style into its list: bullets, or the one of that key."""
        kind = self.own.get(line.style.name) if self.has_own else None
        if kind is not None and number is None:
            return  # its style says it
        mark = line._p.get_or_add_pPr().get_or_add_numPr()
        mark.get_or_add_ilvl().val = min(depth, self.LEVELS - 1) if kind is None else 0
        mark.get_or_add_numId().val = self.bullets if number is None else number

    def kind_of(self, style: ParagraphStyle) -> int | None:
        """The key of the list that a style, or the one below it, makes of a paragraph."""
        for key in self._keys_of(style):
            found = self.element.xpath(f'w:num[@w:numId="{key}"]/w:abstractNumId/@w:val')
            return int(found[0]) if found else None
        return None

    def _keys_of(self, style: ParagraphStyle | None) -> Iterator[int]:
        while style is not None:
            yield from map(int, style.element.xpath("w:pPr/w:numPr/w:numId/@w:val"))
            style = style.base_style

    def without(self, line: WordParagraph) -> None:
        """Papers bring their numbers: a template's own would stand beside them."""
        if self.has_own and self.kind_of(line.style) is not None:
            line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
