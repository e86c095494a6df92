/** Nothing of it is left in this buffer. What the engine of JavaScript copied elsewhere is out of reach. */
export function wipe(buffer: Uint8Array): void {
  buffer.fill(0);
}
