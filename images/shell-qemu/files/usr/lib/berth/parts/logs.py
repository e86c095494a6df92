"""The serial line as it was kept: segments whose names say where in all that ever came their first byte is."""
import os
import re

from check import Refusal, only, whole

FOLDER = "/var/log/berth"
NAME = re.compile(r"serial\.(\d{20})", re.ASCII)
MOST_BYTES = 256 * 1024
LONGEST_LINE = 8192


def segments():
    found = []
    for name in os.listdir(FOLDER) if os.path.isdir(FOLDER) else []:
        match = NAME.fullmatch(name)
        if match:
            found.append((int(match[1]), f"{FOLDER}/{name}"))
    return sorted(found)


def read_from(position, most):
    """(the position that was read from, bytes, whether there is more)"""
    content, start = bytearray(), None
    for offset, path in segments():
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if offset + size <= position and (start is None):
                continue
            if start is None:
                start = max(position, offset)
            file.seek(max(start - offset, 0))
            content += file.read(most + 1 - len(content))
        if len(content) > most:
            return start, bytes(content[:most]), True
    return (position if start is None else start), bytes(content), False


def logs(value):
    only(value, ("after", "limit"))
    limit = whole(value.get("limit", 500), "limit", 1, 5000)
    all_of = segments()
    end = all_of[-1][0] + os.path.getsize(all_of[-1][1]) if all_of else 0
    after = value.get("after")
    if after is None:
        return tail(end, limit)
    if not isinstance(after, str) or not re.fullmatch(r"\d{1,19}", after, re.ASCII):
        raise Refusal("refused", "after: what the last answer gave")
    wanted = min(int(after), end)
    start, content, more = read_from(wanted, MOST_BYTES)
    return answer(start, content, more, limit, start > wanted)


def tail(end, limit):
    first = segments()[0][0] if segments() else 0
    start, content, _ = read_from(max(end - MOST_BYTES, first), MOST_BYTES)
    lines = content.split(b"\n")
    skipped = b"\n".join(lines[: max(len(lines) - 1 - limit, 0)])
    skip = len(skipped) + 1 if skipped or len(lines) - 1 > limit else 0
    return answer(start + skip, content[skip:], False, limit, start > 0 and skip == 0)


def answer(start, content, has_more, limit, is_cut):
    """Whole lines; what has no end yet is told apart and comes again, unless it is longer than any line."""
    lines, at = [], 0
    while len(lines) < limit:
        end = content.find(b"\n", at, at + LONGEST_LINE)
        if end < 0 and len(content) - at < LONGEST_LINE:
            break
        stop = end if end >= 0 else at + LONGEST_LINE
        lines.append(text(content[at:stop]))
        at = stop + 1 if end >= 0 else stop
    rest = content[at:]
    is_full = len(lines) == limit and rest != b""
    return {
        "cursor": str(start + at),
        "lines": lines,
        "unfinished": "" if is_full or has_more else text(rest),
        "hasMore": has_more or is_full,
        "isCut": is_cut,
    }


def text(content):
    return content.decode("utf-8", "replace").rstrip("\r")
