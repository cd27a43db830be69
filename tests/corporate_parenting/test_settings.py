"""Settings as a server finds them: read in a process of their own."""

import json
import os
import subprocess
import sys

READ = """
import json, sys
from corporate_parenting import settings
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}))
"""
SECRET = "a made-up secret that is long enough for this"
KEPT = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


def settings_with(*names, **environment):
    """The settings ``names`` of a process with nothing else in its environment."""
    done = subprocess.run(
        [sys.executable, "-c", READ, *names],
        env=KEPT | environment,
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(done.stdout)


def test_behind_our_proxy_the_address_it_saw_counts():
    name = "ALLAUTH_TRUSTED_PROXY_COUNT"
    assert settings_with(name, BEHIND_PROXY="1") == {name: 1}
    assert settings_with(name) == {name: None}
