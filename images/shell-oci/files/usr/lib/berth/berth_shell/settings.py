"""What `run` is given, checked, and what it becomes for podman."""
import json

from . import checks, state
from .podman import container_name, image_name
from .refusal import Refusal

FIELDS = (
    "number digest runtime command environment secretEnvironment ports volumes capabilities readOnlyRoot devices outgoing "
    "seccomp user restart health stopSeconds entrypoint workingDir hosts"
).split()
STRICT = "/usr/lib/berth/seccomp-strict.json"
CAPABILITIES = (
    "AUDIT_WRITE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK KILL MKNOD NET_ADMIN NET_BIND_SERVICE NET_RAW "
    "SETFCAP SETGID SETPCAP SETUID SYS_CHROOT SYS_NICE SYS_PTRACE SYS_RESOURCE"
).split()


def settings_of(given):
    checks.only(given, *FIELDS)
    take = checks.take
    settings = {
        "number": checks.number_of(given),
        "digest": checks.text(given.get("digest"), "digest", checks.DIGEST, 71),
        "runtime": checks.one_of(given, "runtime", ("crun", "runsc")),
        "command": None if given.get("command") is None else checks.texts(given, "command", checks.LINE, 4096, 64),
        "entrypoint": None if given.get("entrypoint") is None else entrypoint(given),
        "workingDir": None if given.get("workingDir") is None else checks.path(given["workingDir"], "workingDir"),
        "hosts": hosts(given),
        "environment": variables(given, "environment"),
        "secretEnvironment": variables(given, "secretEnvironment"),
        "ports": ports(given),
        "volumes": volumes(given),
        "capabilities": sorted(set(checks.texts(given, "capabilities", checks.CAPABILITY, 24, 40))),
        "readOnlyRoot": take(given, "readOnlyRoot", bool, False),
        "devices": sorted(set(take(given, "devices", list, []))) if are_devices(given) else [],
        "outgoing": take(given, "outgoing", bool, True),
        "seccomp": checks.one_of(given, "seccomp", ("default", "strict", "unconfined"), "default"),
        "user": None if given.get("user") is None else checks.text(given["user"], "user", checks.USER, 65),
        "restart": restart(given),
        "health": health(given),
        "stopSeconds": checks.whole(given, "stopSeconds", 1, 300, 10),
    }
    for name in settings["capabilities"]:
        if name not in CAPABILITIES:
            raise Refusal("refused", f"{name} is no capability that can be given")
    if not settings["outgoing"] and "NET_ADMIN" in settings["capabilities"]:
        raise Refusal("refused", "NET_ADMIN would open what `outgoing` closes")
    return settings


def variables(given, name):
    found = checks.objects(given, name, 200, "name", "value")
    return {
        checks.text(each.get("name"), f"a name in {name}", checks.VARIABLE, 128): checks.text(
            each.get("value"), f"a value in {name}", checks.LINE, 32_768
        )
        for each in found
    }


def entrypoint(given):
    words = checks.texts(given, "entrypoint", checks.LINE, 4096, 64)
    if not words:
        raise Refusal("refused", "entrypoint names no program")
    return words


def hosts(given):
    found = checks.objects(given, "hosts", 128, "name", "address")
    return [
        (checks.text(each.get("name"), "name of a host", checks.HOST_NAME, 63), checks.ipv4(each.get("address"))) for each in found
    ]


def ports(given):
    found = checks.objects(given, "ports", 32, "port", "protocol")
    return sorted({(checks.whole(each, "port", 1, 65_535), checks.one_of(each, "protocol", ("tcp", "udp"), "tcp")) for each in found})


def volumes(given):
    found = checks.objects(given, "volumes", 16, "name", "path")
    pairs = {
        checks.text(each.get("name"), "name of a volume", checks.VOLUME, 63): checks.mount_path(each.get("path")) for each in found
    }
    if len(pairs) < len(found) or len(set(pairs.values())) < len(found):
        raise Refusal("refused", "two volumes have one name or one path")
    return pairs


def are_devices(given):
    for device in checks.take(given, "devices", list, []):
        if device not in checks.DEVICES:
            raise Refusal("refused", "a device is one of " + ", ".join(checks.DEVICES))
    return True


def restart(given):
    value = checks.take(given, "restart", dict, {})
    checks.only(value, "policy", "max")
    limit = None if value.get("max") is None else checks.whole(value, "max", 1, 100)
    return {"policy": checks.one_of(value, "policy", ("always", "on-failure", "no"), "always"), "max": limit}


def health(given):
    value = checks.take(given, "health", dict)
    if value is None:
        return None
    checks.only(value, "test", "intervalSeconds", "timeoutSeconds", "retries", "startSeconds")
    test = checks.take(value, "test", dict, is_needed=True)
    checks.only(test, "kind", "port", "path", "command")
    kind = checks.one_of(test, "kind", ("http", "tcp", "command"))
    return {
        "kind": kind,
        "port": 0 if kind == "command" else checks.whole(test, "port", 1, 65_535),
        "path": checks.text(test.get("path", "/"), "path", checks.URL_PATH, 256),
        "command": checks.texts(test, "command", checks.LINE, 1024, 32) if kind == "command" else [],
        "interval": checks.whole(value, "intervalSeconds", 1, 3600, 30),
        "timeout": checks.whole(value, "timeoutSeconds", 1, 300, 5),
        "retries": checks.whole(value, "retries", 1, 20, 3),
        "start": checks.whole(value, "startSeconds", 0, 3600, 30),
    }


def fingerprint(settings):
    # It brings a cryptographic library of five megabytes with it, which other verbs do without.
    import hashlib

    return hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()


def create_arguments(settings, env_file):
    """For `podman create`. Values of the environment are in the file, so that no list of processes shows them."""
    number = settings["number"]
    words = [
        "create",
        f"--name={container_name(number)}",
        "--pull=never",
        "--restart=no",
        "--no-healthcheck",
        "--systemd=false",
        "--cgroups=disabled",
        "--network=host" if settings["outgoing"] else "--network=ns:/run/netns/app",
        "--cap-drop=all",
        *(f"--cap-add={name}" for name in settings["capabilities"]),
        "--security-opt=no-new-privileges",
        *seccomp(settings["seccomp"]),
        *(["--read-only"] if settings["readOnlyRoot"] else []),
        *(f"--device={device}" for device in settings["devices"]),
        *(f"--volume=berth-{name}:{path}" for name, path in settings["volumes"].items()),
        *([f"--user={settings['user']}"] if settings["user"] else []),
        *([f"--workdir={settings['workingDir']}"] if settings["workingDir"] else []),
        *(f"--add-host={name}:{address}" for name, address in settings["hosts"]),
        # As JSON it is a list of words; as a text podman would split it.
        *([f"--entrypoint={json.dumps(settings['entrypoint'])}"] if settings["entrypoint"] else []),
        f"--env-file={env_file}",
        f"--stop-timeout={settings['stopSeconds']}",
        "--log-driver=k8s-file",
        f"--log-opt=path={state.log_file(number)}",
        "--log-opt=max-size=16mb",
        f"--pidfile={state.pid_file(number)}",
        f"--label=berth.settings={fingerprint(settings)}",
        image_name(number),
        *(settings["command"] or []),
    ]
    return ["--runtime", settings["runtime"], *words]


def seccomp(profile):
    return {"default": [], "strict": [f"--security-opt=seccomp={STRICT}"], "unconfined": ["--security-opt=seccomp=unconfined"]}[
        profile
    ]
