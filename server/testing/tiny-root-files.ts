export type RootFile = { path: string; mode: number; text: string };

// PID 1. LXC has mounted /proc, /sys and /dev, and the engine stops a container by SIGPWR. `wait` also reaps the
// processes that lost their parent.
const init = `#!/bin/sh
export PATH=/bin:/sbin
stop() { [ -e /etc/refuse-stop ] || exit 0; }
trap stop PWR TERM
trap : INT HUP
echo "tiny: up"
ip link set lo up
if [ -d /sys/class/net/eth0 ]; then
  ip link set eth0 up
  udhcpc -i eth0 -s /etc/udhcpc/script -t 20 -T 1 -A 1 >/run/udhcpc.log 2>&1 &
fi
sleep 2147483647 &
while :; do wait; done
`;

const udhcpcScript = `#!/bin/sh
case "$1" in
  deconfig) ip address flush dev "$interface" ;;
  bound|renew)
    ip address flush dev "$interface"
    ip address add "$ip/\${mask:-24}" dev "$interface"
    [ -n "$router" ] && ip route replace default via "\${router%% *}"
    : > /etc/resolv.conf
    for server in $dns; do echo "nameserver $server" >> /etc/resolv.conf; done
    ;;
esac
`;

// As Debian's with -e: `root:<hash>` on standard input. Debian's busybox has none.
const chpasswd = `#!/bin/sh
IFS= read -r line
rest=$(sed -n 's/^root:[^:]*//p' /etc/shadow)
others=$(grep -v '^root:' /etc/shadow)
printf '%s%s\\n%s\\n' "$line" "$rest" "$others" > /etc/shadow
`;

export const tinyRootFiles: readonly RootFile[] = [
  { path: 'sbin/init', mode: 0o755, text: init },
  { path: 'bin/chpasswd', mode: 0o755, text: chpasswd },
  { path: 'etc/udhcpc/script', mode: 0o755, text: udhcpcScript },
  {
    path: 'etc/passwd',
    mode: 0o644,
    text: 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n',
  },
  { path: 'etc/group', mode: 0o644, text: 'root:x:0:\nnogroup:x:65534:\n' },
  { path: 'etc/shadow', mode: 0o600, text: 'root:*:1:0:99999:7:::\n' },
  { path: 'etc/os-release', mode: 0o644, text: 'ID=tiny\nPRETTY_NAME="Berth test image"\n' },
];
