/** Reads the strings of SSH's wire format (RFC 4251 §5: a length of four bytes, then so many bytes). */
export function wireReader(blob: Buffer) {
  let offset = 0;
  function bytes(): Buffer | undefined {
    if (offset + 4 > blob.length) return undefined;
    const length = blob.readUInt32BE(offset);
    if (offset + 4 + length > blob.length) return undefined;
    const start = offset + 4;
    offset = start + length;
    return blob.subarray(start, offset);
  }
  return {
    bytes,
    text: () => bytes()?.toString('latin1'),
    isAtEnd: () => offset === blob.length,
  };
}
