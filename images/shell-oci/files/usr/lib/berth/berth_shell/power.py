from . import checks, state, watcher
from .run import begin, stop_container
from .status import status_now


def stop(given):
    checks.only(given)
    with state.lock():
        current = state.need_current()
        state.write_json(state.CURRENT, {**current, "wanted": "stopped"})
        end(current)
        return status_now()


def start(given):
    checks.only(given)
    with state.lock():
        current = state.need_current()
        if current["wanted"] != "running" or state.alive_pid(current["number"]) is None:
            current = {**current, "wanted": "running"}
            state.write_json(state.CURRENT, current)
            begin(current)
        return status_now()


def boot(_given):
    """What was wanted before goes on."""
    with state.lock():
        current = state.current()
        if current and current["wanted"] == "running":
            begin(current)
    return {}


def halt(_given):
    """Its end with the whole shell: what is wanted stays as it is."""
    with state.lock():
        current = state.current()
        if current:
            end(current)
    return {}


def end(current):
    watcher.stop()
    state.remove(f"{state.MEMORY}/again")
    if state.alive_pid(current["number"]) is not None:
        stop_container(current["number"])
