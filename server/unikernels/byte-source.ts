/** A file that is read here and there: `read` gives fewer bytes than asked for at its end, and none behind it. */
export type ByteSource = { size: number; read(offset: number, length: number): Promise<Buffer> };

/** Bytes at hand, as a file. */
export function bufferSource(bytes: Buffer): ByteSource {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}
