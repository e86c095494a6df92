#!/bin/bash
# Builds the Debian 12 images of light VMs from Debian packages:
#
#   build.sh WORK SOURCES    → WORK/systemd/{metadata.tar.gz,rootfs.squashfs}    alias debian/12
#                              WORK/sysvinit/{metadata.tar.gz,rootfs.squashfs}   alias debian/12/minimal
#
# SOURCES is an apt source (deb822 or one line each) of Debian 12; APT_OPTIONS, one a line, are apt settings
# of this machine that reaching it takes (a proxy). The base system is made once, both images grow from it.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
work=$1 sources=$2
. "$here/packages.sh"

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

build_base() {
  local options=()
  while read -r line; do [ -z "$line" ] || options+=(--aptopt="$line"); done <<<"${APT_OPTIONS:-}"
  while read -r line; do [[ -z $line || $line == '#'* ]] || options+=(--dpkgopt="$line"); done <"$here/dpkg-slim.cfg"
  mmdebstrap --mode=root --variant=minbase --skip=cleanup/apt \
    --aptopt='APT::Install-Recommends "false"' --aptopt='APT::Sandbox::User "root"' \
    --aptopt='Acquire::Languages "none"' --dpkgopt=force-unsafe-io \
    "${options[@]}" --include="$(join "${base_packages[@]}")" bookworm "$work/base" "$sources"
}

join() { local IFS=,; echo "$*"; }


build_variant() {
  local variant=$1 root=$work/$1/rootfs
  shift
  mkdir -p "$work/$variant"
  cp -a --reflink=auto "$work/base" "$root"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" # no service starts while we install
  chmod 755 "$root/usr/sbin/policy-rc.d"
  in_root "$root" apt-get install -y -q "$@"
  rm "$root/usr/sbin/policy-rc.d"
  cp -r "$here/files/common/." "$here/files/$variant/." "$root/"
  in_root "$root" sh -eu -c "$(cat "$here/common.sh" "$here/$variant.sh")"
  clean "$root"
  pack "$variant" "$root"
}

# In a mount namespace of its own, so that a build cut short leaves nothing mounted.
in_root() {
  local root=$1
  touch "$root/etc/resolv.conf"
  # shellcheck disable=SC2016
  unshare --mount --propagation private -- sh -euc \
    'root=$1; shift; mount -t proc proc "$root/proc"; mount --bind /etc/resolv.conf "$root/etc/resolv.conf"
     exec chroot "$root" "$@"' sh "$@"
}

# Nothing of this machine, and nothing that must differ between two light VMs, may stay in an image.
clean() {
  local root=$1
  rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* "$root"/var/cache/debconf/*-old \
    "$root"/var/log/* "$root"/tmp/* "$root"/run/* "$root"/etc/apt/apt.conf.d/99mmdebstrap \
    "$root"/etc/dpkg/dpkg.cfg.d/99mmdebstrap "$root"/etc/apt/sources.list.d/* "$root"/root/.bash_history \
    "$root"/etc/ssh/ssh_host_* "$root"/var/lib/systemd/random-seed "$root"/etc/hostname "$root"/etc/resolv.conf
  install -m 644 "$here/debian.sources" "$root/etc/apt/sources.list.d/debian.sources"
  install -m 644 "$here/dpkg-slim.cfg" "$root/etc/dpkg/dpkg.cfg.d/berth-slim"
  rm -f "$root/etc/apt/sources.list"
  mkdir -p "$root/var/log/apt" "$root/var/cache/apt/archives/partial" "$root/var/lib/apt/lists/partial"
  install -m 664 -g utmp /dev/null "$root/var/log/wtmp"
  install -m 660 -g utmp /dev/null "$root/var/log/btmp"
  install -m 664 -g utmp /dev/null "$root/var/log/lastlog"
  # Templates keep the mode of a file that is there already.
  install -d -m 700 "$root/root/.ssh"
  install -m 600 /dev/null "$root/root/.ssh/authorized_keys"
  install -m 600 /dev/null "$root/etc/ssh/ssh_host_ed25519_key"
  install -m 444 /dev/null "$root/etc/machine-id"
  [ ! -d "$root/var/lib/dbus" ] || ln -sfn /etc/machine-id "$root/var/lib/dbus/machine-id"
}

pack() {
  local variant=$1 root=$2 out=$work/$1
  mksquashfs "$root" "$out/rootfs.squashfs.part" -comp zstd -Xcompression-level 6 -noappend -no-progress -quiet
  mkdir -p "$out/metadata"
  cp -r "$here/templates" "$out/metadata/templates"
  sed -e "s/@ARCH@/$(uname -m)/" -e "s/@DATE@/$(date +%s)/" "$here/metadata.yaml.in" >"$out/metadata/metadata.yaml"
  cat "$here/properties-$variant.yaml" >>"$out/metadata/metadata.yaml"
  tar --owner=0 --group=0 -C "$out/metadata" -czf "$out/metadata.tar.gz" .
  mv "$out/rootfs.squashfs.part" "$out/rootfs.squashfs"
  rm -rf "$root" "$out/metadata"
}

mkdir -p "$work"
build_base
build_variant systemd "${systemd_packages[@]}" &
first=$!
build_variant sysvinit "${sysvinit_packages[@]}"
wait "$first"
rm -rf "$work/base"
