"""What the kernel that the application sees says of its first process: in a sandbox that is gVisor's, and what the shell's
kernel says is of gVisor itself. Read by a program of the image, for nothing of ours is in it: whatever that does or says,
what the shell has read itself stands."""
import re

from .beside import ask_in_sandbox
from .capabilities import names
from .enter import find_program

APPLETS = ("/bin/{0}", "/usr/bin/{0}", "/busybox/{0}", "/bin/busybox", "/usr/bin/busybox")
SECONDS = 5


def ask(number, program, *words):
    """What it prints; None where the image has no such program, or it fails, or hangs."""
    found = find_program(number, tuple(path.format(program) for path in APPLETS))
    if found is None:
        return None
    command = [found, program] if found.endswith("/busybox") else [found]
    return ask_in_sandbox(number, [*command, *words], SECONDS)


def look(number):
    """(kernel, process): what is seen of the kernel, and of the first process; each None where nothing could tell."""
    said = tried(ask, number, "cat", "/proc/version", "/proc/1/status", "/proc/1/mountinfo")
    process = tried(process_of, said)
    return tried(kernel_of, said), process and {**process, "devices": tried(devices, number)}


def tried(work, *given):
    try:
        return work(*given)
    except Exception:  # a guest's word that is none
        return None


def kernel_of(said):
    release, version = re.match(r"Linux version ([!-~]{1,100}) ([ -~]{0,200})", said).groups()
    return {"release": release, "version": version}


def process_of(said):
    facts = dict(re.findall(r"^(\w+):[ \t]*(.*)$", said, re.M))
    root = re.search(r"^\d+ \d+ \S+ \S+ / (\S+)", said, re.M)
    return {
        "capabilities": {"effective": names(facts["CapEff"]), "bounding": names(facts["CapBnd"])},
        "noNewPrivileges": facts["NoNewPrivs"] == "1" if "NoNewPrivs" in facts else None,
        "hasFilter": facts["Seccomp"] == "2",
        "userIds": {"uid": identity(facts["Uid"]), "gid": identity(facts["Gid"])},
        "isRootReadOnly": "ro" in root[1].split(","),
    }


def identity(numbers):
    """The effective one."""
    return int(re.fullmatch(r"\d+\s+(\d{1,10})\s.*", numbers)[1])


def devices(number):
    """Files below /dev that are no links and no sockets; None where the image has no `ls`."""
    said = ask(number, "ls", "-1FR", "/dev")
    if said is None:
        return None
    found, folder = set(), "/dev"
    for line in said.splitlines()[:1000]:
        if re.fullmatch(r"/dev[!-~]*:", line):
            folder = line[:-1]
        elif re.fullmatch(r"[!-~]*[^/=@|*]", line) and folder not in ("/dev/pts", "/dev/shm", "/dev/mqueue"):
            found.add(f"{folder}/{line}")
    return sorted(found)[:100]
