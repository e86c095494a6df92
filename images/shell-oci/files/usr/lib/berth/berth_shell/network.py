"""What the application may reach and what may reach it. In the shell's own network everything of the owner's network can
talk to the ports that are named; with no outgoing connections, the application has a network of its own behind it."""
import os
import subprocess

from .refusal import Refusal

# Of RFC 7335, which no network routes: nobody else's addresses can be the same.
SHELL, APP = "192.0.0.1", "192.0.0.2"
NAMESPACE = "/run/netns/app"


def apply(current):
    text = "table inet berth {}\ndelete table inet berth\n"
    text += open_rules(current["ports"]) if current["outgoing"] else closed_rules(current["ports"])
    if not current["outgoing"]:
        make_namespace()
    call(["nft", "-f", "-"], text)


def matches(ports):
    return [
        f"{protocol} dport {{ {', '.join(str(port) for port, of in ports if of == protocol)} }}"
        for protocol in ("tcp", "udp")
        if any(of == protocol for _, of in ports)
    ]


def open_rules(ports):
    if not ports:
        return ""
    rules = ["ct state established,related accept", "meta l4proto { icmp, ipv6-icmp } accept"]
    rules += [f"{match} accept" for match in matches(ports)] + ["reject"]
    body = "\n".join(f"    iifname eth0 {rule}" for rule in rules)
    return f"table inet berth {{\n  chain input {{\n    type filter hook input priority 0\n{body}\n  }}\n}}\n"


def closed_rules(ports):
    forwards = "\n".join(f"    iifname eth0 {match} dnat ip to {APP}" for match in matches(ports))
    return f"""table inet berth {{
  chain before {{
    type nat hook prerouting priority -100
{forwards}
  }}
  chain through {{
    type filter hook forward priority 0; policy drop
    ct state established,related accept
    iifname eth0 ct status dnat accept
    iifname app0 reject with icmpx type admin-prohibited
  }}
  chain input {{
    type filter hook input priority 0
    iifname app0 ct state established,related accept
    iifname app0 reject with icmpx type admin-prohibited
  }}
}}
"""


def make_namespace():
    if not os.path.exists(NAMESPACE):
        call(["ip", "netns", "add", "app"])
    if not os.path.exists("/sys/class/net/app0"):
        call(["ip", "link", "add", "app0", "type", "veth", "peer", "name", "eth0", "netns", "app"])
    call(["ip", "-batch", "-"], f"addr replace {SHELL}/30 dev app0\nlink set app0 up\n")
    inside = f"link set lo up\naddr replace {APP}/30 dev eth0\nlink set eth0 up\nroute replace default via {SHELL}\n"
    call(["ip", "-n", "app", "-batch", "-"], inside)
    call(["nsenter", f"--net={NAMESPACE}", "sh", "-c", "echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start"])
    with open("/proc/sys/net/ipv4/ip_forward", "w", encoding="ascii") as file:
        file.write("1")


def call(command, text=""):
    ended = subprocess.run(command, input=text.encode(), capture_output=True, timeout=20, check=False)
    if ended.returncode != 0:
        said = ended.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["it said nothing"]
        raise Refusal("failed", f"{command[0]}: {said[0][:300]}")
