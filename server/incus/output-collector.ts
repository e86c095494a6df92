import type WebSocket from 'ws';

const defaultMaxBytes = 1024 * 1024;

/** Keeps what one stream of a program says, up to a limit; the rest is read and dropped, so nothing stalls. */
export class OutputCollector {
  isTruncated = false;
  readonly ended: Promise<void>;
  readonly #chunks: Buffer[] = [];
  readonly #maxBytes: number;
  readonly #onFull: () => void;
  #size = 0;
  #end: () => void = () => {};

  constructor(maxBytes = defaultMaxBytes, onFull = () => {}) {
    this.#maxBytes = maxBytes;
    this.#onFull = onFull;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  readonly listen = (socket: WebSocket): void => {
    socket.on('message', (message: Buffer, isBinary) => {
      // A text message is the engine's sign for the end of a stream.
      if (isBinary) this.#keep(message);
      else this.#end();
    });
    socket.on('close', this.#end);
  };

  data(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  #keep(message: Buffer): void {
    const kept = message.subarray(0, this.#maxBytes - this.#size);
    this.#size += kept.length;
    this.#chunks.push(kept);
    if (kept.length === message.length) return;
    this.isTruncated = true;
    this.#onFull();
  }
}
