import type { ErrorReason } from '#server/errors.ts';
import type { ByteSource } from './byte-source.ts';
import type { Detected, ElfHeader } from './detected.ts';
import { findMultiboot } from './find-multiboot.ts';
import { readNotes } from './read-notes.ts';

const forPcs = { i386: 3, x86_64: 62 } as const;
const executable = [2, 3];
const mostHeaders = 64;

/** Xen, public/elfnote.h: where a PVH loader enters. */
const pvhEntry = 18;

/**
 * A kernel in an ELF file: for a PVH loader, or for a multiboot one. Source: the ELF specification (System V ABI,
 * chapters 4 and 5); what QEMU's loader takes: hw/i386/multiboot.c, hw/i386/x86.c.
 */
export async function detectElf(source: ByteSource, head: Buffer): Promise<Detected> {
  const header = readHeader(head);
  if (!header) return refused('format-elf-broken');
  if (!header.isForPc) return refused('format-other-cpu');
  if (!executable.includes(header.type)) return refused('format-elf-part');
  const notes = await readNotes(source, header);
  if (!notes) return refused('format-elf-broken');
  if (notes.some(({ name, type, bytes }) => name === 'Xen' && type === pvhEntry && bytes >= 4)) {
    return { format: 'pvh' };
  }
  const multiboot = findMultiboot(head);
  if (multiboot && multiboot !== 'multiboot2') {
    return header.is64 && !multiboot.hasAddresses ? refused('format-multiboot-64') : { format: 'multiboot' };
  }
  if (multiboot === 'multiboot2') return refused('format-multiboot2');
  if (notes.some(({ name }) => name === 'Solo5')) return refused('format-solo5');
  return refused('format-elf-program');
}

function readHeader(head: Buffer): ElfHeader | null {
  const kind = head[4];
  if ((kind !== 1 && kind !== 2) || head.length < 64) return null;
  const is64 = kind === 2;
  if (head[5] !== 1)
    return { is64, isForPc: false, type: 2, programHeaders: { offset: 0, entryBytes: 0, count: 0 } };
  const machine = head.readUInt16LE(18);
  const isForPc = machine === forPcs.i386 || machine === forPcs.x86_64;
  const offset = is64 ? Number(head.readBigUInt64LE(32)) : head.readUInt32LE(28);
  const entryBytes = head.readUInt16LE(is64 ? 54 : 42);
  const count = head.readUInt16LE(is64 ? 56 : 44);
  if (count > mostHeaders || entryBytes !== (is64 ? 56 : 32)) return null;
  return { is64, isForPc, type: head.readUInt16LE(16), programHeaders: { offset, entryBytes, count } };
}

function refused(reason: ErrorReason): Detected {
  return { format: null, reason, params: {} };
}
