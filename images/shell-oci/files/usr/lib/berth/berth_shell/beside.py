"""What is run beside the application is held as it is: its user, its capabilities, its folder, its environment. Left to
themselves crun and runsc run it as root, and crun without no_new_privs."""
import json
import os
import select
import subprocess
import time

from . import state
from .podman import inspect_container

EXEC = {"crun": ["/usr/bin/crun", "exec"], "runsc": ["/usr/lib/berth/runsc", "exec"]}
MAX_OUTPUT = 256 * 1024


def exec_command(name, runtime, identity):
    """Runs what was prepared under the name."""
    return [*EXEC[runtime], "--process", process_file(name), identity]


def process_file(name):
    return f"{state.MEMORY}/process-{name}.json"


def prepare(name, number, words):
    """From how the runtime was told to start the application, where podman has found out what names mean. It has the
    environment in it, and is in memory."""
    found = inspect_container(number)
    process = {**state.read_json(found["OCIConfigPath"])["process"], "terminal": False, "args": words}
    # As Go writes it: /usr/lib/berth/runsc looks into it.
    state.write_text(process_file(name), json.dumps(process, separators=(",", ":")))
    return found["Id"]


def ask_in_sandbox(number, words, seconds):
    """What a program of the image prints, or None where it fails: it may hang, or say more than anybody wants."""
    name = f"asked-{os.getpid()}"
    pid_file = f"{state.MEMORY}/{name}.pid"
    until = time.monotonic() + seconds
    try:
        identity = prepare(name, number, words)
        command = exec_command(name, "runsc", identity)
        command[2:2] = ["--internal-pid-file", pid_file]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
            try:
                said = read_until(child.stdout, until)
                return said if said and child.wait(max(0, until - time.monotonic())) == 0 else None
            except subprocess.TimeoutExpired:
                return None
            finally:
                end(child, identity, pid_file)
    finally:
        state.remove(process_file(name))
        state.remove(pid_file)


def read_until(pipe, until):
    """All of it, or None. The sandbox holds the other end too, so that no end of our own child closes it."""
    said = b""
    while len(said) < MAX_OUTPUT:
        ready, _, _ = select.select([pipe], [], [], max(0, until - time.monotonic()))
        if not ready:
            return None
        part = os.read(pipe.fileno(), 65_536)
        if not part:
            return said.decode("utf-8", "replace")
        said += part
    return None


def end(child, identity, pid_file):
    """The one that waits for it, and it itself, which would stay in the sandbox."""
    if child.poll() is not None:
        return
    child.kill()
    child.wait()
    try:
        with open(pid_file, encoding="ascii") as file:
            pid = str(int(file.read()))
    except (OSError, ValueError):
        return
    subprocess.run([EXEC["runsc"][0], "kill", "--pid", pid, identity, "KILL"], capture_output=True, timeout=5, check=False)
