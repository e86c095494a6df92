import type { ByteSource } from './byte-source.ts';
import { detectDisk } from './detect-disk.ts';
import { detectElf } from './detect-elf.ts';
import type { Detected } from './detected.ts';
import { findMultiboot } from './find-multiboot.ts';

/** Enough for every header that is looked for at a fixed place: the last is ISO 9660's, at 32 KiB. */
const headBytes = 72 * 1024;

/**
 * What can be started of a file, by its headers alone: its name counts for nothing. Every number in it is taken for a
 * lie until it fits the file.
 *
 * Sources: PVH: Xen, docs/misc/pvh and public/elfnote.h. Multiboot 1 and 2: GNU GRUB's specifications. bzImage: Linux,
 * Documentation/arch/x86/boot.rst. Disks: see detect-disk.ts.
 */
export async function detectFormat(source: ByteSource): Promise<Detected> {
  const head = await source.read(0, headBytes);
  if (head.subarray(0, 4).equals(elfMagic)) return detectElf(source, head);
  return (
    detectLinux(head) ??
    detectDisk(source.size, head) ??
    detectFlatMultiboot(head) ??
    detectOther(head) ?? { format: null, reason: 'format-unknown', params: {} }
  );
}

const elfMagic = Buffer.from('\x7fELF', 'latin1');

function detectLinux(head: Buffer): Detected | null {
  if (head.length < 0x250) return null;
  if (head.toString('latin1', 0x38, 0x3c) === 'ARMd')
    return { format: null, reason: 'format-other-cpu', params: {} };
  if (head.toString('latin1', 0x202, 0x206) !== 'HdrS' || head.readUInt16LE(0x1fe) !== 0xaa55) return null;
  const isHigh = head.readUInt16LE(0x206) >= 0x200 && (head.readUInt8(0x211) & 1) === 1;
  return isHigh ? { format: 'linux' } : { format: null, reason: 'format-old-linux', params: {} };
}

function detectFlatMultiboot(head: Buffer): Detected | null {
  const found = findMultiboot(head);
  if (found === 'multiboot2') return { format: null, reason: 'format-multiboot2', params: {} };
  return found?.hasAddresses ? { format: 'multiboot' } : null;
}

const packed: readonly [bytes: string, name: string][] = [
  ['\x1f\x8b', 'gzip'],
  ['\xfd7zXZ\0', 'xz'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['BZh', 'bzip2'],
  ['PK\x03\x04', 'zip'],
  ['7z\xbc\xaf\x27\x1c', '7z'],
];

function detectOther(head: Buffer): Detected | null {
  const start = head.toString('latin1', 0, 8);
  const name = packed.find(([bytes]) => start.startsWith(bytes))?.[1];
  if (name) return { format: null, reason: 'format-packed', params: { name } };
  if (head.toString('latin1', 257, 262) === 'ustar') {
    return { format: null, reason: 'format-packed', params: { name: 'tar' } };
  }
  if (start.startsWith('MZ')) return { format: null, reason: 'format-efi', params: {} };
  if (start.startsWith('#!')) return { format: null, reason: 'format-script', params: {} };
  return null;
}
