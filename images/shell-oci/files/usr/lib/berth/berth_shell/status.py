import contextlib
import os

from . import checks, state
from .clock import now


def status(given):
    checks.only(given)
    return status_now()


def status_now():
    current = state.current()
    if current is None:
        nothing = ("number", "pid", "exitCode", "startedAt", "finishedAt", "health")
        return {**{name: None for name in nothing}, "state": "none", "restarts": 0}
    number = current["number"]
    pid = state.alive_pid(number)
    ends = state.read_json(f"{state.MEMORY}/ends.json") or {}
    # What has never ended needs no question to podman, which would take longer than all the rest.
    past = last_end(number) if pid is None else {name: ends.get(name) for name in ("exitCode", "finishedAt")}
    return {
        "number": number,
        "state": state_of(current, pid),
        "pid": pid,
        "startedAt": started_at(number) or past.pop("startedAt", None),
        "restarts": ends.get("total", 0),
        "health": health_of(number) if pid is not None else None,
        **{name: past[name] for name in ("exitCode", "finishedAt")},
    }


def state_of(current, pid):
    if pid is not None:
        return "running"
    if current["wanted"] == "stopped":
        return "stopped"
    return "restarting" if os.path.exists(f"{state.MEMORY}/again") else "exited"


def last_end(number):
    # A look at what runs is the most frequent call, and needs nothing of this.
    from .podman import inspect_container

    found = (inspect_container(number) or {}).get("State") or {}
    finished = found.get("FinishedAt", "")
    has_ended = finished[:4] > "0001"
    return {
        "exitCode": found.get("ExitCode") if has_ended else None,
        "finishedAt": short_time(finished) if has_ended else None,
        "startedAt": short_time(found["StartedAt"]) if found.get("StartedAt", "")[:4] > "0001" else None,
    }


def short_time(text):
    """podman says nine digits and an offset; the shell's clock is UTC."""
    return text[:23].rstrip("Z") + "Z" if "." in text else text[:19] + "Z"


def started_at(number):
    with contextlib.suppress(FileNotFoundError):
        return now(os.stat(state.pid_file(number)).st_mtime)
    return None


def health_of(number):
    has_check = False
    with contextlib.suppress(FileNotFoundError):
        with open(state.watch_file(number), encoding="utf-8") as file:
            has_check = not file.readline().startswith("check=''")
    if not has_check:
        return None
    with contextlib.suppress(FileNotFoundError, ValueError):
        with open(f"{state.MEMORY}/health", encoding="utf-8", errors="replace") as file:
            of, word, failures, at, output = file.read().split("\n")[:5]
        if int(of) == number:
            return {
                "state": word,
                "failures": int(failures),
                "output": output.strip(),
                "at": now(int(at)),
            }
    return {"state": "starting", "failures": 0, "output": "", "at": None}
