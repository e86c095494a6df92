import { randomBytes } from 'node:crypto';
import { onceAProcess } from '#server/once-a-process.ts';

/** Of one console, and how many consoles at once: those that were looked at last. */
const mostCharacters = 256 * 1024;
const mostConsoles = 200;

/** What was read of a console so far: the engine gives each byte of a running one away once. */
export type ConsoleBuffer = {
  /** Of this very buffer: a cursor of another one says nothing here. */
  id: string;
  /** How many characters there were before `text`. */
  start: number;
  text: string;
};

type Kept = { buffer: ConsoleBuffer; reading: Promise<unknown> };

/**
 * Keeps what a console has said for all who look at it in this process. `key` names one run of an instance; `read` takes
 * what the engine has by now. One reads at a time: two would share the bytes among them.
 */
export async function readIntoBuffer(key: string, read: () => Promise<string>): Promise<ConsoleBuffer> {
  const kept = keptFor(key);
  const reading = kept.reading.then(async () => append(kept.buffer, await read()));
  kept.reading = reading.catch(() => undefined);
  await reading;
  return kept.buffer;
}

const consoles = onceAProcess('console-buffers', () => new Map<string, Kept>());

function keptFor(key: string): Kept {
  const map = consoles;
  const kept = map.get(key) ?? {
    buffer: { id: randomBytes(6).toString('hex'), start: 0, text: '' },
    reading: Promise.resolve(),
  };
  map.delete(key);
  map.set(key, kept);
  for (const oldest of map.keys()) {
    if (map.size <= mostConsoles) break;
    map.delete(oldest);
  }
  return kept;
}

function append(buffer: ConsoleBuffer, fresh: string): void {
  const text = buffer.text + fresh;
  const lost = Math.max(text.length - mostCharacters, 0);
  buffer.text = text.slice(lost);
  buffer.start += lost;
}
