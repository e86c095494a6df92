"""What a fetch writes down while it is at work, in memory."""
import contextlib
import os
import shutil

from . import state
from .clock import now

MAX_LINES = 2000


def folder_of(number):
    return f"{state.MEMORY}/fetch-{number}"


def begin(number, reference, attempt):
    folder = folder_of(number)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder, mode=0o700)
    state.write_json(
        f"{folder}/state.json",
        {"state": "fetching", "reference": reference, "attempt": attempt, "error": None, "progress": [0, 0]},
    )
    return folder


def is_at_work(number):
    if not os.path.isdir(folder_of(number)):
        return False
    with state.lock(f"fetch-{number}/at-work", wait=False) as is_ours:
        return not is_ours


def read(number):
    return state.read_json(f"{folder_of(number)}/state.json")


def change(number, **changes):
    state.write_json(f"{folder_of(number)}/state.json", {**read(number), **changes})


def fail(number, code, message):
    say(number, message)
    change(number, state="failed", error={"code": code, "message": message})


def say(number, text):
    with open(f"{folder_of(number)}/log", "a", encoding="utf-8") as file:
        file.write(f"{now()} {text[:1000]}\n")


def lines(number, after):
    """Lines from a position on; the position is a count of lines."""
    found = []
    with contextlib.suppress(FileNotFoundError):
        with open(f"{folder_of(number)}/log", encoding="utf-8") as file:
            found = file.read().splitlines()
    some = [line.partition(" ") for line in found[after : after + MAX_LINES]]
    return {
        "position": max(after, 0) if after > len(found) else after + len(some),
        "lines": [{"at": at, "text": text} for at, _, text in some],
    }
