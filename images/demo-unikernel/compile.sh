#!/bin/sh
# Makes the demo unikernel: compile.sh OUT. Takes gcc and ld alone; no header and no library of the system.
set -eu
here=$(dirname "$(readlink -f "$0")")
out=$1
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT
for source in "$here"/*.c "$here"/*.S; do
  gcc -c -O2 -std=gnu11 -Wall -Wextra -Werror -m64 -ffreestanding -fno-pic -fno-pie -mno-red-zone -mgeneral-regs-only \
    -fno-stack-protector -fno-asynchronous-unwind-tables -fno-tree-loop-distribute-patterns -fcf-protection=none \
    -Wno-main -o "$objects/$(basename "$source").o" "$source"
done
ld -m elf_x86_64 -nostdlib -static --build-id=none -z noexecstack --no-warn-rwx-segments -z max-page-size=4096 \
  -T "$here/link.ld" -o "$out" "$objects"/*.o
strip "$out"
