"""What the kernel that the application sees says of its first process: in a sandbox that is gVisor's, and what the shell's
kernel says is of gVisor itself. Read by a program of the image, for nothing of ours is in it."""
import re

from .enter import find_program
from .podman import container_name, podman

APPLETS = ("/bin/{0}", "/usr/bin/{0}", "/busybox/{0}", "/bin/busybox", "/usr/bin/busybox")


def ask(number, program, *words):
    """What it prints; None where the image has no such program."""
    found = find_program(number, tuple(path.format(program) for path in APPLETS))
    if found is None:
        return None
    command = [found, program] if found.endswith("/busybox") else [found]
    return podman("exec", "--user=0", container_name(number), *command, *words, timeout=20, allow=(0, 1, 125, 126, 127)) or None


def look(number):
    """(kernel, process): what is seen of the kernel, and of the first process; each None where nothing could tell."""
    said = ask(number, "cat", "/proc/version", "/proc/1/status", "/proc/1/mountinfo")
    if said is None:
        return None, None
    version = re.match(r"Linux version (\S+) (.*)", said)
    kernel = {"release": version[1], "version": version[2][:200]} if version else None
    facts = dict(re.findall(r"^(\w+):[ \t]*(.*)$", said, re.M))
    root = re.search(r"^\d+ \d+ \S+ \S+ / (\S+)", said, re.M)
    if not {"CapEff", "CapBnd", "Uid", "Gid", "Seccomp"} <= set(facts) or root is None:
        return kernel, None
    return kernel, {
        "effective": facts["CapEff"],
        "bounding": facts["CapBnd"],
        "noNewPrivileges": facts["NoNewPrivs"] == "1" if "NoNewPrivs" in facts else None,
        "hasFilter": facts["Seccomp"] == "2",
        "userIds": {"uid": int(facts["Uid"].split()[1]), "gid": int(facts["Gid"].split()[1])},
        "isRootReadOnly": "ro" in root[1].split(","),
        "devices": devices(number),
    }


def devices(number):
    """Files below /dev; None where the image has no `ls`."""
    said = ask(number, "ls", "-1pR", "/dev")
    if said is None:
        return None
    found, folder = set(), "/dev"
    for line in said.splitlines()[:1000]:
        if line.startswith("/dev") and line.endswith(":"):
            folder = line[:-1]
        elif line and not line.endswith("/") and folder not in ("/dev/pts", "/dev/shm"):
            found.add(f"{folder}/{line}")
    return sorted(found)[:100]
