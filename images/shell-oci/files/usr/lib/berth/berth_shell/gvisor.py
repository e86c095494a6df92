"""By what gVisor takes the system calls of the application over, and which of them it does not know."""
import contextlib
import json
import os
import re
import signal
import subprocess
import time

from . import checks, state

# For the wrapper of runsc: one word.
PLATFORM = f"{state.MEMORY}/platform"
TRIED = f"{state.DISK}/kvm.json"
PROBE = f"{state.MEMORY}/kvm-probe"
PROBE_SECONDS = 5
EXPECTED = 42
MAX_CALLS = 40
# Asked by every C library as it begins, which does as well without.
PROBED_BY_ALL = {"rseq"}
UNKNOWN = re.compile(r"Unsupported syscall (\w{1,40})\(([^)]{0,200})\)")
# Where one of the arguments says what is meant.
TELLING = {"ioctl": 1, "prctl": 0, "arch_prctl": 0, "fcntl": 1, "setsockopt": 2, "getsockopt": 2, "socket": 0, "futex": 1}


def choose_platform():
    """Before it is started. {"name", "reason"}: why it is not KVM."""
    found = kvm_found()
    name = "kvm" if found["isUsable"] else "systrap"
    state.write_text(PLATFORM, f"{name}\n")
    return {"name": name, "reason": found["reason"]}


def platform_now():
    """What was chosen when it was started."""
    try:
        with open(PLATFORM, encoding="ascii") as file:
            name = file.read().strip()
    except FileNotFoundError:
        return None
    return {"name": name, "reason": None if name == "kvm" else kvm_found()["reason"]}


def kvm_found():
    if not os.path.exists("/dev/kvm"):
        return {"isUsable": False, "reason": "this node gives no /dev/kvm"}
    if os.uname().machine == "x86_64" and not has_flag():
        return {"isUsable": False, "reason": "its processor has no virtualisation of its own"}
    with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
        boot = file.read().strip()
    # What was found is true as long as the node runs.
    known = state.read_json(TRIED)
    if known is None or known["boot"] != boot:
        known = {"boot": boot, **try_kvm()}
        state.write_json(TRIED, known)
    return known


def has_flag():
    """Without it gVisor waits for ever for what /dev/kvm may still promise, so that nobody has to wait for a try."""
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        flags = next((line.split() for line in file if line.startswith("flags")), [])
    return "vmx" in flags or "svm" in flags


def try_kvm():
    """A device that opens may still run nothing, so that a program has to end as it was told."""
    os.makedirs(PROBE, mode=0o700, exist_ok=True)
    state.write_json(
        f"{PROBE}/config.json",
        {
            "ociVersion": "1.0.2",
            "process": {"user": {"uid": 0, "gid": 0}, "args": ["/bin/busybox", "sh", "-c", f"exit {EXPECTED}"], "env": [], "cwd": "/"},
            "root": {"path": "/", "readonly": True},
            "linux": {"namespaces": [{"type": kind} for kind in ("pid", "mount", "ipc", "uts")]},
        },
    )
    try:
        code, said = run_probe("kvm")
    finally:
        end_probe()
    if code == EXPECTED:
        return {"isUsable": True, "reason": None}
    return {"isUsable": False, "reason": f"a try with /dev/kvm {said}"}


def run_probe(platform):
    command = ["/usr/bin/runsc", f"--root={PROBE}/root", f"--platform={platform}", "--ignore-cgroups", "--network=none"]
    command += ["--overlay2=none", "run", f"--bundle={PROBE}", "probe"]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        code = child.wait(PROBE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return None, f"did not end within {PROBE_SECONDS} s"
    return code, f"ended with {code}"


def end_probe():
    """Its sandbox is a process of its own, which may hang in the kernel's hands."""
    word = f"--root={PROBE}/root".encode()
    until = time.monotonic() + 5
    while time.monotonic() < until:
        left = [pid for pid in os.listdir("/proc") if pid.isdecimal() and word in command_line(pid)]
        if not left:
            break
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        time.sleep(0.02)


def command_line(pid):
    with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as file:
        return file.read().split(b"\0")
    return []


def refused_file(number):
    return f"{state.MEMORY}/refused-{number}"


def refused(given):
    """Which system calls the application has asked for since it was started that gVisor does not know, each once."""
    checks.only(given, "number")
    number = checks.number_of(given)
    found = {}
    with contextlib.suppress(FileNotFoundError):
        with open(refused_file(number), encoding="utf-8", errors="replace") as file:
            for line in file:
                call = UNKNOWN.search(text_of(line))
                if call and call[1] not in PROBED_BY_ALL:
                    found[name_of(*call.groups())] = True
    calls = list(found)
    return {"number": number, "calls": calls[:MAX_CALLS], "more": max(0, len(calls) - MAX_CALLS)}


def text_of(line):
    try:
        return str(json.loads(line)["log"])
    except (ValueError, TypeError, KeyError):
        return ""


def name_of(name, arguments):
    words = arguments.split(",")
    at = TELLING.get(name)
    return name if at is None or at >= len(words) else f"{name} {words[at].strip()}"
