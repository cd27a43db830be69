"""A paper drawn in a process of its own: niced, without secrets, with limits that hold.

``python -m reports.render_process pdf`` (or ``docx``, or ``archive``) reads a document with what
belongs to it, and writes the file with what is to be kept. Its exit status tells what went wrong;
a sentence for the author, if there is one, is on standard error.
"""

import json
import logging
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from django.conf import settings

from reports.document import DocumentError
from reports.other_process import OtherProcessError
from reports.rendering import RenderError, render_archive, render_docx, render_draft

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024
# A niced process waits while pages are drawn: so many times its seconds of work may go by.
PATIENCE = 3
CANNOT_BE_DRAWN, TOO_LARGE, TOO_DEEP = 10, 11, 12
# What fonts and Python need to start, and nothing else: no database, no key.
KEPT_VARIABLES = ("PATH", "HOME", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "XDG_CACHE_HOME")

PROCESSES = min(2, len(os.sched_getaffinity(0)))  # that share a long paper
SENTENCES = {
    TOO_LARGE: "The paper is too large to print: it needs more than {megabytes} MB of memory.",
    TOO_DEEP: "The paper cannot be printed: its parts are nested too deeply.",
    -signal.SIGXCPU: "Printing the paper took longer than {seconds} seconds.",
}
UNEXPECTED = "The paper could not be printed: the printing process stopped unexpectedly."


@dataclass
class KeptParts:
    """Printed parts of a draft: those of its last rendering, and those of this one so far."""

    before: bytes = b""
    now: bytes = b""


def render_limited(
    document: dict,
    form: str,
    *,
    template: bytes = b"",
    kept: KeptParts | None = None,
    seconds: float = 60,
    megabytes: int = 600,
) -> bytes:
    """The file in one of ``FORMS``; what goes wrong is a RenderError with a plain sentence.

    ``template`` is for a Word file alone: the council's, which it is written into. ``kept`` is for
    a PDF alone: it takes parts from there that did not change, and brings it up to date.
    ``seconds`` of work of a process, and its ``megabytes``, are the most that it may take.
    """
    command = [sys.executable, "-m", "reports.render_process", form, str(seconds), str(megabytes)]
    kept = KeptParts() if kept is None else kept
    limits = {"seconds": f"{seconds:g}", "megabytes": megabytes}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, a fixed word and two numbers
            command,
            input=_joined(json.dumps(document).encode(), template, kept.before, kept.now),
            capture_output=True,
            timeout=PATIENCE * seconds,
            cwd=ROOT,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RenderError(SENTENCES[-signal.SIGXCPU].format(**limits)) from error
    except RecursionError as error:
        raise RenderError(SENTENCES[TOO_DEEP]) from error
    if done.returncode == 0:
        paper, kept.now = _split(done.stdout)
        return paper
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode == CANNOT_BE_DRAWN:
        raise RenderError(said)
    logger.error("Printing ended with %s: %s", done.returncode, said[-2000:])
    raise RenderError(SENTENCES.get(done.returncode, UNEXPECTED).format(**limits))


def _joined(*files: bytes) -> bytes:
    """Several files as one: a line with their lengths, then all of them."""
    return b"".join([json.dumps([len(file) for file in files]).encode(), b"\n", *files])


def _split(joined: bytes) -> list[bytes]:
    """What ``_joined`` made one."""
    line, _, rest = joined.partition(b"\n")
    ends = [0, *accumulate(json.loads(line))]
    return [rest[start:end] for start, end in pairwise(ends)]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}


def _as_it_ended(error: OtherProcessError) -> int:
    """The second process ran into a limit: this one ends as it did."""
    if error.code and error.code < 0:
        signal.raise_signal(-error.code)
    return error.code or 1


def main(form: str, seconds: float, megabytes: int) -> int:
    """Draw the document on standard input; the exit status."""
    os.nice(19)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # It writes to its pipe alone: short of memory it would keep for all that there are no fonts.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # Templates ask whether to translate; nothing else of the site's settings is needed or read.
    settings.configure(USE_I18N=False)
    try:
        document, *beside = _split(sys.stdin.buffer.read())
        made = FORMS[form](json.loads(document), *beside)
    except OtherProcessError as error:
        return _as_it_ended(error)
    except (RenderError, DocumentError) as error:
        sys.stderr.write(str(error))
        return CANNOT_BE_DRAWN
    except MemoryError:
        return TOO_LARGE
    except RecursionError:
        return TOO_DEEP
    sys.stdout.buffer.write(_joined(*made))
    return 0


def _pdf(document: dict, _: bytes, before: bytes, now: bytes) -> tuple[bytes, bytes]:
    return render_draft(document, before=before, now=now, processes=PROCESSES)


def _docx(document: dict, template: bytes, _: bytes, now: bytes) -> tuple[bytes, bytes]:
    return render_docx(document, template), now


def _archive(document: dict, _: bytes, __: bytes, now: bytes) -> tuple[bytes, bytes]:
    return render_archive(document, processes=PROCESSES), now


FORMS: dict[str, Callable] = {"pdf": _pdf, "docx": _docx, "archive": _archive}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
