"""What the keeper is told and tells: files of /run/berth (see keeper/keeper.h)."""
import contextlib
import json
import os
import signal
import time

RUN = "/run/berth"
NONE = {"state": "none", "number": "", "generation": "", "pid": 0, "exitCode": None, "startedAt": 0, "finishedAt": None,
        "restarts": 0, "error": ""}  # fmt: skip


def status():
    try:
        with open(f"{RUN}/status.json") as file:
            return {**NONE, **json.load(file)}
    except (OSError, ValueError):
        return dict(NONE)


def want(policy, most, number, generation, argv):
    fields = [policy, str(-1 if most is None else most), str(number), generation, *argv]
    put(f"{RUN}/want", b"".join(field.encode() + b"\0" for field in fields))


def wanted():
    try:
        with open(f"{RUN}/want", "rb") as file:
            return [field.decode() for field in file.read().split(b"\0")[:-1]]
    except OSError:
        return None


def hold(is_held):
    if is_held:
        put(f"{RUN}/hold", b"")
    else:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{RUN}/hold")


def forget():
    with contextlib.suppress(FileNotFoundError):
        os.unlink(f"{RUN}/want")


def wake():
    try:
        with open(f"{RUN}/keeper.pid") as file:
            os.kill(int(file.read()), signal.SIGHUP)
    except (OSError, ValueError):
        pass  # it looks at its start


def until(is_there, seconds):
    end = time.monotonic() + seconds
    while not is_there():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def put(path, content):
    with open(f"{path}.part", "wb") as file:
        file.write(content)
    os.rename(f"{path}.part", path)
