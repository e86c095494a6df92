"""Makes exactly this deployment the one that runs. The former ones stay as they are, stopped, for going back."""
import os

from . import beside, gvisor, network, state, watcher
from .podman import container_name, inspect_container, podman
from .refusal import Refusal
from .settings import create_arguments, fingerprint, settings_of
from .status import status_now


def run(given):
    settings = settings_of(given)
    number = settings["number"]
    with state.lock():
        image = state.known_image(number)
        if image["digest"] != settings["digest"]:
            raise Refusal("conflict", f"under the number {number} {image['digest']} was fetched")
        found = inspect_container(number)
        if found and found["Config"]["Labels"].get("berth.settings") != fingerprint(settings):
            watcher.stop()
            remove_container(number)
            found = None
        if found is None:
            create(settings)
        if state.alive_pid(number) is None or (state.current() or {}).get("number") != number:
            switch(settings)
        return {**status_now(), "platform": gvisor.platform_now() if settings["runtime"] == "runsc" else None}


def create(settings):
    number = settings["number"]
    os.makedirs(f"{state.DISK}/logs", mode=0o700, exist_ok=True)
    if not settings["outgoing"]:
        network.make_namespace()
    env_file = f"{state.MEMORY}/environment"
    values = {**settings["environment"], **settings["secretEnvironment"]}
    state.write_text(env_file, "".join(f"{name}={value}\n" for name, value in values.items()))
    try:
        podman(*create_arguments(settings, env_file))
    finally:
        state.remove(env_file)
    watcher.write(settings)


def switch(settings):
    number = settings["number"]
    watcher.stop()
    for other in state.known_numbers():
        if other != number and state.alive_pid(other) is not None:
            stop_container(other)
    state.write_json(
        state.CURRENT,
        {
            "number": number,
            "wanted": "running",
            **{name: settings[name] for name in ("runtime", "restart", "ports", "outgoing", "stopSeconds")},
            "check": settings["health"]["command"] if settings["health"] else [],
        },
    )
    begin(state.current())


def begin(current):
    """Starts what is current, with its network and its watcher."""
    number = current["number"]
    state.remove(f"{state.MEMORY}/ends.json")
    state.remove(f"{state.MEMORY}/again")
    network.apply(current)
    if current["runtime"] == "runsc":
        gvisor.choose_platform()
    start_container(current)
    watcher.start(number)


def start_container(current):
    number = current["number"]
    if state.alive_pid(number) is not None:
        return
    state.remove(state.pid_file(number))
    try:
        podman("start", container_name(number))
    except Refusal as refusal:
        if refusal.code == "failed":
            raise Refusal("not-started", str(refusal).removeprefix("podman start: ")) from None
        raise
    if current["check"]:
        beside.prepare(watcher.CHECK, number, current["check"])


def stop_container(number):
    podman("stop", container_name(number), timeout=360, allow=(0, 125))


def remove_container(number):
    podman("rm", "--force", "--volumes", container_name(number), timeout=360, allow=(0, 1, 125))
    state.remove(state.pid_file(number))
    state.remove(gvisor.refused_file(number))
