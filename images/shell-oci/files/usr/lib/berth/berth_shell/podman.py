import json
import os
import subprocess

from .refusal import Refusal

# Whether this process has run it.
was_run = False


def podman(*arguments, timeout=120, allow=(0,)):
    """Runs podman without a shell; gives its output. No secret is ever among the arguments."""
    global was_run
    was_run = True
    ended = subprocess.run(
        ["podman", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=timeout,
        check=False,
    )
    if ended.returncode not in allow:
        said = last_error(ended.stderr.decode("utf-8", "replace"))
        raise Refusal("full" if is_full(said) else "failed", f"podman {arguments[0]}: {said}")
    return ended.stdout.decode("utf-8", "replace") if ended.returncode == 0 else ""


def last_error(said):
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("Error:")] or lines[-1:] or ["it said nothing"]
    return errors[-1].removeprefix("Error:").strip()[:500]


def is_full(said):
    return "no space left" in said or "quota exceeded" in said


def container_name(number):
    return f"berth-{number}"


def image_name(number):
    return f"localhost/berth:{number}"


def inspect_container(number):
    """What podman knows of it, or None."""
    text = podman("container", "inspect", container_name(number), allow=(0, 125))
    return json.loads(text)[0] if text else None


def inspect_image(name):
    text = podman("image", "inspect", name, allow=(0, 125))
    return json.loads(text)[0] if text else None


def merged_root(number):
    """Where the container's files are while it runs."""
    found = inspect_container(number) or {}
    return (found.get("GraphDriver") or {}).get("Data", {}).get("MergedDir")


def spawn_detached(work):
    """Calls work in a process that nobody waits for, with no file of ours open."""
    first = os.fork()
    if first:
        os.waitpid(first, 0)
        return
    os.setsid()
    if os.fork():
        os._exit(0)
    null = os.open("/dev/null", os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(null, handle)
    os.closerange(3, 1024)
    try:
        work()
    finally:
        os._exit(0)
