import io
import struct
import zipfile
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corporate_parenting.uploads import (
    MAX_BYTES,
    MAX_MEMBERS,
    MAX_UNPACKED_BYTES,
    UploadError,
    open_upload,
)
from tests.actions.import_files import excel_file, part_of, repacked, word_file, zipped

MANY = {f"word/{number}.xml": b"x" for number in range(MAX_MEMBERS)}
STARTS = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def refusal(content, name="plan.docx"):
    with pytest.raises(UploadError) as caught:
        open_upload(name, content)
    return str(caught.value)


def ole(stream_name):
    return OLE + stream_name.encode("utf-16-le") + b"\0" * 512


@pytest.mark.parametrize(
    ("content", "kind"),
    [(word_file("Plan"), "docx"), (excel_file(["Plan"]), "xlsx"), (b"Action,Lead\n", "text")],
)
@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan.csv", "", "../../etc/passwd"])
def test_a_file_is_what_its_content_says_whatever_its_name_says(content, kind, name):
    upload = open_upload(name, content)
    assert (upload.kind, upload.name, upload.content) == (kind, name, content)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"  \r\n", "The file is empty."),
        (b"a" * (MAX_BYTES + 1), "The file is larger than 10 MB."),
        (ole("EncryptedPackage"), "The file is protected with a password."),
        (ole("WordDocument"), "The file is an old Word file (.doc)."),
        (ole("Workbook"), "The file is an old Excel file (.xls)."),
        (ole("Contents"), "The file is in an old Office format."),
        (b"%PDF-1.7 ...", "The file is a PDF,"),
        (b"\x89PNG\r\n\x1a\n", "The file is a picture,"),
        (b"Action\0Lead", "The file is not text (line 1 "),
        (bytes(range(256)), "The text cannot be read"),
        (zipped({"notes.txt": "Notes"}), "The file is neither a Word nor an Excel file."),
        (word_file("Plan")[:2000], "The file is damaged"),
        (b"PK\x03\x04 and no more", "The file is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(content, sentence):
    assert refusal(content).startswith(sentence)


def test_a_file_of_just_the_largest_size_is_read():
    assert len(open_upload("plan.csv", b"a" * MAX_BYTES).text) == MAX_BYTES


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"word/vbaProject.bin": b"x"}, "The file holds macros."),
        ({"word/embeddings/sheet1.xlsx": b"x"}, "The file holds another file inside it"),
        ({"word/other.docx": b"x"}, "The file holds another file inside it (other.docx)."),
        ({"../evil.xml": b"x"}, "The file holds a part with an unsafe name (../evil.xml)."),
        ({"/evil.xml": b"x"}, "The file holds a part with an unsafe name (/evil.xml)."),
        ({"..\\evil.xml": b"x"}, "The file holds a part with an unsafe name"),
        ({"WORD/DOCUMENT.XML": b"x"}, "The file holds the same part twice."),
        (MANY, "The file holds more than 200 parts."),
        ({"word/big.xml": b" " * MAX_UNPACKED_BYTES}, "The file unpacks to more than 25 MB."),
    ],
)
def test_an_office_file_with_an_odd_part_is_refused(parts, sentence):
    assert refusal(repacked(word_file("Plan"), parts)).startswith(sentence)


@pytest.mark.parametrize(
    ("content", "part"),
    [(word_file("Plan"), "word/document.xml"), (excel_file(["Plan"]), "xl/workbook.xml")],
)
def test_a_macro_file_under_an_ordinary_name_is_refused(content, part):
    types = part_of(content, "[Content_Types].xml")
    for ordinary, macro in (
        (b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"),
        (b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"),
    ):
        types = types.replace(ordinary, macro)
    assert refusal(repacked(content, {"[Content_Types].xml": types})).startswith(
        "The file holds macros."
    )
    assert refusal(repacked(content, without=(part,))).startswith("The file is neither")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_anything_parses_them(encoding):
    bomb = '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY c "&a;&a;">]><b>&c;</b>'.encode(encoding)
    sentence = refusal(repacked(excel_file(["Plan"]), {"xl/styles.xml": bomb}))
    assert sentence.startswith("The file holds instructions that Office does not write")


def test_a_part_that_is_larger_than_it_says_is_refused():
    content = bytearray(repacked(word_file("Plan"), {"word/big.xml": b" " * 3_000_000}))
    directory = zipfile.ZipFile(io.BytesIO(content)).start_dir
    for name_at in (content.find(b"word/big.xml"), content.find(b"word/big.xml", directory)):
        size_at = name_at - (8 if name_at < directory else 22)
        assert struct.unpack_from("<L", content, size_at) == (3_000_000,)
        struct.pack_into("<L", content, size_at, 10)
    assert refusal(bytes(content)).startswith("The file is damaged")


def test_a_bomb_is_refused_quickly():
    bomb = repacked(word_file("Plan"), {"word/big.xml": b"\0" * 60_000_000})
    began = process_time()
    assert refusal(bomb).startswith("The file unpacks to more than 25 MB.")
    assert process_time() - began < 8


SHEET = "xl/worksheets/sheet1.xml"
DEEP = b"<a>" * 1_000_000 + b"</a>" * 1_000_000


@pytest.mark.parametrize(
    "part",
    [
        DEEP,
        DEEP[:3_000_000],
        b"<a " + b" ".join(b'b%d=""' % n for n in range(1_000_000)) + b"/>",
    ],
    ids=["deep", "deep and never closed", "many attributes"],
)
def test_a_tree_that_readers_choke_on_is_refused_quickly(part):
    bomb = repacked(excel_file(["Plan"]), {SHEET: part})
    began = process_time()
    assert refusal(bomb).startswith(
        f"The file is built in a way that Office does not write ({SHEET})."
    )
    assert process_time() - began < 8


def test_a_tree_under_the_name_of_a_picture_is_looked_at():
    parts = {"xl/media/picture.png": b" " * 9 + DEEP}
    assert refusal(repacked(excel_file(["Plan"]), parts)).startswith("The file is built in a way")


def test_a_long_text_is_no_long_tag():
    parts = {"xl/notes.xml": b"<a>" + b"word " * 400_000 + b"</a>"}
    assert open_upload("plan.xlsx", repacked(excel_file(["Plan"]), parts)).kind == "xlsx"


def test_pictures_and_drawings_need_not_be_markup():
    parts = {"xl/media/image1.png": b"\x89PNG\r\n", "xl/drawings/vmlDrawing1.vml": b"<a><br></a>"}
    assert open_upload("plan.xlsx", repacked(excel_file(["Plan"]), parts)).kind == "xlsx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_decoded_as_it_was_saved(encoding):
    text = "Action,Lead\r\nOpen Fernmoor Hall – circa £85k,Siân O’Neil\r\n"
    assert open_upload("plan.csv", text.encode(encoding)).text == text


def test_a_control_code_is_refused_with_its_line():
    assert refusal(b"Action,Lead\nOpen\x07,Ana\n").startswith("The file is not text (line 2 ")


@given(
    content=st.binary(max_size=400), start=st.sampled_from([b"", b"PK\x03\x04", OLE, b"\xff\xfe"])
)
def test_any_bytes_are_text_or_refused_with_a_sentence(content, start):
    try:
        answer = open_upload("plan", start + content).text
    except UploadError as error:
        answer = str(error)
    assert answer
    assert "\0" not in answer
