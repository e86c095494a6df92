"""Every verb of the shell. What they have in common: the spec of what runs is /var/lib/berth/current.json."""
import json
import os
import time
import uuid

import argv
import evidence
import keeper
import logs
import network
import qmp
import workload
from check import MIB, Refusal, a_list, number_of, one_of, only, run_input

CURRENT = f"{workload.HOME}/current.json"
EFFECTIVE = f"{keeper.RUN}/effective.json"  # the same as it was started, with the size of then
DEMO = "/usr/lib/berth/demo-unikernel.elf"


def run(value):
    """Makes exactly this the one that runs; the files of others stay, to go back to."""
    spec = run_input(value)
    files = workload.loaded(spec["number"])
    needed = [] if spec["format"] == "disk" else ["kernel"]
    for name in [*needed, *(disk["file"] for disk in spec["disks"])]:
        if name not in files:
            raise Refusal("absent", f"{name}: not loaded under number {spec['number']}")
    spec["hasInitrd"] = "initrd" in files and spec["format"] != "disk"
    if spec["accelerator"] == "kvm" and not os.path.exists("/dev/kvm"):
        raise Refusal("refused", "accelerator: this shell was given no /dev/kvm")
    if workload.read_json(CURRENT) != spec:
        keeper.put(CURRENT, json.dumps(spec).encode())
    return {"generation": begin(spec)}


def begin(spec, wait_seconds=8):
    has_network, mac = network.prepare(spec["mac"])
    command = argv.make_argv(spec, workload.folder(spec["number"]), has_network, mac)
    former = keeper.wanted()
    is_held = os.path.exists(f"{keeper.RUN}/hold")
    head = [spec["restart"]["policy"], str(-1 if spec["restart"]["max"] is None else spec["restart"]["max"]), str(spec["number"])]
    if former and former[:3] == head and former[4:] == command and not is_held:
        keeper.wake()
        return former[3]
    keeper.put(EFFECTIVE, json.dumps(spec).encode())
    generation = uuid.uuid4().hex
    keeper.want(spec["restart"]["policy"], spec["restart"]["max"], spec["number"], generation, command)
    keeper.hold(False)
    keeper.wake()
    keeper.until(lambda: keeper.status()["generation"] == generation, wait_seconds)
    return generation


def boot(_value):
    spec = workload.read_json(CURRENT)
    if not spec:
        return {"state": "none"}
    spec, kvm = with_limits(spec), probe({})
    if kvm["isUsable"]:
        spec["accelerator"] = "kvm"  # also of one that was emulated when its node had none
    elif spec["accelerator"] == "kvm":
        return {"generation": complain(spec, NO_KVM.format(" ".join(kvm["reason"].split())))}
    return {"generation": begin(spec, wait_seconds=0)}  # the keeper comes after us


NO_KVM = "it was started by KVM before, and its node has none now ({}). A new deployment chooses again."


def complain(spec, text):
    """In place of a QEMU that would end at once, again and again: it says once what is wrong, where QEMU's own words are."""
    keeper.put(EFFECTIVE, json.dumps(spec).encode())
    generation = uuid.uuid4().hex
    keeper.want("no", None, spec["number"], generation, ["/bin/sh", "-c", 'echo "$0" >&2; exit 1', text])
    return generation


def with_limits(spec):
    """A shell that was given another size since starts with that: the engine writes it here at every start."""
    try:
        with open("/etc/berth-limits") as file:
            memory, processors = file.read().split()
        spec["memoryBytes"], spec["vcpus"] = int(memory.removesuffix("B")), int(processors)
    except (OSError, ValueError):
        pass
    return spec


def start(_value):
    """What was stopped or has ended runs again."""
    spec = workload.read_json(CURRENT)
    if not spec:
        raise Refusal("absent", "nothing was run yet")
    if keeper.status()["state"] in ("exited", "failed"):
        keeper.forget()
    return {"generation": begin(spec)}


def stop(_value):
    """Asks the guest where it can hear it (ACPI: q35), then ends QEMU, which writes its disks."""
    spec = workload.read_json(CURRENT)
    keeper.hold(True)
    is_running = keeper.status()["state"] == "running"
    if is_running and spec.get("machine") == "q35" and spec.get("stopSeconds"):
        try:
            with qmp.asking() as ask:
                ask("system_powerdown")
            keeper.until(lambda: keeper.status()["state"] != "running", spec["stopSeconds"])
        except (OSError, ValueError):
            pass
    keeper.wake()
    if not keeper.until(lambda: not keeper.status()["pid"], 12):
        raise Refusal("failed", "QEMU does not end")
    return {"state": keeper.status()["state"]}


def status(_value):
    now, spec = keeper.status(), workload.read_json(EFFECTIVE)
    return {
        "number": int(now["number"]) if now["number"] else None,
        "state": now["state"],
        "pid": now["pid"] or None,
        "exitCode": now["exitCode"],
        "startedAt": iso(now["startedAt"]),
        "finishedAt": iso(now["finishedAt"]),
        "restarts": now["restarts"],
        "error": now["error"] or None,
        "accelerator": spec.get("accelerator"),
        "machine": spec.get("machine"),
        "guestMemoryBytes": argv.guest_mib(spec["memoryBytes"], spec["accelerator"], spec["vcpus"]) * MIB if spec else None,
    }


def iso(milliseconds):
    if not milliseconds:
        return None
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(milliseconds // 1000)) + f".{milliseconds % 1000:03}Z"


def drop(value):
    only(value, ("number",))
    number = number_of(value.get("number"))
    now = keeper.status()
    if now["number"] == str(number) and now["pid"]:
        raise Refusal("refused", f"number {number} runs")
    if workload.read_json(CURRENT).get("number") == number:
        os.unlink(CURRENT)
        keeper.forget()
    return {"removed": [number] if workload.remove(number) else []}


def keep(value):
    only(value, ("numbers",))
    kept = {number_of(each) for each in a_list(value.get("numbers"), "numbers", 100)}
    current = workload.read_json(CURRENT).get("number")
    return {"removed": [each for each in workload.numbers() if each not in kept | {current} and workload.remove(each)]}


def serial(_value):
    return {"argv": ["/usr/lib/berth/keeper", "attach"]}


def probe(value):
    """Whether a guest really runs with this accelerator: our own unikernel has to end with the number it was told. What
    was found is true until the shell ends."""
    only(value, ("accelerator",))
    accelerator = one_of(value.get("accelerator", "kvm"), "accelerator", ("tcg", "kvm"))
    if accelerator == "kvm" and not os.path.exists("/dev/kvm"):
        return {"isUsable": False, "reason": "this shell was given no /dev/kvm"}
    kept = f"{keeper.RUN}/probe-{accelerator}.json"
    if found := workload.read_json(kept):
        return found
    found = try_guest(accelerator)
    keeper.put(kept, json.dumps(found).encode())
    return found


def try_guest(accelerator):
    spec = {"machine": "microvm", "accelerator": accelerator, "memoryBytes": 0, "vcpus": 1, "disks": [], "format": "pvh",
            "commandLine": "exit=42", "hasInitrd": False}  # fmt: skip
    command = argv.make_argv(spec, "/usr/lib/berth", False, None)
    command[command.index("-kernel") + 1] = DEMO
    command[command.index("-m") + 1] = "16M"
    command = without_control(command)
    code, said = workload.probe_argv(command, 10)
    if code == 42 * 2 + 1:
        return {"isUsable": True, "reason": None}
    return {"isUsable": False, "reason": said.strip() or f"the guest ended with {code}"}


def without_control(command):
    at = command.index("-mon")
    return command[: at - 2] + command[at + 2 :]


ALL = {
    "prepare": workload.prepare, "load": workload.load, "run": run, "boot": boot, "start": start, "stop": stop, "status": status, "drop": drop,
    "keep": keep, "logs": logs.logs, "serial": serial, "evidence": evidence.evidence, "probe-kvm": probe,
}  # fmt: skip
