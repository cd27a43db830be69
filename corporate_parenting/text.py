"""What people type or paste, made safe to store, show, search and print."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

TEXT_LIMIT = 20_000
"""The most characters that a progress note or a commentary may have."""

# Word's line break (vertical tab), page break and the Unicode separators all end a line.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Characters that nobody sees: controls but tab and line ends, bidi controls (they make a stored
# 85 read 58), zero-width and soft-hyphen characters, lone surrogates, and what XML cannot hold.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)

# Tag characters can carry hidden words; the flags of England, Scotland and Wales need them.
_TAGS = re.compile("(\U0001f3f4[\U000e0061-\U000e007a]{3,6}\U000e007f)|[\U000e0000-\U000e007f]")

# Joiners shape Arabic, Indic, Burmese and Khmer words and family emoji; elsewhere they only hide.
_JOINING_SCRIPTS = "\u0600-\u0dff\u1000-\u109f\u1780-\u17ff\ufb50-\ufdff\ufe70-\ufefc"
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_STRAY_JOINERS = re.compile(
    f"(?<=[{_EMOJI}\ufe0f])\u200d(?![{_EMOJI}])"
    f"|(?<![{_JOINING_SCRIPTS}{_EMOJI}\ufe0f])\u200d"
    f"|(?<![{_JOINING_SCRIPTS}])\u200c"
)

# Unicode's own limit for streams of text: NFC takes quadratic time on longer runs of marks.
_MARKS_IN_A_ROW = 30
_MARKS = re.compile(rf"[^\w\s!-~]{{{_MARKS_IN_A_ROW + 1},}}")


class ShortEnough(MaxLengthValidator):
    """Names the limit and what was typed as people read numbers."""

    def __call__(self, value: str) -> None:
        if len(value) > self.limit_value:
            raise ValidationError(
                f"Use {self.limit_value:,} characters or fewer; you typed {len(value):,}.",
                code="max_length",
            )


def visible(value: str) -> str:
    """The text without characters that nobody sees; its spaces and line ends stay."""
    # Printable text holds none of them, and most texts are printable but for their line ends.
    if value.replace("\n", "").isprintable():
        return value
    value = re.sub("[\v\f\x85]", "\n", value)
    return _STRAY_JOINERS.sub("", _TAGS.sub(r"\1", _INVISIBLE.sub("", value)))


def hides_characters(value: str) -> bool:
    """Whether the value holds characters that nobody sees, such as one that turns 85 into 58."""
    return visible(value) != value


def clean_text(value: str, *, lines: bool = True) -> str:
    """The text as we store it: NFC, ``\\n`` line ends, nothing invisible, no blank ends.

    Without ``lines`` the answer is one line: each line end or tab, with the blanks around it,
    is one space. Never raises; cleaning twice changes nothing more.
    """
    # Files hold hundreds of thousands of such cells, in which only the ends can be blank.
    if value.isascii() and value.isprintable():
        return value.strip()
    value = _MARKS.sub(_fewer_marks, visible(_LINE_ENDS.sub("\n", value)))
    composed = unicodedata.normalize("NFC", value)
    # Marks that change places may leave a joiner behind that joins nothing any more.
    while (value := visible(composed)) != composed:
        composed = unicodedata.normalize("NFC", value)
    if not lines:
        value = re.sub(r"\s+", _one_line, value)
    return value.strip()


def _one_line(blank: re.Match[str]) -> str:
    return " " if "\n" in blank[0] or "\t" in blank[0] else blank[0]


def _fewer_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)
