"""The unikernel sits at the instance's own card: it has the card's address (MAC), so the engine's DHCP and its filters
take it for the instance. The shell itself has no address, and its card a MAC of its own that sends nothing."""
import os
import subprocess

from check import MAC, Refusal

CARD = "/sys/class/net/eth0"
KEPT = "/run/berth/mac"


def prepare(wanted_mac):
    """Gives (has a network, the guest's MAC). May be called at any time."""
    if not os.path.exists(CARD):
        return False, None
    mac = own_mac()
    if wanted_mac and wanted_mac != mac:
        raise Refusal("conflict", "mac: the engine's card of this instance has another one")
    if not os.path.exists("/sys/class/net/tap0"):
        connect(mac)
    return True, mac


def own_mac():
    """The card's own, which it has until we take it away for the guest."""
    if not os.path.exists(KEPT):
        with open(f"{CARD}/address") as file:
            mac = file.read().strip()
        if not MAC.fullmatch(mac):
            raise Refusal("failed", "eth0 has no MAC")
        with open(f"{KEPT}.part", "w") as file:
            file.write(mac)
        os.rename(f"{KEPT}.part", KEPT)
    with open(KEPT) as file:
        return file.read().strip()


def connect(mac):
    """One `ip -batch`; after a crash in the middle the rest is done, for each line may fail where it is done already."""
    first = int(mac[:2], 16)
    other = f"{(first | 2) ^ (0x04 if (first | 2) == first else 0):02x}{mac[2:]}"
    for name in ("all", "default"):
        write(f"/proc/sys/net/ipv6/conf/{name}/disable_ipv6", "1")
    lines = [
        "link add br0 type bridge stp_state 0 forward_delay 0 mcast_snooping 0",
        f"link set eth0 down address {other}",
        "addr flush dev eth0",
        "link set eth0 arp off master br0 up",
        "link set br0 arp off up",
    ]
    batch(lines)
    tap = ["ip", "tuntap", "add", "dev", "tap0", "mode", "tap", "user", "990", "group", "990"]
    done = subprocess.run(tap, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        raise Refusal("failed", "no tap device: " + done.stderr.decode("utf-8", "replace").strip()[:200])
    batch(["link set tap0 master br0 up"])


def batch(lines):
    text = "\n".join(lines) + "\n"
    subprocess.run(["ip", "-force", "-batch", "-"], input=text.encode(), capture_output=True, check=False)


def write(path, text):
    try:
        with open(path, "w") as file:
            file.write(text)
    except OSError:
        pass
