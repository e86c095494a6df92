"""What a file leaves in the page cache counts as the shell's own memory. podman and what it runs are tens of megabytes that
nothing needs between two verbs, and the kernel would keep them until somebody is in want."""
import contextlib
import os

# Programs, their libraries and modules, a path a line; written when the image is built.
LIST = "/usr/lib/berth/give-back"


def give_back():
    """Pages that a running program has mapped stay."""
    with contextlib.suppress(OSError), open(LIST, encoding="utf-8") as file:
        for path in file.read().splitlines():
            with contextlib.suppress(OSError):
                drop(path)


def drop(path):
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)
