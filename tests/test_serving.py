"""The web server runs alike wherever it is started: what is measured is what a council runs."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = {
    "worker-class": "gthread",
    "workers": "2",
    "threads": "4",
    "worker-connections": "8",
    "keep-alive": "0",
    "no-control-socket": "",
    "preload": "",
}


@pytest.mark.parametrize(
    ("name", "varies"),
    [
        (
            "Containerfile",
            {"bind", "log-level", "max-requests", "max-requests-jitter", "worker-tmp-dir"},
        ),
        ("README.md", set()),
        (".ci/serve", {"bind", "log-level"}),
        ("tests/bench/server.py", {"bind", "log-level"}),
    ],
)
def test_gunicorn_is_started_with_the_same_settings(name, varies):
    text = (ROOT / name).read_text("utf-8")
    (command,) = re.findall(r"gunicorn\W+corporate_parenting\.wsgi((?:[^`&\]])+)", text)
    words = re.sub(r"[\",\\\s]+", " ", command)
    found = dict(re.findall(r"--([a-z-]+)(?: (?!-)(\S+))?", words))
    assert {key: value for key, value in found.items() if key not in varies} == SETTINGS
