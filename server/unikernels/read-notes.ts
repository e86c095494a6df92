import type { ByteSource } from './byte-source.ts';
import type { ElfHeader } from './detected.ts';

export type Note = { name: string; type: number; bytes: number };

const noteSegment = 4;
const mostBytes = 64 * 1024;
const mostNotes = 256;

/**
 * What the note segments of an ELF file say, by name and type; null where its program headers are not in the file.
 * Source: System V ABI, chapter 5, "Note Section". Names and values are padded to 4 bytes.
 */
export async function readNotes(source: ByteSource, header: ElfHeader): Promise<Note[] | null> {
  const { offset, entryBytes, count } = header.programHeaders;
  if (!Number.isSafeInteger(offset) || offset + entryBytes * count > source.size) return null;
  const table = await source.read(offset, entryBytes * count);
  if (table.length < entryBytes * count) return null;
  const notes: Note[] = [];
  for (let at = 0; at < table.length; at += entryBytes) {
    if (table.readUInt32LE(at) !== noteSegment) continue;
    const start = header.is64 ? Number(table.readBigUInt64LE(at + 8)) : table.readUInt32LE(at + 4);
    const length = header.is64 ? Number(table.readBigUInt64LE(at + 32)) : table.readUInt32LE(at + 16);
    if (!Number.isSafeInteger(start) || start >= source.size) continue;
    readSegment(await source.read(start, Math.min(length, mostBytes)), notes);
  }
  return notes;
}

function readSegment(bytes: Buffer, notes: Note[]): void {
  for (let at = 0; at + 12 <= bytes.length && notes.length < mostNotes; ) {
    const nameBytes = bytes.readUInt32LE(at);
    const valueBytes = bytes.readUInt32LE(at + 4);
    const value = at + 12 + padded(nameBytes);
    if (nameBytes > 256 || value + valueBytes > bytes.length) return;
    const name = bytes.toString('latin1', at + 12, at + 12 + nameBytes).replace(/\0+$/, '');
    notes.push({ name, type: bytes.readUInt32LE(at + 8), bytes: valueBytes });
    at = value + padded(valueBytes);
  }
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}
