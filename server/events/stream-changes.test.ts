import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { asUser } from '#server/testing/as-user.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { type ChangeListener, listenChanges } from './listen-changes.ts';
import { notifyChange } from './notify-change.ts';
import { streamChanges } from './stream-changes.ts';
import { mostStreams } from './take-stream-place.ts';

let place: TestCtx;
let changes: ChangeListener;
let user: Extract<Actor, { kind: 'user' }>;
let leaving = new AbortController();

beforeAll(async () => {
  place = await openTestCtx();
  changes = listenChanges(place.url, place.ctx.log);
  const { id } = await makeUser(place.ctx.db, { isOperator: true });
  const { actor } = await asUser(place.ctx, id);
  if (actor.kind !== 'user') throw new Error('not a person');
  user = actor;
});
afterEach(() => {
  leaving.abort();
  leaving = new AbortController();
});
afterAll(async () => {
  await changes?.close();
  await place?.close();
});

const open = () => streamChanges(changes, user, undefined, leaving.signal);

/** All events that wait to be read, and resolves when `last` is among them. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, last: string): Promise<string> {
  let text = '';
  while (!text.includes(last)) text += new TextDecoder().decode((await reader.read()).value);
  return text;
}
/** Tells of `count` changes, and waits until every stream has heard of them. */
async function change(count: number): Promise<void> {
  let heard = 0;
  const unsubscribe = changes.subscribe(() => heard++);
  for (let n = 0; n < count; n++)
    await notifyChange(place.ctx.db, { topic: 'node', id: `node-${n}`, tenantId: null });
  await expect.poll(() => heard).toBe(count);
  unsubscribe();
}

test('a reader who had stopped is told to look at everything anew, and then hears on', async () => {
  // The first notification is heard as soon as the connection listens.
  await expect
    .poll(async () => {
      const seen = new Promise((resolve) => changes.subscribe(resolve));
      await notifyChange(place.ctx.db, { topic: 'node', id: 'first', tenantId: null });
      return Promise.race([seen, new Promise((resolve) => setTimeout(resolve, 200))]);
    })
    .toBeTruthy();
  const reader = open()?.getReader();
  if (!reader) throw new Error('no stream');
  await change(1000);
  const late = await readUntil(reader, 'event: resync');
  expect(late.match(/event: change/g)?.length).toBeLessThan(300);
  await change(1);
  expect(await readUntil(reader, '"node-0"')).not.toContain('resync');
});

test('a session has no more streams than its share, until some of them end', () => {
  const streams = Array.from({ length: mostStreams }, open);
  expect(streams.every((stream) => stream !== null)).toBe(true);
  expect(open()).toBeNull();
  leaving.abort();
  leaving = new AbortController();
  expect(open()).not.toBeNull();
});
