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


def test_a_server_without_mail_writes_no_reset_links_to_its_log():
    backends = "django.core.mail.backends"
    name = "EMAIL_BACKEND"
    assert settings_with(name, DEBUG="0", SECRET_KEY=SECRET) == {
        name: f"{backends}.dummy.EmailBackend"
    }
    sent = {"DEBUG": "0", "SECRET_KEY": SECRET, "EMAIL_URL": "smtp://mail.fernmoor.example:25"}
    assert settings_with(name, **sent) == {name: f"{backends}.smtp.EmailBackend"}
