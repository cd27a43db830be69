"""What a fresh machine starts from: the locks, the commands, and a server that ends when told."""

import contextlib
import importlib.metadata
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCKS = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-assets.txt",
    "requirements-verapdf.txt",
)
SCRIPTS = sorted((ROOT / ".ci").iterdir())
PIN = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[(?P<extras>[a-z0-9, _-]+)\])?"
    r"==(?P<version>\S+)(?P<rest>.*)$"
)
# A lock that names where a package comes from, by address or by option, works on one network only.
HOSTS = re.compile(r"https?://|^\s*--(?!hash=)|\bfile:", re.I | re.M)
ADDRESS = re.compile(r"https?://[\w.-]*\w\.[a-z]{2,}|\"resolved\":", re.I)


def read(name):
    return (ROOT / name).read_text("utf-8")


def pins(text):
    """Name to (version, number of hashes) for every pinned package."""
    found, name = {}, None
    for line in text.splitlines():
        if match := PIN.match(line):
            name = match["name"]
            found[name] = (match["version"], 0)
        elif "--hash=sha256:" in line:
            found[name] = (found[name][0], found[name][1] + 1)
    return found


def asked_for_with_extras():
    """Every ``package[extra]`` that an installed package or the project itself needs."""
    project = tomllib.loads(read("pyproject.toml"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for package in importlib.metadata.distributions():
        asked += package.requires or []
    for words in asked:
        requirement = Requirement(words)
        marker = requirement.marker
        if requirement.extras and (marker is None or marker.evaluate({"extra": ""})):
            yield canonicalize_name(requirement.name), requirement.extras


def wanted(requirements):
    return {re.match(r"[A-Za-z0-9._-]+", words).group().lower() for words in requirements}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_is_pinned_with_hashes_and_names_no_host(name):
    text = read(name)
    unhashed = [package for package, (_, hashes) in pins(text).items() if not hashes]
    starts = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert (unhashed, len(starts), HOSTS.findall(text)) == ([], len(pins(text)), [])


def test_extras_are_pinned_too_so_that_a_newer_release_breaks_no_installation():
    # Debian's pip looks for `fonttools[woff]` anew, and takes the newest, if only `fonttools==`
    # is pinned; under hashes it then refuses everything.
    pinned = {
        match["name"]: set((match["extras"] or "").replace(" ", "").split(","))
        for line in read("requirements-dev.txt").splitlines()
        if (match := PIN.match(line))
    }
    asked = {name: extras for name, extras in asked_for_with_extras() if name in pinned}
    assert asked["fonttools"] == {"woff"}
    assert {name: extras - pinned[name] for name, extras in asked.items()} == {
        name: set() for name in asked
    }


def test_the_locks_hold_every_package_that_the_project_asks_for():
    project = tomllib.loads(read("pyproject.toml"))
    groups = project["dependency-groups"]
    runtime, dev, assets, verapdf = (set(pins(read(name))) for name in LOCKS)
    asked = wanted(project["project"]["dependencies"])
    assert asked - runtime == set()
    assert (asked | wanted(groups["dev"])) - dev == set()
    assert wanted(groups["assets"]) - assets == set()
    assert wanted(groups["verapdf"]) == verapdf


def test_tests_run_on_the_very_versions_that_a_site_runs_on():
    runtime, dev = pins(read("requirements.txt")), pins(read("requirements-dev.txt"))
    assert {name: dev.get(name) for name in runtime} == runtime


def test_no_file_for_setting_up_names_a_registry():
    names = [*LOCKS, "package.json", "package-lock.json", ".npmrc", "Makefile", "pyproject.toml"]
    names += ["Containerfile", "compose.yaml", *(f".ci/{path.name}" for path in SCRIPTS)]
    assert {name: found for name in names if (found := ADDRESS.findall(read(name)))} == {}


def test_the_image_draws_papers_with_the_libraries_and_fonts_of_the_tests():
    asked = re.search(r"pdf\) packages\+=\(([^)]*)\)", read(".ci/native"))[1]
    image = re.search(r"--no-install-recommends([^&]*)&&", read("Containerfile"))[1]
    names = [set(re.findall(r"[a-z][\w.-]+", words)) for words in (asked, image)]
    assert names[0] == names[1] >= {"fonts-noto-core"}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_run_and_stops_at_the_first_error(path):
    assert path.stat().st_mode & stat.S_IXUSR
    assert "set -euo pipefail" in path.read_text("utf-8")
    finished = subprocess.run(["bash", "-n", path], capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (0, "")


def test_help_lists_the_commands():
    finished = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    commands = [line.split()[1] for line in finished.stdout.splitlines()]
    assert commands == [
        *("help", "demo", "logins", "test", "cover"),
        *("lint", "check", "bench", "verapdf", "lock", "clean"),
    ]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The environment of a site whose tables are made; no test here writes into them."""
    database = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    environment = os.environ | {
        "PYTHON": sys.executable,
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "corporate_parenting.settings",
    }
    for command in ("migrate", "createcachetable"):
        subprocess.run(
            [sys.executable, "manage.py", command, "--verbosity", "0"],
            cwd=ROOT,
            env=environment,
            check=True,
        )
    return environment


def serve(port, environment):
    return subprocess.Popen(
        [ROOT / ".ci" / "serve"],
        env=environment | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def members(session):
    """Processes that still belong to a session: those that a script left behind."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # ended while we looked
            # After the name in brackets: state, parent, group, session.
            fields = status.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(status.parent.name)
    return found


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_answers_and_leaves_no_process_behind_when_it_is_ended(prepared, ending):
    port = free_port()
    server = serve(port, prepared)
    try:
        first = server.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/") as answer:
            status = answer.status
        # Ctrl-C on a terminal reaches every process of the group, not the script alone.
        os.killpg(server.pid, ending)
        words, _ = server.communicate(timeout=30)
        assert (first.split()[1], status, server.returncode) == (
            f"http://127.0.0.1:{port}/",
            200,
            0,
        ), words
        assert members(server.pid) == []
    finally:
        if members(server.pid):
            os.killpg(server.pid, signal.SIGKILL)
            server.communicate()


def test_the_demo_says_so_when_its_port_is_taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        finished = subprocess.run(
            [ROOT / ".ci" / "serve"],
            env=os.environ | {"PORT": str(port), "PYTHON": sys.executable},
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
    assert finished.returncode == 1
    assert finished.stderr == (
        f"Port {port} is taken by another program. Choose another: make demo PORT=8001\n"
    )
