"""What is given is checked here, whoever gives it: nothing goes into an argument list or a path that was not."""
import re

from .refusal import Refusal

HOST = r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]{1,5})?)"
PART = r"[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*"
REFERENCE = re.compile(rf"(?:({HOST})/)?({PART}(?:/{PART})*)(?::(\w[\w.-]{{0,127}}))?(?:@(sha256:[0-9a-f]{{64}}))?", re.A)
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
CAPABILITY = re.compile(r"[A-Z][A-Z_]{2,24}")
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")
VOLUME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
HOST_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")
USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,31})?")
URL_PATH = re.compile(r"/[\x21-\x7e]{0,255}")
LINE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]*")
MOUNT_PATH = re.compile(r"/(?!/)[^\x00-\x1f\x7f:,]{1,254}")
DEVICES = ("/dev/fuse", "/dev/net/tun")
NOT_FOR_VOLUMES = ("/proc", "/sys", "/dev")


def take(given, name, kind, default=None, is_needed=False):
    value = given.get(name)
    if value is None:
        if is_needed:
            raise Refusal("refused", f"{name} is missing")
        return default
    # A bool is an int to Python, and not to us.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise Refusal("refused", f"{name} is of the wrong kind")
    return value


def only(given, *names):
    for name in given:
        if name not in names:
            raise Refusal("refused", f"nothing is known of {name[:40]!r}")


def number_of(given, name="number"):
    return whole(given, name, 1, 999_999)


def whole(given, name, least, most, default=None):
    value = take(given, name, int, default, is_needed=default is None)
    if not least <= value <= most:
        raise Refusal("refused", f"{name} is a whole number from {least} to {most}")
    return value


def one_of(given, name, words, default=None):
    value = take(given, name, str, default, is_needed=default is None)
    if value not in words:
        raise Refusal("refused", f"{name} is one of " + ", ".join(words))
    return value


def text(value, name, pattern, most):
    if not isinstance(value, str) or len(value) > most or not pattern.fullmatch(value):
        raise Refusal("refused", f"{name} is not what it may be")
    # A lone half of a pair of UTF-16 is text to JSON, and to nothing else.
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise Refusal("refused", f"{name} is no text")
    return value


def texts(given, name, pattern, most, count):
    values = take(given, name, list, [])
    if len(values) > count:
        raise Refusal("refused", f"{name} has more than {count} entries")
    return [text(value, name, pattern, most) for value in values]


def objects(given, name, count, *fields):
    values = take(given, name, list, [])
    if len(values) > count or not all(isinstance(value, dict) for value in values):
        raise Refusal("refused", f"{name} is a list of at most {count} objects")
    for value in values:
        only(value, *fields)
    return values


def reference(value):
    """The reference in full, with `docker.io` and `library/` where they are left out, as docker does it."""
    text(value, "reference", REFERENCE, 512)
    host, path, tag, digest = REFERENCE.fullmatch(value).groups()
    if host is not None and not ("." in host or ":" in host or host == "localhost"):
        host, path = None, f"{host}/{path}"
        text(path, "reference", re.compile(rf"{PART}(?:/{PART})*"), 512)
    if host is None:
        host, path = "docker.io", path if "/" in path else f"library/{path}"
    return host, f"{host}/{path}" + (f":{tag or 'latest'}" if digest is None else f"@{digest}")


def ipv4(value):
    from ipaddress import IPv4Address

    try:
        return str(IPv4Address(value if isinstance(value, str) else ""))
    except ValueError:
        raise Refusal("refused", "an address of a host is one of IPv4") from None


def path(value, name):
    text(value, name, MOUNT_PATH, 255)
    if any(part in ("", ".", "..") for part in value.split("/")[1:]):
        raise Refusal("refused", f"the {name} is written without //, . and ..")
    return value


def mount_path(value):
    path(value, "path of a volume")
    parts = value.split("/")[1:]
    if f"/{parts[0]}" in NOT_FOR_VOLUMES:
        raise Refusal("refused", f"/{parts[0]} is no place for a volume")
    return value
