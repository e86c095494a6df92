export type Multiboot = { hasAddresses: boolean };

/**
 * The header of a kernel for a multiboot loader: version 1 in the first 8 KiB at a multiple of 4, version 2 in the first
 * 32 KiB at a multiple of 8, each with a checksum that makes a sum of 0. Version 1 goes before, for QEMU loads it.
 */
export function findMultiboot(head: Buffer): Multiboot | 'multiboot2' | null {
  for (let at = 0; at + 12 <= Math.min(head.length, 8192); at += 4) {
    if (head.readUInt32LE(at) !== 0x1badb002) continue;
    const flags = head.readUInt32LE(at + 4);
    if ((0x1badb002 + flags + head.readUInt32LE(at + 8)) >>> 0 !== 0) continue;
    // Bit 16: where to load it to is said here, so no ELF header is needed.
    return { hasAddresses: (flags & 0x10000) !== 0 && at + 32 <= head.length };
  }
  for (let at = 0; at + 16 <= Math.min(head.length, 32_768); at += 8) {
    if (head.readUInt32LE(at) !== 0xe85250d6) continue;
    const rest = head.readUInt32LE(at + 4) + head.readUInt32LE(at + 8) + head.readUInt32LE(at + 12);
    if ((0xe85250d6 + rest) % 2 ** 32 === 0) return 'multiboot2';
  }
  return null;
}
