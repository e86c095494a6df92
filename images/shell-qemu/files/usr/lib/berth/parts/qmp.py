"""Asks QEMU itself (QEMU Machine Protocol). It holds a hostile guest: what it answers is read with an end and a limit."""
import contextlib
import fcntl
import json
import socket
import time

MOST = 1024 * 1024


@contextlib.contextmanager
def asking(seconds=3.0):
    """Gives a function `ask(command, **arguments)`. Raises OSError when QEMU does not answer in time."""
    with open("/run/berth/control.lock", "w") as lock, socket.socket(socket.AF_UNIX) as line:
        until = time.monotonic() + seconds
        fcntl.flock(lock, fcntl.LOCK_EX)
        line.settimeout(seconds)
        line.connect("/run/berth/qemu/control")
        left = bytearray()

        def read():
            while b"\n" not in left:
                if time.monotonic() > until or len(left) > MOST:
                    raise TimeoutError("QEMU does not answer")
                part = line.recv(65536)
                if not part:
                    raise ConnectionError("QEMU has ended")
                left.extend(part)
            end = left.index(b"\n")
            text = bytes(left[:end])
            del left[: end + 1]
            return json.loads(text)

        def ask(command, **arguments):
            line.sendall(json.dumps({"execute": command, "arguments": arguments}).encode())
            while True:
                answer = read()
                if "return" in answer:
                    return answer["return"]
                if "error" in answer:
                    raise OSError(f"QEMU: {answer['error'].get('desc', '')[:200]}")

        read()
        ask("qmp_capabilities")
        yield ask
