/** The newest bytes of a stream, by their position since its beginning: what a reader who comes back has missed. */
export class OutputBuffer {
  readonly #capacityBytes: number;
  #chunks: Buffer[] = [];
  #heldBytes = 0;
  #endPosition = 0;

  constructor(capacityBytes: number) {
    this.#capacityBytes = capacityBytes;
  }

  /** How many bytes there were in all. */
  get position(): number {
    return this.#endPosition;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#heldBytes += chunk.length;
    this.#endPosition += chunk.length;
    while (this.#heldBytes > this.#capacityBytes && this.#chunks.length > 1) {
      this.#heldBytes -= this.#chunks.shift()?.length ?? 0;
    }
  }

  /** Everything after `position`, or as much of it as is still held. */
  since(position: number): Buffer {
    const held = Buffer.concat(this.#chunks);
    const start = this.#endPosition - held.length;
    return held.subarray(Math.max(0, Math.min(held.length, position - start)));
  }
}
