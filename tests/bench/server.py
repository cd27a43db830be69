"""gunicorn as `make demo` runs it, without the worker; and how much memory it holds."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"


@contextmanager
def running(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """The port and the number of gunicorn's first process; it ends with the block."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "corporate_parenting.wsgi", "--bind", f"{HOST}:{port}",
        "--worker-class", "gthread", "--workers", "2", "--threads", "4",
        "--worker-connections", "8", "--keep-alive", "0", "--log-level", "warning",
        "--no-control-socket", "--preload",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=35)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", "/health/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    raise RuntimeError("The web server did not start.")


def web_processes_mb(first: int) -> list[float]:
    """Memory of each worker, in MB; Linux only."""
    return [_own_mb(pid) for pid in _workers(first)]


def processor_ms(first: int) -> float:
    """Processor time that the workers have used until now, the database's not counted."""
    ticks = 0
    for pid in _workers(first):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def _workers(first: int) -> list[str]:
    return Path(f"/proc/{first}/task/{first}/children").read_text().split()


def _own_mb(pid: str) -> float:
    """What it holds alone, and its part of what the processes hold together."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"Process {pid} is not running any more.")
