#!/bin/sh
# Makes the demo unikernel: compile.sh OUT [pvh|multiboot|linux]. Takes gcc and binutils alone; no header and no library
# of the system. The kinds differ in nothing but how a loader enters them (entries/); without a word it is pvh.
set -eu
here=$(dirname "$(readlink -f "$0")")
out=$1 loader=${2:-pvh}
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT
for source in "$here"/*.c "$here"/*.S "$here/entries/$loader.S"; do
  gcc -c -O2 -std=gnu11 -Wall -Wextra -Werror -m64 -ffreestanding -fno-pic -fno-pie -mno-red-zone -mgeneral-regs-only \
    -fno-stack-protector -fno-asynchronous-unwind-tables -fno-tree-loop-distribute-patterns -fcf-protection=none \
    -Wno-main -o "$objects/$(basename "$source").o" "$source"
done
ld -m elf_x86_64 -nostdlib -static --build-id=none -z noexecstack --no-warn-rwx-segments -z max-page-size=4096 \
  -T "$here/link.ld" -o "$objects/whole" "$objects"/*.o
if [ "$loader" = linux ]; then
  objcopy -O binary --only-section=.setup --set-section-flags .setup=alloc,contents "$objects/whole" "$objects/setup"
  objcopy -O binary --remove-section=.setup "$objects/whole" "$objects/body"
  cat "$objects/setup" "$objects/body" >"$out"
else
  strip -o "$out" "$objects/whole"
fi
