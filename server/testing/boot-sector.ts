const mib = 1024 ** 2;

/** A disk of one MiB whose boot sector writes a short text to COM1 and ends QEMU with a code: 16-bit code for SeaBIOS. */
export function bootSector(text: string, exitCode: number): Buffer {
  const disk = Buffer.alloc(mib);
  const code = [...Buffer.from(`${text}\n`)].flatMap((c) => [0xba, 0xf8, 0x03, 0xb0, c, 0xee]);
  const end = [0xba, 0x01, 0x05, 0xb0, exitCode, 0xee, 0xf4];
  if (code.length + end.length > 440) throw new Error('the text is too long for a boot sector');
  Buffer.from([...code, ...end]).copy(disk);
  disk.writeUInt16LE(0xaa55, 510);
  return disk;
}
