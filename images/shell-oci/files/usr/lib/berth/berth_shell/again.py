"""What the watcher asks when the application has ended, and what it does after the pause."""
import os
import time

from . import checks, state
from .podman import podman
from .refusal import Refusal
from .run import start_container
from .status import last_end

AGAIN = f"{state.MEMORY}/again"
ENDS = f"{state.MEMORY}/ends.json"
LONG_ENOUGH_SECONDS = 60
MAX_PAUSE_SECONDS = 60


def ended(given):
    """Writes down the end, and the pause in seconds when it is to be started again."""
    number = checks.number_of(given)
    started = started_at(number)
    with state.lock():
        current = state.current()
        if not current or current["number"] != number or current["wanted"] != "running" or state.alive_pid(number):
            return {}
        wait_for_podman(number)
        past = last_end(number)
        # podman forgets them when it starts again.
        end = {"exitCode": past["exitCode"], "finishedAt": past["finishedAt"]}
        known = state.read_json(ENDS) or {"total": 0, "inRow": 0}
        in_row = 0 if started and time.time() - started > LONG_ENOUGH_SECONDS else known["inRow"]
        if not may_again(current["restart"], end["exitCode"], in_row):
            state.write_json(ENDS, {"total": known["total"], "inRow": in_row, **end})
            state.remove(AGAIN)
            return {}
        state.write_json(ENDS, {"total": known["total"] + 1, "inRow": in_row + 1, **end})
        state.write_text(AGAIN, f"{min(MAX_PAUSE_SECONDS, 2**in_row) if in_row else 0}\n")
    return {}


def may_again(restart, code, in_row):
    if restart["policy"] == "no" or (restart["policy"] == "on-failure" and code == 0):
        return False
    return restart["max"] is None or in_row < restart["max"]


def again(given):
    number = checks.number_of(given)
    with state.lock():
        current = state.current()
        if not current or current["number"] != number or current["wanted"] != "running" or not os.path.exists(AGAIN):
            return {}
        try:
            start_container(current)
        except Refusal:
            # It counts as an end: the next pause is longer.
            with open(f"{state.MEMORY}/ends", "r+b", buffering=0) as ends:
                ends.write(b"ended\n")
            raise
        finally:
            state.remove(AGAIN)
    return {}


def started_at(number):
    try:
        return os.stat(state.pid_file(number)).st_mtime
    except FileNotFoundError:
        return None


def wait_for_podman(number):
    """The hook comes while podman still cleans up; its own word of the end comes after."""
    podman("wait", "--condition=stopped", "--condition=exited", f"berth-{number}", timeout=30, allow=(0, 125))
