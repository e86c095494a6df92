#!/bin/bash
# Builds the shell around a unikernel: QEMU, a keeper, and nothing else that runs.
#
#   build.sh WORK SOURCES    → WORK/qemu/{metadata.tar.gz,rootfs.squashfs}    alias shell/qemu
#
# QEMU is Debian 12's own, not that of backports: it meets hostile guests, and only the release itself gets security fixes
# in time. Of its two programs we take the larger: qemu-system-x86_64-microvm has neither emulation nor isa-debug-exit.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
work=$1 sources=$2
. "$here/../lib/image.sh"

# What is compiled is compiled by Debian 12's compiler, in a root that is thrown away.
compile() {
  cp -a --reflink=auto "$work/base" "$work/tools"
  install_packages "$work/tools" gcc libc6-dev
  mkdir -p "$work/tools/src/out"
  cp -r "$here/keeper" "$here/../demo-unikernel" "$work/tools/src/"
  in_root "$work/tools" sh -eu -c 'cd /src
    gcc -O2 -static -s -Wall -Wextra -Werror -o out/keeper keeper/*.c
    demo-unikernel/compile.sh out/demo-unikernel.elf'
}

# Firmware of other machines, other people's words, and what QEMU's screens, sounds and scripts would need.
slim() {
  local root=$1
  in_root "$root" dpkg --purge --force-depends perl perl-modules-5.36 libperl5.36 iso-codes ipxe-qemu >/dev/null 2>&1
  find "$root/usr/share/qemu" -maxdepth 1 -type f \
    ! -name linuxboot_dma.bin ! -name multiboot_dma.bin ! -name pvh.bin ! -name qboot.rom ! -name kvmvapic.bin -delete
  rm -rf "$root"/usr/share/qemu/keymaps "$root"/usr/bin/qemu-{storage-daemon,pr-helper,system-i386,system-x86_64-microvm} \
    "$root"/usr/lib/x86_64-linux-gnu/qemu/{audio,ui,chardev,hw-display,hw-usb,hw-s390x}-* \
    "$root"/usr/lib/x86_64-linux-gnu/gstreamer-1.0 "$root"/usr/share/{doc,info,bash-completion,zoneinfo} "$root"/boot
}

base "$work/base" "$sources" sysvinit-core python3-minimal libpython3-stdlib iproute2
compile
root=$work/qemu/rootfs
mkdir -p "$work/qemu"
cp -a --reflink=auto "$work/base" "$root"
install_packages "$root" qemu-system-x86
slim "$root"
cp -r "$here/files/." "$root/"
install -m 755 "$work/tools/src/out/keeper" "$root/usr/lib/berth/keeper"
install -m 644 "$work/tools/src/out/demo-unikernel.elf" "$root/usr/lib/berth/demo-unikernel.elf"
rm -rf "$work/tools"
echo 'berth-qemu:x:990:990::/nonexistent:/usr/sbin/nologin' >>"$root/etc/passwd"
echo 'berth-qemu:x:990:' >>"$root/etc/group"
in_root "$root" sh -eu -c 'passwd -q -l root; chmod -R go-w /usr/lib/berth; python3 -m py_compile /usr/lib/berth/parts/*.py'
wipe "$root"
: >"$root/etc/hostname"
: >"$root/etc/berth-limits"
mkdir -p -m 700 "$root/var/lib/berth" "$root/var/log/berth"
pack "$root" "$work/qemu" "$here/templates" "$here/metadata.yaml.in"
rm -rf "$work/base"
