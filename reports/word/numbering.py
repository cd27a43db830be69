"""The marks of lists."""

from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph as WordParagraph

from corporate_parenting import word_parts


class Numbering:
    """Bullets and numbers of lists inside lists; each numbered list starts where it says."""

    LEVELS = 9
    MARKS = "•–▪"

    def __init__(self, word: WordDocument) -> None:
        self.element = word.part.numbering_part.element
        taken = [int(each) for each in self.element.xpath("w:abstractNum/@w:abstractNumId")]
        self.bullet_kind, self.number_kind = max(taken) + 1, max(taken) + 2
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
        num = self.element.add_num(self.number_kind)
        num.add_lvlOverride(ilvl=min(depth, self.LEVELS - 1)).add_startOverride(start)
        return num.numId

    def tie(self, line: WordParagraph, depth: int, number: int | None) -> None:
        mark = line._p.get_or_add_pPr().get_or_add_numPr()
        mark.get_or_add_ilvl().val = min(depth, self.LEVELS - 1)
        mark.get_or_add_numId().val = self.bullets if number is None else number
