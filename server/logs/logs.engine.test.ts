import { afterAll, beforeAll, expect, test } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { getLog } from './get-log.ts';

const gib = 1024 ** 3;
let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let tiny: { id: string; name: string };

beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeEngineTenant(opened.ctx);
  tiny = await makeEngineInstance(opened.ctx, tenant);
});
afterAll(async () => {
  await tenant?.remove();
  await opened?.close();
});
const read = (id: string, after: string | null = null, limit = 500) =>
  getLog(opened.ctx, { id, after, limit });
async function inside(name: string, script: string): Promise<void> {
  const command = ['/bin/sh', '-c', script];
  const { code, stderr } = await execInInstance(opened.ctx.engine, {
    project: tenant.project,
    name,
    command,
  });
  if (code !== 0) throw new Error(stderr.toString());
}
const texts = ({ lines }: { lines: { text: string }[] }) => lines.map(({ text }) => text);

test('a guest with a journal: the last lines, then only what came since', async () => {
  const { id: imageId } = await makeImage(opened.ctx.db, { alias: 'debian/12' });
  const size = { vcpus: 1, memoryBytes: gib / 2, diskBytes: 2 * gib };
  const input = createInstanceInput.parse({ tenant: tenant.slug, name: 'logs-1', imageId, ...size });
  const { instanceId } = await createInstance(opened.ctx, input);
  await runQueuedJobs(opened.ctx);
  await expect.poll(async () => (await read(instanceId)).source, { timeout: 20_000 }).toBe('journal');
  const before = await read(instanceId);
  await inside('logs-1', "printf 'one \\033[31mred\\nsecond' | systemd-cat -t berth-test -p err; sleep 1");
  const after = await read(instanceId, before.cursor);
  const ours = after.lines.filter(({ text }) => text.startsWith('berth-test'));
  expect(ours.map(({ text, level }) => [text.replace(/\[\d+\]/, ''), level])).toEqual([
    ['berth-test: one red', 'error'],
    ['berth-test: second', 'error'],
  ]);
  expect(Math.abs(Date.parse(ours[0]?.at ?? '') - Date.now())).toBeLessThan(60_000);
  expect(texts(await read(instanceId, after.cursor)).join()).not.toContain('berth-test');

  await stopInstance(opened.ctx, { id: instanceId, isForced: true });
  await runQueuedJobs(opened.ctx);
  expect((await read(instanceId, after.cursor)).source).toBe('console');
});

test('a guest that keeps a file: rotation is told, what is half written waits', async () => {
  await inside(tiny.name, "mkdir -p /var/log; printf 'a\\nb\\nhalf' > /var/log/messages");
  const first = await read(tiny.id);
  expect(first).toMatchObject({ source: 'file', unfinished: 'half', isCut: false });
  expect(texts(first)).toEqual(['a', 'b']);
  await inside(tiny.name, "printf ' whole\\nc\\n' >> /var/log/messages");
  const second = await read(tiny.id, first.cursor);
  expect(texts(second)).toEqual(['half whole', 'c']);
  expect(texts(await read(tiny.id, second.cursor))).toEqual([]);
  await inside(tiny.name, 'mv /var/log/messages /var/log/messages.1; echo new > /var/log/messages');
  expect(await read(tiny.id, second.cursor)).toMatchObject({ isCut: true, lines: [{ text: 'new' }] });
});

test('a guest that keeps nothing: its console, without losing its place', async () => {
  await inside(tiny.name, 'rm -f /var/log/messages; echo "first line" > /dev/console');
  const first = await read(tiny.id);
  expect(first.source).toBe('console');
  expect(texts(first)).toContain('first line');
  await inside(tiny.name, 'echo "second line" > /dev/console; echo "third line" > /dev/console');
  const one = await read(tiny.id, first.cursor, 1);
  expect(one).toMatchObject({ lines: [{ text: 'second line' }], hasMore: true, isCut: false });
  expect(texts(await read(tiny.id, one.cursor))).toEqual(['third line']);
});

test('a cursor that somebody made up is no danger, and a huge line is cut', async () => {
  await inside(
    tiny.name,
    "head -c 400000 /dev/zero | tr '\\0' x > /var/log/messages; echo >> /var/log/messages; echo end >> /var/log/messages",
  );
  for (const after of [
    'j:s=$(reboot)',
    'f:0:-1',
    'f:1:99999999999',
    'c:9:!!',
    'c:ab:9',
    'w:1',
    '; reboot',
    "'",
  ]) {
    const page = await read(tiny.id, after);
    expect(texts(page).at(-1), after).toBe('end');
    expect(Math.max(...texts(page).map((text) => text.length))).toBeLessThanOrEqual(8192);
  }
});

test('who may not have a terminal may not read it; to others it is not there', async () => {
  const reader = { ...opened.ctx, actor: makeMember({ ...tenant, name: tenant.slug }, 'reader') };
  expect(await refusalOf(getLog(reader, { id: tiny.id, after: null, limit: 5 }))).toMatchObject({
    code: 'forbidden',
  });
  const other = { ...opened.ctx, actor: makeMember(await makeTenant(opened.ctx.db)) };
  expect(await refusalOf(getLog(other, { id: tiny.id, after: null, limit: 5 }))).toMatchObject({
    code: 'not-found',
  });
});
