import contextlib
import errno
import json
import os
import resource
import sys

from .refusal import Refusal

MAX_INPUT = 2 * 1024**2


def main(argv):
    harden()
    try:
        answer = {"ok": True, **run(argv)}
    except Refusal as refusal:
        answer = {"ok": False, "code": refusal.code, "message": str(refusal)}
    # What has not run a program has not read the module either.
    except getattr(sys.modules.get("subprocess"), "TimeoutExpired", ()) as error:
        answer = failed(f"{error.cmd[0]} did not end within {error.timeout:.0f} s")
    except OSError as error:
        code = "full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "failed"
        answer = {"ok": False, "code": code, "message": f"{error.strerror or error}: {error.filename or 'a file'}"}
    except Exception as error:  # the caller always gets its one object; values may be secret, so none is told
        answer = failed(f"{type(error).__name__} in the shell ({place_of(error)})")
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    if getattr(sys.modules.get("berth_shell.podman"), "was_run", False):
        from .give_back import give_back

        give_back()
    return 0 if answer["ok"] else 1


def place_of(error):
    last = error.__traceback__
    while last.tb_next:
        last = last.tb_next
    return f"{os.path.basename(last.tb_frame.f_code.co_filename)}:{last.tb_lineno}"


def failed(message):
    return {"ok": False, "code": "failed", "message": message}


def harden():
    os.umask(0o077)
    os.chdir("/")
    # Of the application, too. The node's kernel hands dumps to the node's own program, if it has one, outside of every
    # vault. 0 does not hold that up (core(5), "Piping core dumps to a program"); at 1 the kernel gives up whoever takes
    # them (fs/coredump.c). Root of a container may not raise a limit that is 0 already.
    with contextlib.suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))
    os.environ.clear()
    os.environ.update(
        {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/root", "TMPDIR": "/var/tmp"}
    )


def run(argv):
    from .verbs import VERBS

    if len(argv) != 1 or argv[0] not in VERBS:
        raise Refusal("refused", "there is no such verb; there are: " + ", ".join(VERBS))
    return VERBS[argv[0]](read_input())


def read_input():
    text = sys.stdin.buffer.read(MAX_INPUT + 1)
    if len(text) > MAX_INPUT:
        raise Refusal("refused", "more was given than a verb can take")
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise Refusal("refused", "what was given is no JSON object")
    return given
