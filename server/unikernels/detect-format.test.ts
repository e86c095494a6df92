import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bufferSource } from './byte-source.ts';
import { detectFormat } from './detect-format.ts';

const detect = (bytes: Buffer) => detectFormat(bufferSource(bytes));
const zeros = (bytes: number, ...parts: [at: number, value: string | Buffer][]) => {
  const made = Buffer.alloc(bytes);
  for (const [at, value] of parts) Buffer.from(value as string, 'latin1').copy(made, at);
  return made;
};
const u32 = (...values: number[]) => {
  const made = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) made.writeUInt32LE(value >>> 0, index * 4);
  return made;
};
const multiboot1 = (flags = 0) => u32(0x1badb002, flags, -(0x1badb002 + flags));
const multiboot2 = u32(0xe85250d6, 0, 16, -(0xe85250d6 + 16));

function elf({ is64 = true, machine = 62, type = 2, notes = [] as Buffer[], at = 0x1000 } = {}): Buffer {
  const made = Buffer.alloc(0x2000);
  made.write('\x7fELF', 'latin1');
  made.set([is64 ? 2 : 1, 1, 1], 4);
  made.writeUInt16LE(type, 16);
  made.writeUInt16LE(machine, 18);
  const segment = Buffer.concat(notes);
  if (is64) {
    made.writeBigUInt64LE(64n, 32);
    made.writeUInt16LE(56, 54);
    made.writeUInt16LE(notes.length ? 1 : 0, 56);
    made.writeUInt32LE(4, 64);
    made.writeBigUInt64LE(BigInt(at), 72);
    made.writeBigUInt64LE(BigInt(segment.length), 96);
  } else {
    made.writeUInt32LE(64, 28);
    made.writeUInt16LE(32, 42);
    made.writeUInt16LE(notes.length ? 1 : 0, 44);
    made.writeUInt32LE(4, 64);
    made.writeUInt32LE(at, 68);
    made.writeUInt32LE(segment.length, 80);
  }
  segment.copy(made, 0x1000);
  return made;
}
const note = (name: string, type: number, value = Buffer.alloc(4), nameBytes = name.length + 1) =>
  Buffer.concat([
    u32(nameBytes, value.length, type),
    zeros(Math.ceil((name.length + 1) / 4) * 4, [0, name]),
    value,
  ]);

test('kernels by their headers', async () => {
  expect(await detect(elf({ notes: [note('Linux', 6), note('Xen', 18)] }))).toEqual({ format: 'pvh' });
  expect(await detect(elf({ is64: false, machine: 3, notes: [note('Xen', 18)] }))).toEqual({ format: 'pvh' });
  const old = elf({ is64: false, machine: 3 });
  multiboot1().copy(old, 0x400);
  expect(await detect(old)).toEqual({ format: 'multiboot' });
  const wide = elf();
  multiboot1(0x10003).copy(wide, 0x400);
  expect(await detect(wide)).toEqual({ format: 'multiboot' });
  const linux = zeros(4096, [0x1fe, '\x55\xaa'], [0x202, 'HdrS\x0f\x02'], [0x211, '\x01']);
  expect(await detect(linux)).toEqual({ format: 'linux' });
  expect(await detect(Buffer.concat([Buffer.from('MZ'), linux.subarray(2)]))).toEqual({ format: 'linux' });
});

test('disks by their headers', async () => {
  expect(await detect(zeros(1024 ** 2, [510, '\x55\xaa']))).toEqual({ format: 'raw', isBootable: true });
  expect(await detect(zeros(1024 ** 2, [512, 'EFI PART']))).toEqual({ format: 'raw', isBootable: false });
  expect(await detect(zeros(1024 ** 2, [1080, '\x53\xef']))).toEqual({ format: 'raw', isBootable: false });
  const disc = zeros(1024 ** 2, [510, '\x55\xaa'], [32_769, 'CD001'], [34_823, 'EL TORITO SPECIFICATION']);
  expect(await detect(disc)).toEqual({ format: 'iso', isBootable: true });
});

test('qcow2; a backing file, a data file, a key and damage are refused', async () => {
  const make = (change: (header: Buffer) => void = () => undefined) => {
    const header = Buffer.alloc(64 * 1024);
    header.write('QFI\xfb', 'latin1');
    header.writeUInt32BE(3, 4);
    header.writeUInt32BE(16, 20);
    header.writeBigUInt64BE(16n * 1024n ** 2n, 24);
    header.writeUInt32BE(104, 100);
    change(header);
    return header;
  };
  expect(await detect(make())).toEqual({ format: 'qcow2', isBootable: true, virtualBytes: 16 * 1024 ** 2 });
  const old = make((header) => header.writeUInt32BE(2, 4));
  expect(await detect(old)).toMatchObject({ format: 'qcow2' });
  const backed = make((header) => header.writeBigUInt64BE(104n, 8));
  expect(await detect(backed)).toMatchObject({ format: null, reason: 'format-qcow2-backing' });
  const apart = make((header) => header.writeBigUInt64BE(4n, 72));
  expect(await detect(apart)).toMatchObject({ reason: 'format-qcow2-data-file' });
  const locked = make((header) => header.writeUInt32BE(2, 32));
  expect(await detect(locked)).toMatchObject({ reason: 'format-qcow2-encrypted' });
  const corrupt = make((header) => header.writeBigUInt64BE(2n, 72));
  const clusters = make((header) => header.writeUInt32BE(63, 20));
  const endless = make((header) => header.writeBigUInt64BE(2n ** 60n, 24));
  for (const broken of [corrupt, clusters, endless, make().subarray(0, 60)]) {
    expect(await detect(broken)).toMatchObject({ reason: 'format-qcow2-broken' });
  }
});

test('what cannot be started is refused with its own reason', async () => {
  const reason = async (bytes: Buffer) => {
    const found = await detect(bytes);
    return found.format === null ? found.reason : found.format;
  };
  expect(await reason(readFileSync(process.execPath).subarray(0, 4 * 1024 ** 2))).toBe('format-elf-program');
  expect(await reason(elf({ machine: 183, notes: [note('Xen', 18)] }))).toBe('format-other-cpu');
  expect(await reason(elf({ type: 1 }))).toBe('format-elf-part');
  expect(await reason(elf({ notes: [note('Solo5', 0x3154464d)] }))).toBe('format-solo5');
  const narrow = elf();
  multiboot1().copy(narrow, 0x400);
  expect(await reason(narrow)).toBe('format-multiboot-64');
  const second = elf();
  multiboot2.copy(second, 0x400);
  expect(await reason(second)).toBe('format-multiboot2');
  expect(await reason(zeros(4096, [0x38, 'ARMd']))).toBe('format-other-cpu');
  expect(await reason(zeros(4096, [0x1fe, '\x55\xaa'], [0x202, 'HdrS\x01\x02']))).toBe('format-old-linux');
  expect(await reason(zeros(1000, [510, '\x55\xaa']))).toBe('format-cut-disk');
  for (const start of ['\x1f\x8b', '\xfd7zXZ\0', 'PK\x03\x04']) {
    expect(await reason(zeros(512, [0, start]))).toBe('format-packed');
  }
  expect(await reason(zeros(512, [0, 'KDMV']))).toBe('format-other-disk');
  expect(await reason(zeros(4096, [0, 'MZ']))).toBe('format-efi');
  expect(await reason(zeros(99, [0, '#!/bin/sh\n']))).toBe('format-script');
  expect(await reason(Buffer.from('hello'))).toBe('format-unknown');
  expect(await reason(Buffer.alloc(0))).toBe('format-unknown');
});

test('headers that lie lead nowhere', async () => {
  const far = elf({ notes: [note('Xen', 18)], at: 2 ** 40 });
  expect(await detect(far)).toMatchObject({ reason: 'format-elf-program' });
  const table = elf({ notes: [note('Xen', 18)] });
  table.writeBigUInt64LE(0xffff_ffff_ffff_fff0n, 32);
  expect(await detect(table)).toMatchObject({ reason: 'format-elf-broken' });
  const many = elf();
  many.writeUInt16LE(0xffff, 56);
  expect(await detect(many)).toMatchObject({ reason: 'format-elf-broken' });
  const names = elf({ notes: [note('Xen', 18, Buffer.alloc(4), 0xffff_fff0)] });
  expect(await detect(names)).toMatchObject({ reason: 'format-elf-program' });
  const sum = elf({ is64: false, machine: 3 });
  u32(0x1badb002, 0, 1).copy(sum, 0x400);
  expect(await detect(sum)).toMatchObject({ reason: 'format-elf-program' });
});

test('no bytes at all make it throw, and none make it slow', async () => {
  const starts = ['\x7fELF\x02\x01', '\x7fELF\x01\x01', 'QFI\xfb', 'MZ', '', '\x02\xb0\xad\x1b'];
  const startedAt = performance.now();
  for (let round = 0; round < 600; round++) {
    const bytes = randomBytes(64 + (round % 3) * 4000);
    bytes.write(starts[round % starts.length] ?? '', 'latin1');
    if (round % 2) bytes.fill(0xff, 16, 64);
    if (bytes[0] === 0x7f && round % 5 === 0) bytes.writeUInt16LE(62, 18);
    expect(await detect(bytes)).toHaveProperty('format');
  }
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
