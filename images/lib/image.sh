# What recipes have in common; sourced by a build.sh. APT_OPTIONS, one a line, are apt settings of this machine that
# reaching its mirrors takes (a proxy).
lib=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

# base ROOT SOURCES PACKAGE…: the smallest Debian 12 with these packages. Recommended ones are not taken; of what is in
# backports only what is asked for as `package/bookworm-backports` (its release file pins it below the rest).
base() {
  local root=$1 sources=$2 options=()
  shift 2
  while read -r line; do [ -z "$line" ] || options+=(--aptopt="$line"); done <<<"${APT_OPTIONS:-}"
  while read -r line; do [[ -z $line || $line == '#'* ]] || options+=(--dpkgopt="$line"); done <"$lib/dpkg-slim.cfg"
  mmdebstrap --mode=root --variant=minbase --skip=cleanup/apt \
    --aptopt='APT::Install-Recommends "false"' --aptopt='APT::Sandbox::User "root"' \
    --aptopt='Acquire::Languages "none"' --dpkgopt=force-unsafe-io \
    "${options[@]}" --include="$(join "$@")" bookworm "$root" "$sources"
}

join() { local IFS=,; echo "$*"; }

# install_packages ROOT PACKAGE…: into a base, with no service started meanwhile.
install_packages() {
  local root=$1
  shift
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
  in_root "$root" apt-get install -y -q "$@"
  rm "$root/usr/sbin/policy-rc.d"
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

# Nothing of this machine, and nothing that must differ between two instances, may stay in an image.
wipe() {
  local root=$1
  rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* "$root"/var/cache/debconf/*-old \
    "$root"/var/log/* "$root"/tmp/* "$root"/run/* "$root"/etc/apt/apt.conf.d/99mmdebstrap \
    "$root"/etc/dpkg/dpkg.cfg.d/99mmdebstrap "$root"/etc/apt/sources.list.d/* "$root"/root/.bash_history \
    "$root"/etc/ssh/ssh_host_* "$root"/var/lib/systemd/random-seed "$root"/etc/hostname "$root"/etc/resolv.conf
  rm -f "$root/etc/apt/sources.list"
  install -m 444 /dev/null "$root/etc/machine-id"
}

# pack ROOT OUT TEMPLATES METADATA…: an image of ROOT, which is used up; METADATA are parts of metadata.yaml.
pack() {
  local root=$1 out=$2 templates=$3
  shift 3
  mkdir -p "$out/metadata"
  mksquashfs "$root" "$out/rootfs.squashfs.part" -comp zstd -Xcompression-level "${ZSTD_LEVEL:-6}" \
    -noappend -no-progress -quiet
  cp -r "$templates" "$out/metadata/templates"
  cat "$@" | sed -e "s/@ARCH@/$(uname -m)/" -e "s/@DATE@/$(date +%s)/" >"$out/metadata/metadata.yaml"
  tar --owner=0 --group=0 -C "$out/metadata" -czf "$out/metadata.tar.gz" .
  mv "$out/rootfs.squashfs.part" "$out/rootfs.squashfs"
  rm -rf "$root" "$out/metadata"
}
