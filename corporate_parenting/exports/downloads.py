"""Files to save: their names and their headers."""

import re
import unicodedata
from datetime import date
from typing import TypeVar

from django.http import HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from corporate_parenting.text import clean_text

Response = TypeVar("Response", bound=HttpResponseBase)

_NAME_LENGTH = 100


def file_name(words: str, on: date, extension: str) -> str:
    """ASCII letters, digits and hyphens, the day and the extension: at most 100 characters."""
    if not re.fullmatch("[a-z0-9]{1,10}", extension):
        raise ValueError(f"{extension!r} is not a file extension.")
    ending = f"-{on.isoformat()}.{extension}"
    letters = unicodedata.normalize("NFKD", re.sub("['’]", "", words[:1000]))
    letters = letters.encode("ascii", "ignore").decode().lower()
    stem = re.sub("[^a-z0-9]+", "-", letters)[: _NAME_LENGTH - len(ending)].strip("-")
    return (stem or "export") + ending


def download_response(content: bytes, name: str, content_type: str) -> HttpResponse:
    """The bytes as a file to save, never to open in the browser."""
    return as_download(HttpResponse(content, content_type=content_type), name)


def as_download(response: Response, name: str) -> Response:
    """The response with the headers that make a browser save it under the name (RFC 6266)."""
    response["Content-Disposition"] = content_disposition_header(True, _safe_name(name))
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _safe_name(name: str) -> str:
    """Any script's letters, but no folder, hidden file or character that a file system refuses."""
    name = re.sub(r'[/\\:*?"<>|]+', "-", clean_text(name, lines=False)).strip(". -")
    stem, dot, extension = name.rpartition(".")
    room = _NAME_LENGTH - len(dot + extension)
    return stem[:room] + dot + extension if stem and room > 0 else name[:_NAME_LENGTH] or "download"
