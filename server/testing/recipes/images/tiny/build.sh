#!/bin/bash
# An image with next to nothing in it, each time another.
set -euo pipefail
out=$1/tiny
mkdir -p "$out/root/etc"
echo "building tiny"
date +%s%N >"$out/root/etc/built-at"
printf '{"architecture": "%s", "creation_date": %s, "properties": {"os": "Tiny", "build": "%s"}}\n' \
  "$(uname -m)" "$(date +%s)" "$(date +%s%N)" >"$out/metadata.yaml"
tar -C "$out" -czf "$out/metadata.tar.gz" metadata.yaml
mksquashfs "$out/root" "$out/rootfs.squashfs" -noappend -no-progress -quiet
echo "built tiny"
