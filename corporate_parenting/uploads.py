"""Files that people upload, opened with care: what they are by content, within limits.

Every refusal is an UploadError whose sentence names the place and the remedy.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal, NoReturn
from xml.parsers import expat

from corporate_parenting.sheet_extent import ExtentError, check_extent

MAX_BYTES = 10_000_000
MAX_UNPACKED_BYTES = 25_000_000
MAX_MEMBERS = 200
MAX_ROWS = 2_000
MAX_COLUMNS = 50
MAX_LINES = 20 * MAX_ROWS  # of a text file, whose cells may run over several lines
# Empty formatted cells count too: a workbook full of them takes seconds to read.
MAX_CELLS = MAX_ROWS * MAX_COLUMNS
# Office nests some tens of tags at most; a deep tree takes its readers a thousand times its size.
MAX_DEPTH = 100
MAX_ELEMENTS = 500_000  # of all parts together
MAX_ATTRIBUTES = 200  # of one element, names of vocabularies included
MAX_TAG_BYTES = 1_000_000
_STEP = 65_536

Kind = Literal["docx", "xlsx", "ods", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": "docx",
    b"wordprocessingml.template.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"spreadsheetml.template.main+xml": "xlsx",
}
_ODS = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)
_REQUIRED = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_BINARY_STARTS = {
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich text (RTF) file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
}
_SAVE_AS = "Save it as a Word document (.docx), an Excel workbook (.xlsx) or a CSV file"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class Limits:
    """What a file may be at most where it is read; sizes in bytes.

    ``takes_ods``: whether OpenDocument spreadsheets are read there.
    """

    packed: int = MAX_BYTES
    unpacked: int = MAX_UNPACKED_BYTES
    elements: int = MAX_ELEMENTS
    takes_ods: bool = False


USUAL = Limits()


class UploadError(ValueError):
    """The file is refused; the message is a sentence for the person who sent it."""


@dataclass(frozen=True)
class Upload:
    """A file that passed the checks; ``text`` is filled for text files only."""

    name: str
    kind: Kind
    content: bytes
    text: str = ""


def open_upload(name: str, content: bytes, limits: Limits = USUAL) -> Upload:
    """Check a file and say what it is by its content, whatever its name says.

    Raises UploadError for everything that is not a sound Word, Excel or text file, or an
    OpenDocument spreadsheet where the limits take one.
    """
    if not content:
        raise UploadError("The file is empty. Choose another one.")
    if len(content) > limits.packed:
        raise UploadError(
            f"The file is larger than {limits.packed // 1_000_000} MB. "
            "Remove pictures or split it, and try again."
        )
    if content.startswith(_OLE):
        raise UploadError(_ole_sentence(content))
    if content.startswith(b"PK"):
        return Upload(name, _zip_kind(content, limits), content)
    for start, what in _BINARY_STARTS.items():
        if content.startswith(start):
            raise UploadError(f"The file is {what}, which cannot be read as a table. {_SAVE_AS}.")
    return Upload(name, "text", content, decode_text(content))


def decode_text(content: bytes) -> str:
    """Text by its byte order mark, as UTF-8, or as Windows writes it (cp1252).

    Raises UploadError where the bytes are not text.
    """
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as error:
        raise UploadError(
            f"The text cannot be read at byte {error.start + 1:,}. Save the file as “CSV UTF-8”."
        ) from error
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise UploadError(f"The file is not text (line {line:,} holds control codes). {_SAVE_AS}.")
    if not text.strip():
        raise UploadError("The file is empty. Choose another one.")
    return text


def _encoding(content: bytes) -> str:
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _ole_sentence(content: bytes) -> str:
    """What is wrong with a file in the format that Office used before 2007."""
    names = content[:200_000] + content[-200_000:]
    if _utf16("EncryptedPackage") in names or _utf16("EncryptionInfo") in names:
        return (
            "The file is protected with a password. Open it, remove the password "
            "(File, Info, Protect) and save it without one."
        )
    if _utf16("WordDocument") in names:
        return "The file is an old Word file (.doc). Open it and save it as .docx."
    if _utf16("Workbook") in names or _utf16("Book") in names:
        return "The file is an old Excel file (.xls). Open it and save it as .xlsx."
    return f"The file is in an old Office format. {_SAVE_AS}, without a password."


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _zip_kind(content: bytes, limits: Limits) -> Kind:
    """The kind of an Office file, once every member is known to be within the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_members(archive.infolist(), limits)
            parts = _read_members(archive, limits)
            if parts.get("mimetype", b"").strip() in _ODS:
                return _checked_ods(archive.namelist(), parts, limits)
            return _office_kind(archive, parts, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        NotImplementedError,  # a way of packing that zipfile does not know
        OSError,
        RuntimeError,
    ) as error:
        raise UploadError(
            "The file is damaged and cannot be unpacked. Open it, save it again and retry."
        ) from error


def _check_members(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > MAX_MEMBERS:
        raise UploadError(
            f"The file holds more than {MAX_MEMBERS} parts. "
            "Copy the table into a new document and save that."
        )
    if sum(member.file_size for member in members) > limits.unpacked:
        raise UploadError(_too_much_unpacked(limits))
    names = [member.filename for member in members]
    if len({name.casefold() for name in names}) < len(names):
        raise UploadError("The file holds the same part twice. Open it, save it again and retry.")
    for member in members:
        path = PurePosixPath(member.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in member.filename:
            raise UploadError(
                f"The file holds a part with an unsafe name ({member.filename[:60]}). "
                "Copy the table into a new document and save that."
            )
        if member.flag_bits & 0x1:
            raise UploadError("The file is protected with a password. Save it without one.")


def _too_much_unpacked(limits: Limits) -> str:
    return (
        f"The file unpacks to more than {limits.unpacked // 1_000_000} MB. "
        "Remove pictures and empty rows, and save it again."
    )


def _read_members(archive: zipfile.ZipFile, limits: Limits) -> dict[str, bytes]:
    """Every member; reading each to its end finds sizes and checksums that lie."""
    total = 0
    parts = {}
    for member in archive.infolist():
        with archive.open(member) as stream:
            content = stream.read(limits.unpacked - total + 1)
        total += len(content)
        if total > limits.unpacked:
            raise UploadError(_too_much_unpacked(limits))
        parts[member.filename] = content
    return parts


def _checked_ods(names: list[str], parts: dict[str, bytes], limits: Limits) -> Kind:
    """The kind, once its sheets are known to be no larger than what they say they repeat."""
    if not limits.takes_ods:
        raise UploadError(f"The file is an OpenDocument spreadsheet (.ods). {_SAVE_AS}.")
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise UploadError("The file is protected with a password. Save it without one.")
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise UploadError("The file holds macros. Save it without them and try again.")
    if "content.xml" not in parts:
        raise KeyError("content.xml")
    _check_markup(parts, limits)
    _refuse_enclosed(names)
    try:
        check_extent(parts["content.xml"], limits.unpacked)
    except ExtentError as error:
        raise UploadError(str(error)) from error
    return "ods"


def _office_kind(archive: zipfile.ZipFile, parts: dict[str, bytes], limits: Limits) -> Kind:
    names = archive.namelist()
    types = parts.get("[Content_Types].xml", b"")
    if _has_macros(names, types):
        raise UploadError(
            "The file holds macros. Save it without them, as .docx or .xlsx, and try again."
        )
    kind = next((kind for mark, kind in _MAIN_PARTS.items() if mark in types), None)
    if kind is None or _REQUIRED[kind] not in names:
        raise UploadError(f"The file is neither a Word nor an Excel file. {_SAVE_AS}.")
    _check_markup(parts, limits)
    _refuse_enclosed(names)
    return kind


def _check_markup(parts: dict[str, bytes], limits: Limits) -> None:
    """Refuse what a reader of the whole tree would choke on, in one pass that keeps no tree.

    Every part is looked at: what it is, its relations say, whatever its name ends with.
    """
    counted = 0
    for name, content in parts.items():
        is_markup = name.casefold().endswith((".xml", ".rels"))
        # Office never writes these; they are how one part is made to swell or to read others.
        if (is_markup or name.casefold().endswith(".vml")) and (
            b"<!DOCTYPE" in content.replace(b"\0", b"") or b"<!ENTITY" in content
        ):
            raise UploadError(
                f"The file holds instructions that Office does not write ({name[:60]}). "
                "Copy the table into a new document and save that."
            )
        markup = _Markup(name, counted, limits.elements)
        try:
            markup.read(content)
        except expat.ExpatError as error:
            # A picture, or a drawing of comments (.vml), which Excel does not always close.
            if is_markup:
                raise UploadError(
                    "The file is damaged and cannot be read. Open it, save it again and retry."
                ) from error
        counted = markup.counted


class _Markup:
    """Counts the elements of one part after those of others, and how deep they lie."""

    def __init__(self, name: str, counted: int, most: int) -> None:
        self.name, self.counted, self.most, self.depth = name, counted, most, 0

    def read(self, content: bytes) -> None:
        """Raises UploadError for what is over a limit, ExpatError for what is no XML."""
        parser = expat.ParserCreate()
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        for start in range(0, len(content), _STEP):
            parser.Parse(content[start : start + _STEP])
            # A tag is handed over once it ends: a long one is refused before.
            if start - parser.CurrentByteIndex > MAX_TAG_BYTES:
                self._refuse()
        parser.Parse(b"", True)

    def _start(self, tag: str, attributes: list[str]) -> None:
        self.depth += 1
        self.counted += 1
        if self.depth > MAX_DEPTH or len(attributes) > 2 * MAX_ATTRIBUTES:
            self._refuse()
        if self.counted > self.most:
            raise UploadError(
                f"The file holds more than {self.most:,} cells, rows and other elements. "
                "Delete empty formatted rows, or copy the table into a new document."
            )

    def _refuse(self) -> NoReturn:
        raise UploadError(
            f"The file is built in a way that Office does not write ({self.name[:60]}). "
            "Copy the table into a new document and save that."
        )

    def _end(self, tag: str) -> None:
        self.depth -= 1


def _has_macros(names: list[str], types: bytes) -> bool:
    lowered = [name.casefold() for name in names]
    return (
        b"macroEnabled" in types
        or any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in lowered)
        or any("/macrosheets/" in name for name in lowered)
    )


def _refuse_enclosed(names: list[str]) -> None:
    """Other files inside the file are read by nobody before they are passed on."""
    for name in names:
        lowered = name.casefold()
        if "/embeddings/" in lowered or lowered.endswith((".zip", ".docx", ".xlsx", ".pptx")):
            raise UploadError(
                f"The file holds another file inside it ({PurePosixPath(name).name[:60]}). "
                "Delete the embedded object and save it again."
            )
