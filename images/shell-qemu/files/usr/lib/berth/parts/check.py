"""What may come in. Each function gives the value as it may be used, or raises a Refusal that says what is wrong."""
import json
import re

MIB = 1024**2
SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
MAC = re.compile(r"[0-9a-f]{2}(:[0-9a-f]{2}){5}", re.ASCII)
PRINTABLE = re.compile(r"[\x20-\x7e]*", re.ASCII)
FILE = re.compile(r"kernel|initrd|disk[0-3]", re.ASCII)
KERNELS, DISKS = ("pvh", "multiboot", "linux"), ("raw", "qcow2", "iso")


class Refusal(Exception):
    """What the caller is told. Codes: refused, absent, conflict, full, failed (server/shells/shell-error.ts)."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def read_object(text):
    try:
        value = json.loads(text or b"{}")
    except (ValueError, RecursionError):
        raise Refusal("refused", "the input is no JSON") from None
    if not isinstance(value, dict):
        raise Refusal("refused", "the input is no object")
    return value


def only(value, names, what="input"):
    if not isinstance(value, dict) or not set(value) <= set(names):
        raise Refusal("refused", f"{what}: an object of {', '.join(names)}")
    return value


def whole(value, name, least, most):
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Refusal("refused", f"{name}: a whole number from {least} to {most}")
    return value


def number_of(value):
    return whole(value, "number", 1, 999_999)


def matching(value, name, pattern, most=128):
    if not isinstance(value, str) or len(value) > most or not pattern.fullmatch(value):
        raise Refusal("refused", f"{name}: not of the form that it has to have")
    return value


def one_of(value, name, words):
    if value not in words or not isinstance(value, str):
        raise Refusal("refused", f"{name}: one of {', '.join(words)}")
    return value


def a_list(value, name, most):
    if not isinstance(value, list) or len(value) > most:
        raise Refusal("refused", f"{name}: a list of at most {most}")
    return value


def command_line(value):
    return matching(value, "commandLine", PRINTABLE, 2048)


def restart(value):
    only(value, ("policy", "max"), "restart")
    policy = one_of(value.get("policy", "always"), "restart.policy", ("always", "on-failure", "no"))
    most = value.get("max")
    return {"policy": policy, "max": None if most is None else whole(most, "restart.max", 1, 1000)}


def disk(value):
    only(value, ("file", "format", "isReadOnly"), "disks")
    file = matching(value.get("file"), "disks.file", re.compile(r"disk[0-3]", re.ASCII))
    is_read_only = value.get("isReadOnly", False)
    if not isinstance(is_read_only, bool):
        raise Refusal("refused", "disks.isReadOnly: true or false")
    form = one_of(value.get("format"), "disks.format", DISKS)
    return {"file": file, "format": form, "isReadOnly": is_read_only or form == "iso"}


RUN = (
    "number", "format", "machine", "memoryBytes", "vcpus", "commandLine", "accelerator", "mac", "disks", "restart",
    "stopSeconds",
)  # fmt: skip


def run_input(value):
    """What `run` takes, whole and checked: nothing else is ever made into an argument list."""
    only(value, RUN)
    form = one_of(value.get("format"), "format", (*KERNELS, "disk"))
    machine = one_of(value.get("machine", "q35" if form in ("multiboot", "disk") else "microvm"), "machine", ("microvm", "q35"))
    disks = [disk(each) for each in a_list(value.get("disks", []), "disks", 4)]
    if len({each["file"] for each in disks}) < len(disks):
        raise Refusal("refused", "disks: each file once")
    if form == "disk" and not disks:
        raise Refusal("refused", "disks: one to start from")
    if machine == "microvm" and (form in ("multiboot", "disk") or any(each["format"] == "iso" for each in disks)):
        raise Refusal("refused", f"machine: a microvm has no firmware that starts a {form}; q35 has")
    mac = value.get("mac")
    return {
        "number": number_of(value.get("number")),
        "format": form,
        "machine": machine,
        "memoryBytes": whole(value.get("memoryBytes"), "memoryBytes", 4 * MIB, 1024 * 1024 * MIB),
        "vcpus": whole(value.get("vcpus", 1), "vcpus", 1, 64),
        "commandLine": command_line(value.get("commandLine", "")),
        "accelerator": one_of(value.get("accelerator", "tcg"), "accelerator", ("tcg", "kvm")),
        "mac": None if mac is None else matching(mac, "mac", MAC),
        "disks": disks,
        "restart": restart(value.get("restart", {})),
        "stopSeconds": whole(value.get("stopSeconds", 10), "stopSeconds", 0, 300),
    }
