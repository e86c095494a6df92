"""podman pull in a terminal, for it tells how far it is to terminals alone."""
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import time

from . import journal, state
from .facts import facts_of
from .podman import image_name, inspect_image, podman

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")
BLOB = re.compile(r"Copying (?:blob|config) ([0-9a-f]{8,64}) \[.*\] ([\d.]+)([KMGT]?i?)[bB] / ([\d.]+)([KMGT]?i?)[bB]")
UNITS = {"": 1, "K": 1000, "M": 1000**2, "G": 1000**3, "T": 1000**4}
UNITS |= {f"{letter}i": 1024 ** (at + 1) for at, letter in enumerate("KMGT")}
# Words of podman 4.3 and of registries.
CODES = (
    ("unauthorized", r"unauthorized|authentication required|access to the resource is denied|invalid username/password"),
    ("too-many-requests", r"toomanyrequests|too many requests"),
    ("untrusted", r"x509:|server gave HTTP response to HTTPS client|certificate"),
    ("full", r"no space left|quota exceeded"),
    ("not-found", r"manifest unknown|name unknown|not found|no image found in"),
    ("unreachable", r"no such host|connection refused|i/o timeout|no route to host|network is unreachable|timeout|reset by peer"),
)


def pull(number, reference):
    folder = journal.folder_of(number)
    journal.say(number, f"Fetching {reference}")
    code, said = in_terminal(
        number,
        ["podman", "pull", f"--authfile={folder}/auth.json", f"--cert-dir={folder}/certificates", f"docker://{reference}"],
    )
    if code != 0:
        return journal.fail(number, *why(said))
    image = re.findall(r"^[0-9a-f]{64}$", said, re.M)[-1]
    podman("tag", image, image_name(number))
    found = inspect_image(image_name(number))
    for name in found["RepoTags"]:
        if not name.startswith("localhost/berth:"):
            podman("untag", image, name)
    known = {
        "number": number,
        "reference": reference,
        "id": found["Id"],
        "digest": found["Digest"],
        "bytes": found["Size"],
        "facts": facts_of(found),
    }
    state.write_json(state.image_file(number), known)
    journal.say(number, f"Fetched {known['digest']}")
    total = journal.read(number)["progress"][1]
    journal.change(number, state="fetched", progress=[total, total])


def in_terminal(number, command):
    ours, theirs = pty.openpty()
    # A terminal of no width is told nothing.
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "dumb"}
    )
    os.close(theirs)
    said, blobs, seen, saved_at, rest = [], {}, set(), 0.0, ""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # the other end was closed
            break
        if not piece:
            break
        *lines, rest = re.split(r"[\r\n]+", rest + piece.decode("utf-8", "replace"))
        for line in (CONTROL.sub("", each).strip() for each in lines):
            progress = BLOB.search(line)
            if progress:
                name, at, at_unit, of, of_unit = progress.groups()
                blobs[name[:12]] = (float(at) * UNITS[at_unit], float(of) * UNITS[of_unit])
            elif line and line not in seen:
                seen.add(line)
                said.append(line)
                note(number, line, blobs)
        if time.monotonic() - saved_at > 0.2:
            saved_at = time.monotonic()
            save(number, blobs)
    said.append(CONTROL.sub("", rest).strip())
    save(number, blobs)
    os.close(ours)
    return child.wait(), "\n".join(said)


def note(number, line, blobs):
    done = re.match(r"Copying (?:blob|config) ([0-9a-f]{12})[0-9a-f]* (?:.*\b)?(done|skipped)", line)
    if done and done.group(1) in blobs:
        of = blobs[done.group(1)][1]
        blobs[done.group(1)] = (of, of)
    if not re.fullmatch(r"[0-9a-f]{64}", line) and not line.startswith("Error:"):
        journal.say(number, line)


def save(number, blobs):
    journal.change(number, progress=[int(sum(at for at, _ in blobs.values())), int(sum(of for _, of in blobs.values()))])


def why(said):
    errors = [line for line in said.splitlines() if line.startswith("Error:")]
    message = (errors or said.splitlines() or ["podman said nothing"])[-1].removeprefix("Error:").strip()[:800]
    for code, pattern in CODES:
        if re.search(pattern, message, re.I):
            return code, message
    return "failed", message
