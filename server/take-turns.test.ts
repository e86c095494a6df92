import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { takeTurns } from './take-turns.ts';

const open: { path: string; response: ServerResponse }[] = [];
const server = createServer(
  takeTurns((request, response) => open.push({ path: request.url ?? '', response }), { atOnce: 2 }),
);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

afterEach(() => {
  for (const { response } of open.splice(0)) response.end();
});

function ask(path: string, authorization: string, signal?: AbortSignal): Promise<string> {
  const asked = fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { authorization },
    signal: signal ?? null,
  });
  return asked.then((response) => response.text()).catch(() => 'broken off');
}
const paths = () => open.map(({ path }) => path);

test('a caller has two calls under way, others and pages do not wait for the rest', async () => {
  const answers = [1, 2, 3].map((n) => ask(`/api/v1/a${n}`, 'Bearer a'));
  await expect.poll(paths).toHaveLength(2);
  answers.push(ask('/api/v1/b', 'Bearer b'), ask('/t/acme', 'Bearer a'));
  await expect.poll(() => paths().length).toBe(4);
  expect(paths()).toEqual(expect.arrayContaining(['/api/v1/b', '/t/acme']));
  open[0]?.response.end('first');
  await expect.poll(() => paths().length).toBe(5);
  for (const { response } of open.slice(1)) response.end('later');
  expect((await Promise.all(answers)).toSorted()).toEqual(['first', 'later', 'later', 'later', 'later']);
});

test('whoever does not wait for the turn keeps nobody from it', async () => {
  const both = [1, 2].map((n) => ask(`/api/v1/a${n}`, 'Bearer a'));
  await expect.poll(paths).toHaveLength(2);
  const leaver = new AbortController();
  const left = ask('/api/v1/left', 'Bearer a', leaver.signal);
  const last = ask('/api/v1/last', 'Bearer a');
  await new Promise((resolve) => setTimeout(resolve, 50));
  leaver.abort();
  expect(await left).toBe('broken off');
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const { response } of open.slice()) response.end('done');
  await expect.poll(paths).toContain('/api/v1/last');
  expect(paths()).not.toContain('/api/v1/left');
  open.at(-1)?.response.end('done');
  expect(await Promise.all([...both, last])).toEqual(['done', 'done', 'done']);
});
