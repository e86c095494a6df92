"""What can be read of the running system about how the application is held. Read, not remembered."""
import os
import re
import stat
import subprocess

from . import checks, inside, state
from .capabilities import names
from .clock import now
from .refusal import Refusal


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
        "networkFilter": network_filter(),
        "kernel": own,
        "seenKernel": kernel,
        "inside": process,
    }


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def mounts_of(pid):
    found = []
    for line in read(f"/proc/{pid}/mountinfo").splitlines()[:200]:
        left, _, right = line.partition(" - ")
        path = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), left.split()[4])
        options = left.split()[5].split(",") + right.split()[2].split(",")
        found.append({"path": path, "kind": right.split()[0], "isReadOnly": "ro" in options})
    return found


def devices_of(pid):
    """Device nodes below /dev, without where pseudo-terminals, shared memory and queues are; None where it cannot be read.
    A folder that the application has put a link in place of is not followed."""
    found = []
    try:
        # gVisor's own process has none.
        if "dev" not in os.listdir(f"/proc/{pid}/root"):
            return []
        for folder, folders, files, handle in os.fwalk(f"/proc/{pid}/root/dev", onerror=give_up):
            below = folder.removeprefix(f"/proc/{pid}/root/")
            if below == "dev":
                folders[:] = [name for name in folders if name not in ("pts", "shm", "mqueue")]
            found += [f"/{below}/{name}" for name in files if is_device(name, handle)]
            if len(found) > 100:
                break
    except (OSError, RecursionError):
        return None
    return sorted(found)[:100]


def give_up(error):
    raise error


def is_device(name, folder):
    mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
    return stat.S_ISCHR(mode) or stat.S_ISBLK(mode)


def network_filter():
    """All rules of the shell's network, line by line; None where they cannot be read."""
    ended = subprocess.run(["nft", "list", "ruleset"], capture_output=True, timeout=5, check=False)
    if ended.returncode != 0:
        return None
    # Comments are free text of whoever may write rules.
    lines = re.sub(r"[^\n\t -~]", "?", ended.stdout.decode("utf-8", "replace")).replace("\t", "  ").splitlines()
    return [line for line in lines if line.strip()][:200]


def platform_of(pid):
    found = re.search(r"--platform=(\w+)", read(f"/proc/{pid}/cmdline").replace("\0", " "))
    return found[1] if found else None


def first_line(command):
    said = subprocess.run(command, capture_output=True, timeout=20, check=False).stdout.decode("utf-8", "replace")
    return said.splitlines()[0].strip() if said else ""


def filters_of_shell():
    found = re.search(r"^Seccomp_filters:\s*(\d+)", read("/proc/1/status"), re.M)
    return int(found[1]) if found else 0
