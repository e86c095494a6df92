"""Old deployments go: their container, their image when no other has it, and their log. Volumes stay."""
from . import checks, state, watcher
from .give_back import give_back
from .podman import image_name, podman
from .refusal import Refusal
from .run import remove_container


def drop(given):
    checks.only(given, "number")
    number = checks.number_of(given)
    with state.lock():
        if (state.current() or {}).get("number") == number:
            watcher.stop()
            state.remove(state.CURRENT)
        return {"removed": [number] if forget(number) else []}


def keep(given):
    checks.only(given, "numbers")
    numbers = checks.take(given, "numbers", list, is_needed=True)
    kept = {checks.number_of({"number": number}) for number in numbers}
    with state.lock():
        current = state.current()
        if current and current["number"] not in kept:
            raise Refusal("refused", f"the number {current['number']} is current")
        removed = [number for number in state.known_numbers() if number not in kept and forget(number)]
    # The end of a deployment: what its verbs had mapped themselves goes too.
    give_back()
    return {"removed": removed}


def forget(number):
    if number not in state.known_numbers():
        return False
    remove_container(number)
    image = state.read_json(state.image_file(number))
    if image:
        others = [state.read_json(state.image_file(other)) or {} for other in state.known_numbers() if other != number]
        if any(other.get("id") == image["id"] for other in others):
            podman("untag", image["id"], image_name(number), allow=(0, 125))
        else:
            podman("rmi", "--force", image["id"], allow=(0, 1, 125))
    for path in (state.log_file(number), state.watch_file(number), state.image_file(number)):
        state.remove(path)
    return True
