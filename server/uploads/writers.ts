import { onceAProcess } from '#server/once-a-process.ts';

type Writer = { controller: AbortController; ended: Promise<unknown> };

const writers = () => onceAProcess('upload-writers', () => new Map<string, Writer>());

/**
 * Runs `write` as the only writer of an upload. Who comes later goes before: a browser whose line broke off asks anew
 * while its former request still hangs here.
 */
export async function asOnlyWriter<T>(id: string, write: (signal: AbortSignal) => Promise<T>): Promise<T> {
  while (writers().has(id)) await endWriter(id);
  const controller = new AbortController();
  const writing = write(controller.signal).finally(() => writers().delete(id));
  writers().set(id, { controller, ended: writing.catch(() => undefined) });
  return writing;
}

/** Breaks off whoever writes to it now, and waits until what was received lies in the file. */
export async function endWriter(id: string): Promise<void> {
  const writer = writers().get(id);
  if (!writer) return;
  writer.controller.abort();
  await writer.ended;
}
