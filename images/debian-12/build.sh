#!/bin/bash
# Builds the Debian 12 images of light VMs from Debian packages:
#
#   build.sh WORK SOURCES    → WORK/systemd/{metadata.tar.gz,rootfs.squashfs}    alias debian/12
#                              WORK/sysvinit/{metadata.tar.gz,rootfs.squashfs}   alias debian/12/minimal
#
# SOURCES is an apt source (deb822 or one line each) of Debian 12. The base system is made once, both images grow from it.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
work=$1 sources=$2
. "$here/../lib/image.sh"
. "$here/packages.sh"

build_variant() {
  local variant=$1 root=$work/$1/rootfs
  shift
  mkdir -p "$work/$variant"
  cp -a --reflink=auto "$work/base" "$root"
  install_packages "$root" "$@"
  cp -r "$here/files/common/." "$here/files/$variant/." "$root/"
  in_root "$root" sh -eu -c "$(cat "$here/common.sh" "$here/$variant.sh")"
  wipe "$root"
  leave_places "$root"
  pack "$root" "$work/$variant" "$here/templates" "$here/metadata.yaml.in" "$here/properties-$variant.yaml"
}

# What a customer's own apt and logs need, and the empty files whose mode templates keep.
leave_places() {
  local root=$1
  install -m 644 "$lib/debian.sources" "$root/etc/apt/sources.list.d/debian.sources"
  install -m 644 "$lib/dpkg-slim.cfg" "$root/etc/dpkg/dpkg.cfg.d/berth-slim"
  mkdir -p "$root/var/log/apt" "$root/var/cache/apt/archives/partial" "$root/var/lib/apt/lists/partial"
  install -m 664 -g utmp /dev/null "$root/var/log/wtmp"
  install -m 660 -g utmp /dev/null "$root/var/log/btmp"
  install -m 664 -g utmp /dev/null "$root/var/log/lastlog"
  install -d -m 700 "$root/root/.ssh"
  install -m 600 /dev/null "$root/root/.ssh/authorized_keys"
  install -m 600 /dev/null "$root/etc/ssh/ssh_host_ed25519_key"
  [ ! -d "$root/var/lib/dbus" ] || ln -sfn /etc/machine-id "$root/var/lib/dbus/machine-id"
}

mkdir -p "$work"
base "$work/base" "$sources" "${base_packages[@]}"
build_variant systemd "${systemd_packages[@]}" &
first=$!
build_variant sysvinit "${sysvinit_packages[@]}"
wait "$first"
rm -rf "$work/base"
