#!/bin/bash
# Builds the shell around an OCI image: init, podman, crun and gVisor's runsc, and nothing that runs by itself.
#
#   build.sh WORK SOURCES    → WORK/oci/{metadata.tar.gz,rootfs.squashfs}    alias shell/oci
#
# runsc is of backports: the release's own has no `systrap`, and `ptrace` takes several times as long for a system call.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
work=$1 sources=$2
. "$here/../lib/image.sh"
root=$work/oci/rootfs

mkdir -p "$work/oci"
base "$root" "$sources" sysvinit-core podman crun iproute2 nftables ca-certificates python3 busybox \
  runsc/bookworm-backports
cp -r "$here/files/." "$root/"
in_root "$root" sh -eu -c "$(cat "$here/inside.sh")"
wipe "$root"
pack "$root" "$work/oci" "$here/templates" "$here/metadata.yaml.in"
