"""The files of a deployment: what the panel has put here is checked once against its SHA-256, then it is QEMU's."""
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys

import keeper
from check import FILE, SHA256, Refusal, a_list, matching, number_of, only, whole

HOME = "/var/lib/berth"
ROOT = f"{HOME}/workload"
AT_ONCE = 64 * 1024**2  # more than this is checked by a process of its own


def folder(number):
    return f"{ROOT}/{number}"


def loaded(number):
    """{name: {sha256, sizeBytes}} of what was checked."""
    try:
        with open(f"{folder(number)}/loaded.json") as file:
            return json.load(file)
    except (OSError, ValueError):
        return {}


def prepare(value):
    """A place for the files of a number, and what of them is there and checked already."""
    only(value, ("number",))
    number = number_of(value.get("number"))
    os.makedirs(folder(number), 0o711, exist_ok=True)
    return {"folder": folder(number), "loaded": loaded(number)}


def load(value):
    only(value, ("number", "files"))
    number, files = number_of(value.get("number")), {}
    for each in a_list(value.get("files"), "files", 8):
        only(each, ("name", "sha256", "sizeBytes"), "files")
        name = matching(each.get("name"), "files.name", FILE)
        files[name] = {
            "sha256": matching(each.get("sha256"), "files.sha256", SHA256),
            "sizeBytes": whole(each.get("sizeBytes"), "files.sizeBytes", 1, 2**44),
        }
    if not files:
        raise Refusal("refused", "files: at least one")
    if loaded(number) == files:
        return {"state": "loaded"}
    if sum(file["sizeBytes"] for file in files.values()) <= AT_ONCE:
        check(number, files)
        return {"state": "loaded"}
    return load_aside(number, files)


def load_aside(number, files):
    """Its journal is /run/berth/load-<number>.json; a lock that its process holds tells whether it still works."""
    import fcntl

    journal = f"{keeper.RUN}/load-{number}.json"
    lock = os.open(f"{journal}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return {"state": "checking"}
    said = read_json(journal)
    if said.get("files") == files and said.get("code"):
        os.unlink(journal)  # once told it may be tried again
        raise Refusal(said["code"], said["message"])
    os.set_inheritable(lock, True)
    if os.fork():
        return {"state": "checking"}
    os.setsid()
    nowhere = os.open("/dev/null", os.O_RDWR)
    for each in (0, 1, 2):
        os.dup2(nowhere, each)
    try:
        check(number, files)
    except Refusal as refusal:
        told = {"files": files, "code": refusal.code, "message": str(refusal)}
        keeper.put(journal, json.dumps(told).encode())
    except OSError as error:
        told = {"files": files, "code": "failed", "message": str(error.strerror)}
        keeper.put(journal, json.dumps(told).encode())
    os._exit(0)


def read_json(path):
    try:
        with open(path) as file:
            return json.load(file)
    except (OSError, ValueError):
        return {}


def check(number, files):
    for name, expected in files.items():
        take(f"{folder(number)}/{name}", name, expected)
    content = json.dumps(files).encode()
    os.chmod(ROOT, 0o711)
    os.chmod(HOME, 0o711)
    os.chmod(folder(number), 0o711)
    keeper.put(f"{folder(number)}/loaded.json", content)


def take(path, name, expected):
    """Kernels stay root's and can only be read; a disk becomes QEMU's own. Nothing but a plain file is touched."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        raise Refusal("absent", f"{name}: not there") from None
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1:
            raise Refusal("conflict", f"{name}: no plain file")
        os.fchown(handle, 0, 0)
        os.fchmod(handle, 0o400)
        if facts.st_size != expected["sizeBytes"]:
            raise Refusal("conflict", f"{name}: {facts.st_size} bytes instead of {expected['sizeBytes']}")
        refuse_other_files(name, file.read(112))
        file.seek(0)
        digest = hashlib.sha256()
        while part := file.read(1024 * 1024):
            digest.update(part)
        if digest.hexdigest() != expected["sha256"]:
            raise Refusal("conflict", f"{name}: its SHA-256 is another one")
        is_disk = name.startswith("disk")
        os.fchown(handle, 990 if is_disk else 0, 990)
        os.fchmod(handle, 0o600 if is_disk else 0o440)


def refuse_other_files(name, head):
    """QEMU, docs/interop/qcow2.txt: bytes 8 to 15 name a backing file, incompatible feature bit 2 a data file."""
    if head[:4] != b"QFI\xfb":
        return
    version = int.from_bytes(head[4:8], "big")
    incompatible = int.from_bytes(head[72:80], "big") if version >= 3 else 0
    if version not in (2, 3) or int.from_bytes(head[8:16], "big") or incompatible & 4:
        raise Refusal("refused", f"{name}: a qcow2 image that needs another file")


def remove(number):
    if not os.path.isdir(folder(number)):
        return False
    shutil.rmtree(folder(number))
    return True


def numbers():
    return sorted(int(name) for name in os.listdir(ROOT) if name.isdigit()) if os.path.isdir(ROOT) else []


def probe_argv(argv, seconds):
    """Runs a short-lived QEMU as the user and with the rights that a real one has. Gives (exit status, what it said)."""
    command = ["setpriv", "--reuid=990", "--regid=990", "--clear-groups", "--no-new-privs", "--bounding-set=-all", *argv]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return None, "it did not end in time"
    return done.returncode, done.stderr.decode("utf-8", "replace")[:300]


if __name__ == "__main__":
    sys.exit("a part of /usr/lib/berth/shell")
