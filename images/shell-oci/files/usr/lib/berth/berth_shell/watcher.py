"""The one process that stays beside the application: /usr/lib/berth/watch, a shell script."""
import os
import shlex
import signal
import subprocess
import time

from . import beside, network, state
from .podman import inspect_container, spawn_detached

PROGRAM = "/usr/lib/berth/watch"
PID = f"{state.MEMORY}/watch.pid"
# The command that is a health check.
CHECK = "check"


def write(settings):
    """What it looks at, as a script that it reads: every value is quoted."""
    health = settings["health"]
    values = {
        "check": health["kind"] if health else "",
        "host": "127.0.0.1" if settings["outgoing"] else network.APP,
        **{name: health[name] if health else 0 for name in ("port", "path", "interval", "timeout", "retries", "start")},
    }
    lines = [f"{name}={shlex.quote(str(value))}" for name, value in values.items()]
    command = []
    if health and health["kind"] == "command":
        command = beside.exec_command(CHECK, settings["runtime"], inspect_container(settings["number"])["Id"])
    lines.append("set -- " + " ".join(shlex.quote(word) for word in command))
    state.write_text(state.watch_file(settings["number"]), "\n".join(lines) + "\n")


def start(number):
    stop()
    drain()
    spawn_detached(lambda: become(number))
    until = time.monotonic() + 2
    while running() is None and time.monotonic() < until:
        time.sleep(0.005)


def become(number):
    state.write_text(PID, str(os.getpid()))
    os.execv("/bin/busybox", ["busybox", "sh", PROGRAM, str(number)])


def running():
    try:
        with open(PID, encoding="ascii") as file:
            pid = int(file.read())
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return pid if PROGRAM.encode() in file.read().split(b"\0") else None
    except (OSError, ValueError):
        return None


def stop():
    pid = running()
    if pid is not None:
        # What it is at goes too: it is the first of a session of its own.
        for target in (lambda: os.killpg(pid, signal.SIGKILL), lambda: os.kill(pid, signal.SIGKILL)):
            try:
                target()
            except ProcessLookupError:
                pass
    state.remove(PID)
    state.remove(f"{state.MEMORY}/health")


def drain():
    """An end that nobody has read is of a former one."""
    handle = os.open(f"{state.MEMORY}/ends", os.O_RDWR | os.O_NONBLOCK)
    try:
        while os.read(handle, 4096):
            pass
    except BlockingIOError:
        pass
    finally:
        os.close(handle)
