"""A paper drawn in a process of its own: niced, without secrets, with limits that hold.

``python -m reports.render_process pdf`` (or ``docx``, or ``archive``) reads a document as one line
of JSON, behind it the template of a Word file if there is one, and writes the file. Its exit
status tells what went wrong; a sentence for the author, if there is one, is on standard error.
"""

import json
import logging
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from reports.document import DocumentError
from reports.rendering import RenderError, render_archive, render_docx, render_pdf

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024
# A niced process waits while pages are drawn: so many times its seconds of work may go by.
PATIENCE = 3
CANNOT_BE_DRAWN, TOO_LARGE, TOO_DEEP = 10, 11, 12
# What fonts and Python need to start, and nothing else: no database, no key.
KEPT_VARIABLES = ("PATH", "HOME", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "XDG_CACHE_HOME")

RENDERERS = {"pdf": render_pdf, "docx": render_docx, "archive": render_archive}
SENTENCES = {
    TOO_LARGE: "The paper is too large to print: it needs more than {megabytes} MB of memory.",
    TOO_DEEP: "The paper cannot be printed: its parts are nested too deeply.",
    -signal.SIGXCPU: "Printing the paper took longer than {seconds} seconds.",
}
UNEXPECTED = "The paper could not be printed: the printing process stopped unexpectedly."


def render_limited(
    document: dict,
    form: str,
    *,
    template: bytes = b"",
    seconds: float = 60,
    megabytes: int = 600,
) -> bytes:
    """The file in one of ``RENDERERS``; what goes wrong is a RenderError with a plain sentence.

    ``template`` is for a Word file alone: the council's, which it is written into.
    ``seconds`` of work, and ``megabytes``, are the most that it may take.
    """
    command = [sys.executable, "-m", "reports.render_process", form, str(seconds), str(megabytes)]
    limits = {"seconds": f"{seconds:g}", "megabytes": megabytes}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, a fixed word and two numbers
            command,
            input=b"\n".join([json.dumps(document).encode(), template]),
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
        return done.stdout
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode == CANNOT_BE_DRAWN:
        raise RenderError(said)
    logger.error("Printing ended with %s: %s", done.returncode, said[-2000:])
    raise RenderError(SENTENCES.get(done.returncode, UNEXPECTED).format(**limits))


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}


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
        document = json.loads(sys.stdin.buffer.readline())
        template = sys.stdin.buffer.read()
        paper = RENDERERS[form](document, *([template] if template else []))
    except (RenderError, DocumentError) as error:
        sys.stderr.write(str(error))
        return CANNOT_BE_DRAWN
    except MemoryError:
        return TOO_LARGE
    except RecursionError:
        return TOO_DEEP
    sys.stdout.buffer.write(paper)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
