import { closeCodes, maxMessageBytes } from '#server/terminal/schema.ts';

export type ConnectionState =
  | { kind: 'connecting' | 'connected' | 'reconnecting' }
  | { kind: 'signed-out' | 'gone' | 'inactive' | 'engine' | 'refused' | 'too-many' | 'too-large' }
  | { kind: 'ended'; code: number | null };

export type Connection = {
  send(data: Uint8Array): void;
  resize(columns: number, rows: number): void;
  close(): void;
};

type Handlers = {
  size(): { columns: number; rows: number };
  onOutput(data: Uint8Array): void;
  onFresh(): void;
  onState(state: ConnectionState): void;
  /** Something that was typed or pasted did not leave this page. */
  onLost(): void;
};

/** A long paste goes in pieces that the server surely takes. */
const pieceBytes = maxMessageBytes / 4;
const longestPauseMs = 8000;
/** A server that refuses the upgrade looks like a lost network to a browser: give up after as many. */
const maxRefusals = 6;

/**
 * The WebSocket of one terminal. A lost connection is opened again with growing pauses, and the shell
 * goes on where it was: the server is told its name and how many bytes have been seen.
 */
export function connectTerminal(path: string, handlers: Handlers): Connection {
  let socket: WebSocket | undefined;
  let terminalId: string | undefined;
  let position = 0;
  let exitCode: number | null = null;
  let attempts = 0;
  let isOver = false;
  let isLossTold = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    const { columns, rows } = handlers.size();
    const query = new URLSearchParams({ columns: String(columns), rows: String(rows) });
    if (terminalId)
      for (const [key, value] of [
        ['terminalId', terminalId],
        ['position', `${position}`],
      ])
        query.set(key ?? '', value ?? '');
    const mark = path.includes('?') ? '&' : '?';
    const next = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${path}${mark}${query}`);
    next.binaryType = 'arraybuffer';
    next.onmessage = (event) => (typeof event.data === 'string' ? obey(event.data) : output(event.data));
    next.onclose = (event) => next === socket && closed(event.code);
    socket = next;
  };
  const output = (data: ArrayBuffer) => {
    position += data.byteLength;
    handlers.onOutput(new Uint8Array(data));
  };
  const obey = (text: string) => {
    const message = JSON.parse(text);
    if (message.type === 'exit') exitCode = message.code;
    if (message.type !== 'ready') return;
    if (terminalId && !message.isResumed) handlers.onFresh();
    ({ terminalId, position } = message);
    attempts = 0;
    isLossTold = false;
    handlers.onState({ kind: 'connected' });
  };
  const tellLoss = () => {
    // Once for an outage, not for every key.
    if (!isLossTold) handlers.onLost();
    isLossTold = true;
  };
  const closed = (code: number) => {
    if (isOver) return;
    if (socket?.bufferedAmount) tellLoss();
    const final = finalState(code, exitCode);
    if (final || ++attempts > maxRefusals) return handlers.onState(final ?? { kind: 'refused' });
    handlers.onState({ kind: terminalId ? 'reconnecting' : 'connecting' });
    timer = setTimeout(open, Math.min(250 * 2 ** attempts, longestPauseMs));
  };

  handlers.onState({ kind: 'connecting' });
  open();
  return {
    send(data) {
      if (socket?.readyState !== WebSocket.OPEN) return tellLoss();
      for (let start = 0; start < data.length; start += pieceBytes)
        socket.send(data.slice(start, start + pieceBytes) as Uint8Array<ArrayBuffer>);
    },
    resize: (columns, rows) =>
      socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify({ type: 'resize', columns, rows })),
    close() {
      isOver = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}

function finalState(code: number, exitCode: number | null): ConnectionState | undefined {
  switch (code) {
    case closeCodes.ended:
      return { kind: 'ended', code: exitCode };
    case closeCodes.signedOut:
      return { kind: 'signed-out' };
    case closeCodes.gone:
      return { kind: 'gone' };
    case closeCodes.inactive:
      return { kind: 'inactive' };
    case closeCodes.engine:
      return { kind: 'engine' };
    case closeCodes.tooMany:
      return { kind: 'too-many' };
    case closeCodes.tooLarge:
      return { kind: 'too-large' };
    default:
      return undefined;
  }
}
