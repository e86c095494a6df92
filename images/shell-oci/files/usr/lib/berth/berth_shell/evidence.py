"""What can be read of the running system about how the application is held. Read, not remembered."""
import os
import re
import subprocess

from . import checks, inside, state
from .journal import now
from .refusal import Refusal

# capability.h, by number.
NAMES = (
    "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE "
    "NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN "
    "SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE "
    "MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE"
).split()


def evidence(given):
    checks.only(given)
    current = state.need_current()
    number, runtime = current["number"], current["runtime"]
    pid = state.alive_pid(number)
    if pid is None:
        raise Refusal("refused", "the application is not running")
    facts = dict(line.split(":", 1) for line in read(f"/proc/{pid}/status").splitlines() if ":" in line)
    mounts = mounts_of(pid)
    system = os.uname()
    own = {"release": system.release, "version": system.version}
    kernel, process = (own, None) if runtime == "crun" else inside.look(number)
    if process:
        capabilities = {name: names(process.pop(name)) for name in ("effective", "bounding")}
        process = {**process, "capabilities": capabilities}
    return {
        "at": now(),
        "number": number,
        "pid": pid,
        "runtime": runtime,
        "runtimeVersion": first_line([f"/usr/bin/{runtime}", "--version"]),
        "platform": platform_of(pid) if runtime == "runsc" else None,
        "podmanVersion": first_line(["podman", "--version"]),
        "capabilities": {"effective": names(facts["CapEff"]), "bounding": names(facts["CapBnd"])},
        "noNewPrivileges": facts["NoNewPrivs"].strip() == "1",
        "seccomp": {
            "mode": ("off", "strict", "filter")[int(facts["Seccomp"])],
            "filters": int(facts.get("Seccomp_filters", "0")),
            # Those that everything in the shell has: the rest is the application's own.
            "shellFilters": filters_of_shell(),
        },
        "userMap": [
            dict(zip(("inside", "outside", "count"), map(int, line.split()))) for line in read(f"/proc/{pid}/uid_map").splitlines()
        ],
        "userIds": {"uid": int(facts["Uid"].split()[1]), "gid": int(facts["Gid"].split()[1])},
        "isRootReadOnly": any(mount["path"] == "/" and mount["isReadOnly"] for mount in mounts),
        "mounts": mounts,
        "devices": devices_of(pid),
        "hasOwnNetwork": os.readlink(f"/proc/{pid}/ns/net") != os.readlink("/proc/1/ns/net"),
        "kernel": own,
        "seenKernel": kernel,
        "inside": process,
    }


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def names(word):
    value = int(word, 16)
    return sorted(NAMES[bit] if bit < len(NAMES) else str(bit) for bit in range(64) if value >> bit & 1)


def mounts_of(pid):
    found = []
    for line in read(f"/proc/{pid}/mountinfo").splitlines()[:200]:
        left, _, right = line.partition(" - ")
        path = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), left.split()[4])
        options = left.split()[5].split(",") + right.split()[2].split(",")
        found.append({"path": path, "kind": right.split()[0], "isReadOnly": "ro" in options})
    return found


def devices_of(pid):
    root = f"/proc/{pid}/root/dev"
    try:
        return sorted(f"/dev/{name}" for name in os.listdir(root) if not os.path.isdir(f"{root}/{name}"))[:100]
    except OSError:
        return []


def platform_of(pid):
    found = re.search(r"--platform=(\w+)", read(f"/proc/{pid}/cmdline").replace("\0", " "))
    return found[1] if found else None


def first_line(command):
    said = subprocess.run(command, capture_output=True, timeout=20, check=False).stdout.decode("utf-8", "replace")
    return said.splitlines()[0].strip() if said else ""


def filters_of_shell():
    found = re.search(r"^Seccomp_filters:\s*(\d+)", read("/proc/1/status"), re.M)
    return int(found[1]) if found else 0
