import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Terminal } from '#server/incus/terminal.ts';
import { OutputBuffer } from './output-buffer.ts';
import { clientMessage, closeCodes, type ServerMessage } from './schema.ts';

const bufferBytes = 256 * 1024;
const waitForReturnSeconds = 60;
/** How much may wait for a slow reader, either way, until the writer has to wait too. */
const slowReaderBytes = 1024 * 1024;

export type TerminalOwner = { sessionId: string; instanceId: string; tenantId: string };

/**
 * One shell in an instance and the page that shows it. When the network drops the shell goes on for a
 * minute, and a page that comes back gets what it missed.
 */
export class TerminalSession {
  readonly id = randomUUID();
  readonly owner: TerminalOwner;
  readonly #terminal: Terminal;
  readonly #output = new OutputBuffer(bufferBytes);
  readonly #onEnd: () => void;
  #socket: WebSocket | undefined;
  #leaving: NodeJS.Timeout | undefined;
  #exit: ServerMessage | undefined;
  #ending: { code: number; reason: string } | undefined;

  constructor(owner: TerminalOwner, terminal: Terminal, onEnd: () => void) {
    this.owner = owner;
    this.#terminal = terminal;
    this.#onEnd = onEnd;
    terminal.onData((chunk) => this.#deliver(chunk));
    terminal.onExit((exit) => {
      this.#exit = { type: 'exit', code: exit.code ?? null };
      this.#send(this.#exit);
      this.end(closeCodes.ended, 'ended');
    });
  }

  /** Is there a page that shows it, or does it wait for one to come back? */
  get isShown(): boolean {
    return this.#socket !== undefined;
  }

  /** Shows the terminal in `socket`, from byte `position` on. A socket that showed it before is let go. */
  attach(socket: WebSocket, position: number, isResumed: boolean): void {
    clearTimeout(this.#leaving);
    if (this.#socket) letGo(this.#socket, { code: closeCodes.taken, reason: 'taken' });
    this.#socket = socket;
    socket.on('message', (data: Buffer, isBinary) => void this.#receive(socket, data, isBinary));
    socket.on('close', () => this.#left(socket));
    const missed = this.#output.since(position);
    this.#send({
      type: 'ready',
      terminalId: this.id,
      position: this.#output.position - missed.length,
      isResumed,
    });
    if (missed.length > 0) socket.send(missed, () => undefined);
    // Between the opening of a shell and its showing either side may have gone, and told nobody here.
    if (this.#exit) this.#send(this.#exit);
    if (this.#ending) letGo(socket, this.#ending);
    else if (socket.readyState !== socket.OPEN) this.#left(socket);
  }

  resize(columns: number, rows: number): void {
    void this.#terminal.resize({ columns, rows });
  }

  /** Hangs up: the shell dies, the page learns why. */
  end(code: number, reason: string): void {
    if (this.#ending) return;
    this.#ending = { code, reason };
    clearTimeout(this.#leaving);
    this.#terminal.close();
    if (this.#socket) letGo(this.#socket, this.#ending);
    this.#onEnd();
  }

  #deliver(chunk: Buffer): void {
    this.#output.push(chunk);
    const socket = this.#socket;
    if (!socket || socket.readyState !== socket.OPEN) return;
    socket.send(chunk, () => {
      if (socket.bufferedAmount < slowReaderBytes / 2) this.#terminal.resume();
    });
    if (socket.bufferedAmount > slowReaderBytes) this.#terminal.pause();
  }

  /** What the engine has not taken yet holds the page back: memory here is bounded. */
  async #receive(socket: WebSocket, data: Buffer, isBinary: boolean): Promise<void> {
    const taken = isBinary ? this.#terminal.write(data) : this.#obey(data);
    if (this.#terminal.waitingBytes() <= slowReaderBytes) return;
    socket.pause();
    await taken;
    socket.resume();
  }

  async #obey(data: Buffer): Promise<void> {
    const message = clientMessage.safeParse(parseJson(data));
    if (message.success) await this.#terminal.resize(message.data);
  }

  #left(socket: WebSocket): void {
    if (this.#socket !== socket || this.#ending) return;
    this.#socket = undefined;
    this.#terminal.resume();
    this.#leaving = setTimeout(() => this.end(closeCodes.ended, 'ended'), waitForReturnSeconds * 1000);
    this.#leaving.unref();
  }

  #send(message: ServerMessage): void {
    if (this.#socket?.readyState === this.#socket?.OPEN) this.#socket?.send(JSON.stringify(message));
  }
}

/** Resumed first: a paused socket would not see that the other side closes too. */
function letGo(socket: WebSocket, { code, reason }: { code: number; reason: string }): void {
  socket.resume();
  socket.close(code, reason);
}

function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    return undefined;
  }
}
