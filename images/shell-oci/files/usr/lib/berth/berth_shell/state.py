"""What the shell remembers: on its disk what has to survive a restart, in memory what must not."""
import contextlib
import fcntl
import json
import os

from .refusal import Refusal

DISK = "/var/lib/berth"
MEMORY = "/run/berth"
CURRENT = f"{DISK}/current.json"


@contextlib.contextmanager
def lock(name="lock", wait=True):
    """One at a time; gives whether it is ours."""
    os.makedirs(MEMORY, mode=0o700, exist_ok=True)
    handle = os.open(f"{MEMORY}/{name}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            is_ours = True
        except BlockingIOError:
            is_ours = False
        yield is_ours
    finally:
        os.close(handle)


def read_json(path, default=None):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (FileNotFoundError, ValueError):
        return default


def write_text(path, content):
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    draft = f"{path}.{os.getpid()}.new"
    with open(draft, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(content)
        file.flush()
        if path.startswith(DISK):
            os.fsync(file.fileno())
    os.rename(draft, path)


def write_json(path, value):
    write_text(path, json.dumps(value))


def remove(path):
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def image_file(number):
    return f"{DISK}/images/{number}.json"


def log_file(number):
    return f"{DISK}/logs/{number}.log"


def pid_file(number):
    return f"{MEMORY}/pid-{number}"


def watch_file(number):
    return f"{DISK}/watch/{number}"


def current():
    """{"number", "wanted": running|stopped, "runtime", "restart": {"policy", "max"}} of what runs or ran last, or None."""
    return read_json(CURRENT)


def need_current():
    found = current()
    if found is None:
        raise Refusal("absent", "nothing was deployed in this shell")
    return found


def known_image(number):
    found = read_json(image_file(number))
    if found is None:
        raise Refusal("absent", f"no image was fetched under the number {number}")
    return found


def known_numbers():
    """Of all images and containers that were made."""
    names = []
    for folder in ("images", "watch"):
        with contextlib.suppress(FileNotFoundError):
            names += os.listdir(f"{DISK}/{folder}")
    words = {name.removesuffix(".json") for name in names}
    return sorted(int(word) for word in words if word.isdecimal())


def alive_pid(number):
    """The container's first process as the runtime left it, or None. Its parent is the monitor, so that a number that the
    kernel gave to somebody else meanwhile is not taken for it."""
    try:
        with open(pid_file(number), encoding="ascii") as file:
            pid = int(file.read())
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            rest = file.read().rpartition(")")[2].split()
        with open(f"/proc/{rest[1]}/comm", encoding="utf-8", errors="replace") as file:
            is_ours = file.read().strip() == "conmon"
    except (OSError, ValueError, IndexError):
        return None
    return pid if is_ours and rest[0] != "Z" else None
