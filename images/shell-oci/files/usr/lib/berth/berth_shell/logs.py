"""The application's two outputs, as the monitor has written them: `TIME STREAM F|P TEXT`, P where a line goes on."""
import os
import re

from . import checks, state
from .refusal import Refusal

CURSOR = re.compile(r"[0-9]{1,6}:[0-9]{1,20}:[0-9]{1,16}")
MAX_BYTES = 1024**2


def logs(given):
    checks.only(given, "number", "after", "limit")
    number = the_number(given)
    limit = checks.whole(given, "limit", 1, 5000, 500)
    after = given.get("after")
    try:
        with open(state.log_file(number), "rb") as file:
            return read(file, number, limit, after)
    except FileNotFoundError:
        return {"cursor": f"{number}:0:0", "lines": [], "hasMore": False, "isCut": False}


def the_number(given):
    return state.need_current()["number"] if given.get("number") is None else checks.number_of(given)


def read(file, number, limit, after):
    found = os.fstat(file.fileno())
    at, is_cut = place_of(after, number, found)
    if at is None:
        at = max(0, found.st_size - MAX_BYTES)
        lines, at = lines_from(file, at, is_whole=at == 0)
        lines = lines[-limit:]
        return {"cursor": f"{number}:{found.st_ino}:{at}", "lines": [line for line, _ in lines], "hasMore": False, "isCut": False}
    lines, end = lines_from(file, at, is_whole=True)
    some = lines[:limit]
    # Each line says where the next one begins.
    end = some[-1][1] if len(some) < len(lines) else end
    return {
        "cursor": f"{number}:{found.st_ino}:{end}",
        "lines": [line for line, _ in some],
        "hasMore": len(some) < len(lines) or end < found.st_size and end - at >= MAX_BYTES // 2,
        "isCut": is_cut,
    }


def place_of(after, number, found):
    if after is None:
        return None, False
    of, inode, at = (int(part) for part in checks.text(after, "after", CURSOR, 64).split(":"))
    if of != number:
        raise Refusal("refused", "the cursor is of another log")
    is_same = inode in (0, found.st_ino) and at <= found.st_size
    return (at, False) if is_same else (0, True)


def lines_from(file, at, is_whole):
    """[(line, position after it)], and the position after the last whole one."""
    file.seek(at)
    data = file.read(MAX_BYTES)
    if not is_whole:
        first = data.find(b"\n") + 1
        at, data = at + first, data[first:]
    lines, begun = [], {}
    for raw in data.split(b"\n")[:-1]:
        at += len(raw) + 1
        parts = raw.split(b" ", 3)
        if len(parts) < 4:
            continue
        stamp, stream, tag, rest = parts[0].decode("ascii", "replace"), parts[1].decode("ascii", "replace"), parts[2], parts[3]
        if stream not in ("stdout", "stderr"):
            continue
        text = begun.pop(stream, "") + rest.decode("utf-8", "replace")
        if tag == b"P" and len(text) < 65_536:
            begun[stream] = text
        else:
            lines.append(({"at": utc(stamp), "stream": stream, "text": text}, at))
    if not lines and begun:  # a line longer than all that is read at once
        lines = [({"at": utc(stamp), "stream": each, "text": text}, at) for each, text in begun.items()]
    return lines, lines[-1][1] if lines else at


def utc(stamp):
    return re.sub(r"(\.\d{3})\d*", r"\1", stamp).replace("+00:00", "Z")


def follow(given):
    """What prints raw lines of the log as they come; the caller cuts it off."""
    checks.only(given, "number")
    number = the_number(given)
    return {"argv": ["/bin/busybox", "tail", "-n", "200", "-F", state.log_file(number)]}
