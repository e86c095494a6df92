"""What can be read of the running process and asked of QEMU, with the time: evidence, not proof."""
import os
import time

import argv
import keeper
import qmp
from check import Refusal

CAPABILITIES = (
    "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE "
    "NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN "
    "SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE "
    "MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE"
).split()


def evidence(_value):
    now = keeper.status()
    if now["state"] != "running":
        raise Refusal("refused", "nothing runs")
    process = read_status(now["pid"])
    with qmp.asking() as ask:
        version = ask("query-version")
        machine = ask("qom-get", path="/machine", property="type")
        kvm = ask("query-kvm")
        devices = ask("qom-list", path="/machine/peripheral")
        memory = ask("query-memory-size-summary")
        processors = len(ask("query-cpus-fast"))
    kernel = os.uname()
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "number": int(now["number"]),
        "pid": now["pid"],
        "qemuVersion": ".".join(str(version["qemu"][part]) for part in ("major", "minor", "micro")) + version["package"],
        "machine": str(machine).removesuffix("-machine"),
        "accelerator": "kvm" if kvm["enabled"] else "tcg",
        "sandbox": sandbox_of(now["pid"]),
        "capabilities": {"effective": names(process["CapEff"]), "bounding": names(process["CapBnd"])},
        "noNewPrivileges": process["NoNewPrivs"] == "1",
        "seccomp": {
            "mode": {"0": "off", "1": "strict", "2": "filter"}.get(process["Seccomp"], "off"),
            "filters": int(process.get("Seccomp_filters", "0")),
        },
        "userIds": {"uid": int(process["Uid"].split()[1]), "gid": int(process["Gid"].split()[1])},
        "userMap": user_map(now["pid"]),
        "devices": sorted(each["type"].removeprefix("child<").removesuffix(">") for each in devices if each["type"].startswith("child<")),
        "memory": {"guestBytes": memory["base-memory"], "residentBytes": int(process["VmRSS"].split()[0]) * 1024},
        "vcpus": processors,
        "processes": processes(),
        "kernel": {"release": kernel.release, "version": kernel.version},
    }


def read_status(pid):
    with open(f"/proc/{pid}/status") as file:
        return dict(line.rstrip("\n").replace("\t", "").split(":", 1) if "\t" not in line else split(line) for line in file)


def split(line):
    name, value = line.rstrip("\n").split(":", 1)
    return name, value.strip()


def sandbox_of(pid):
    """As the process was really started."""
    with open(f"/proc/{pid}/cmdline", "rb") as file:
        words = file.read().split(b"\0")
    given = words[words.index(b"-sandbox") + 1].decode() if b"-sandbox" in words else "off"
    return argv.SANDBOX if given == argv.SANDBOX else "off"


def names(mask):
    value = int(mask, 16)
    return [name for bit, name in enumerate(CAPABILITIES) if value >> bit & 1]


def user_map(pid):
    with open(f"/proc/{pid}/uid_map") as file:
        rows = [[int(part) for part in line.split()] for line in file]
    return [{"inside": inside, "outside": outside, "count": count} for inside, outside, count in rows]


def processes():
    """Everything that runs in the shell but this very program, and who waits for it."""
    found, ours = [], {os.getpid(), os.getppid()}
    for pid in sorted(int(name) for name in os.listdir("/proc") if name.isdigit()):
        try:
            with open(f"/proc/{pid}/comm") as file:
                if pid not in ours:
                    found.append(file.read().strip())
        except OSError:
            continue
    return found
