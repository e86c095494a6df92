import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { controlService } from './control-service.ts';
import { deleteFile } from './delete-file.ts';
import { endProcess } from './end-process.ts';
import { folderInput, maxTextBytes } from './files-schema.ts';
import { listFiles } from './list-files.ts';
import { listProcesses } from './list-processes.ts';
import { listServices } from './list-services.ts';
import { makeFolder } from './make-folder.ts';
import { openFile } from './open-file.ts';
import { readTextFile } from './read-text-file.ts';
import { uploadFile } from './upload-file.ts';
import { writeTextFile } from './write-text-file.ts';

const mib = 1024 ** 2;
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

async function sh(name: string, script: string): Promise<string> {
  const ref = { project: tenant.project, name };
  const { stdout, stderr, code } = await execInInstance(opened.ctx.engine, {
    ...ref,
    command: ['sh', '-c', script],
  });
  if (code !== 0) throw new Error(`${script}: ${code} ${stderr}`);
  return stdout.toString();
}
async function make(alias: string, name: string) {
  const { ctx } = opened;
  const { id: imageId } = await makeImage(ctx.db, { alias });
  const size = { vcpus: 1, memoryBytes: 256 * mib, diskBytes: 2048 * mib };
  const wish = { tenant: tenant.slug, name, imageId, ...size };
  const { instanceId } = await createInstance(ctx, createInstanceInput.parse(wish));
  await runQueuedJobs(ctx);
  return { id: instanceId, name };
}

describe('processes of a busybox', () => {
  const list = () => listProcesses(opened.ctx, tiny);
  const find = async (part: string) => (await list()).processes.find(({ command }) => command.includes(part));

  test('are as they are', async () => {
    const { processes, total } = await list();
    const init = processes.find(({ pid }) => pid === 1);
    expect(init).toMatchObject({ user: 'root', parentPid: 0, command: expect.stringContaining('init') });
    expect(init?.memoryBytes).toBeGreaterThan(0);
    expect(init?.runsSeconds).toBeGreaterThan(0);
    expect(init?.runsSeconds).toBeLessThan(300);
    expect(total).toBe(processes.length);
  });
  test('whoever uses CPU has used it', async () => {
    await sh(tiny.name, 'setsid sh -c "while :; do :; done # spin" </dev/null >/dev/null 2>&1 &');
    await delay(1500);
    const spin = await find('# spin');
    expect(spin).toMatchObject({ state: 'running' });
    expect(spin?.cpuSeconds).toBeGreaterThan(0.5);
    const { pid = 0, startedTicks = 0 } = spin ?? {};
    // A number that another has got meanwhile is left alone.
    const other = endProcess(opened.ctx, { ...tiny, pid, startedTicks: startedTicks + 1, signal: 'kill' });
    expect(await refusalOf(other)).toMatchObject({ reason: 'process-gone' });
    expect(await find('# spin')).toBeDefined();
    await endProcess(opened.ctx, { ...tiny, pid, startedTicks, signal: 'term' });
    await expect.poll(() => find('# spin')).toBeUndefined();
    const again = endProcess(opened.ctx, { ...tiny, pid, startedTicks, signal: 'term' });
    expect(await refusalOf(again)).toMatchObject({ reason: 'process-gone' });
    const audit = await opened.ctx.db.auditEntry.findMany({
      where: { targetId: tiny.id, action: 'instance.end-process' },
    });
    expect(audit.at(0)?.details).toEqual({ pid, signal: 'kill' });
  });
  test('the first of them is not ended', async () => {
    const first = endProcess(opened.ctx, { ...tiny, pid: 1, startedTicks: 0, signal: 'kill' });
    expect(await refusalOf(first)).toMatchObject({ reason: 'process-is-first' });
  });
  test('names are only names', async () => {
    const name = '$(printf "\\033[2J\\n1 process x")';
    await sh(
      tiny.name,
      `cp /bin/busybox "/tmp/a) R 1"; ln -sf "a) R 1" /tmp/sleep; setsid /bin/busybox sh -c 'exec -a "${name}" /bin/busybox sleep 300' </dev/null >/dev/null 2>&1 & sleep 0.3; true`,
    );
    const { processes } = await list();
    expect(new Set(processes.map(({ pid }) => pid)).size).toBe(processes.length);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
    expect(JSON.stringify(processes)).not.toMatch(/[\x00-\x1f]/);
  });
  test('it has no services that the panel knows', async () => {
    expect(await listServices(opened.ctx, tiny)).toEqual({ manager: null, services: [] });
  });
  test('a guest that talks without end is broken off', async () => {
    await withOtherShell('#!/bin/busybox yes', async () => {
      const startedAt = performance.now();
      expect(await refusalOf(list())).toMatchObject({ reason: 'guest-unreadable' });
      expect(performance.now() - startedAt).toBeLessThan(9000);
    });
    await expect.poll(() => find('/bin/busybox yes'), { timeout: 10_000 }).toBeUndefined();
  });
  test('a guest that says nothing is left in time', { timeout: 60_000 }, async () => {
    await withOtherShell('#!/bin/busybox ash\nexec sleep 1234', async () => {
      expect(await refusalOf(list())).toMatchObject({ reason: 'guest-too-slow' });
    });
    await expect.poll(() => find('sleep 1234'), { timeout: 10_000 }).toBeUndefined();
  });

  async function withOtherShell(script: string, act: () => Promise<void>): Promise<void> {
    const change = async (command: string) => {
      const ref = { project: tenant.project, name: tiny.name };
      await execInInstance(opened.ctx.engine, { ...ref, command: ['/bin/busybox', 'ash', '-c', command] });
    };
    await change(`rm /bin/sh; printf '${script}\n' >/bin/sh; chmod 755 /bin/sh`);
    await act().finally(() => change('rm /bin/sh; ln -s busybox /bin/sh'));
  }
});

describe('files', () => {
  const look = (path: string, more = {}) =>
    listFiles(opened.ctx, { ...folderInput.parse({ path, ...more }), id: tiny.id });
  const up = (path: string, content: string | AsyncIterable<Uint8Array>, overwrites = false) => {
    const body = typeof content === 'string' ? Readable.from([Buffer.from(content)]) : content;
    return uploadFile(opened.ctx, { id: tiny.id, path, body: () => body, overwrites, sizeBytes: undefined });
  };

  test('a folder, its files, links and pipes', async () => {
    await sh(
      tiny.name,
      'mkdir -p /srv/it/sub; cd /srv/it; echo hello >a; chmod 640 a; chown 33:44 a; ln -s ../it/a link; mkfifo pipe; : >.hidden; touch "$(printf "x\\033[2J\\ny")"',
    );
    const { entry, folder } = await look('/srv/it');
    expect(entry).toMatchObject({ type: 'directory', mode: '0755', uid: 0 });
    expect(folder?.items.map(({ name, type }) => [name, type])).toEqual([
      ['.hidden', 'file'],
      ['a', 'file'],
      ['link', 'symlink'],
      ['pipe', 'file'],
      ['sub', 'directory'],
      ['x\x1b[2J\ny', 'file'],
    ]);
    expect(folder?.items[1]).toMatchObject({
      sizeBytes: 6,
      mode: '0640',
      uid: 33,
      gid: 44,
      path: '/srv/it/a',
    });
    expect(Date.parse(folder?.items[1]?.modifiedAt ?? '')).toBeGreaterThan(Date.now() - 300_000);
    expect(folder?.items[2]?.target).toBe('/srv/it/a');
    expect((await look('/srv/it', { hidden: 'false' })).folder).toMatchObject({ total: 5, hiddenCount: 1 });
    expect((await look('/srv/it/a')).folder).toBeNull();
    expect(await refusalOf(look('/srv/nothing'))).toMatchObject({ code: 'not-found', reason: 'path-gone' });
  });
  test('many are told of page by page', async () => {
    await sh(tiny.name, 'mkdir -p /srv/many; cd /srv/many; seq 1 450 | sed "s/^/f/" | xargs touch');
    const last = (await look('/srv/many', { page: 5 })).folder;
    expect(last).toMatchObject({ total: 450, page: 5 });
    expect(last?.items).toHaveLength(50);
    expect((await look('/srv/many')).folder?.items).toHaveLength(100);
  });
  test('text is read, written over only as it was, and keeps mode and owner', async () => {
    const read = () => readTextFile(opened.ctx, { id: tiny.id, path: '/srv/it/a' });
    const write = (text: string, formerSha256: string, path = '/srv/it/a') =>
      writeTextFile(opened.ctx, { id: tiny.id, path, text, formerSha256 });
    const first = await read();
    expect(first).toMatchObject({ text: 'hello\n', mode: '0640', uid: 33, gid: 44 });
    const { sha256 } = await write('привет\r\n', first.sha256);
    expect(await sh(tiny.name, 'stat -c "%a %u %g" /srv/it/a; cat /srv/it/a')).toBe('640 33 44\nпривет\r\n');
    expect((await read()).sha256).toBe(sha256);
    expect(await refusalOf(write('late', first.sha256))).toMatchObject({
      code: 'conflict',
      reason: 'file-changed',
    });
    expect((await read()).text).toBe('привет\r\n');
    await write('', sha256);
    expect((await read()).text).toBe('');
    expect(await refusalOf(write('x', 'new'))).toMatchObject({ reason: 'path-taken' });
    expect(await refusalOf(write('x', first.sha256, '/srv/it/gone'))).toMatchObject({ reason: 'path-gone' });
    await write('new', 'new', '/srv/it/made');
    expect(await sh(tiny.name, 'stat -c "%a %u" /srv/it/made')).toBe('644 0\n');
  });
  test('on a full disk a text that is not saved leaves the one that was there', async () => {
    const former = 'kept\n'.repeat(2000);
    const path = '/srv/full/a';
    await sh(tiny.name, 'mkdir -p /srv/full');
    await up(path, former);
    await sh(tiny.name, `chmod 640 ${path}; sync`);
    const write = (at: string, text: string, formerSha256: string) =>
      writeTextFile(opened.ctx, { id: tiny.id, path: at, text, formerSha256 });
    try {
      // The engine's quota of the disk ends it; what is left is less than a text.
      const fill = 'for size in 1M 64k 4k; do dd if=/dev/urandom bs=$size >>/srv/fill; done; sync; true';
      await sh(tiny.name, fill);
      const { sha256 } = await readTextFile(opened.ctx, { id: tiny.id, path });
      const refused = await refusalOf(write(path, 'x'.repeat(maxTextBytes), sha256));
      expect(refused).toMatchObject({ reason: 'file-kept' });
      expect(await sh(tiny.name, `stat -c %a ${path}; cat ${path}`)).toBe(`640\n${former}`);
      expect(await refusalOf(write('/srv/full/new', 'x'.repeat(maxTextBytes), 'new'))).toMatchObject({
        reason: 'file-refused',
      });
      expect(await refusalOf(look('/srv/full/new'))).toMatchObject({ reason: 'path-gone' });
    } finally {
      await sh(tiny.name, 'rm -f /srv/fill; sync');
    }
  });
  test('what is no small text is not edited', async () => {
    const read = (path: string) => readTextFile(opened.ctx, { id: tiny.id, path });
    await sh(
      tiny.name,
      `cd /srv/it; printf 'a\\000b' >nul; printf '\\377\\376' >latin; head -c ${maxTextBytes + 1} /dev/zero | tr '\\0' x >large`,
    );
    expect(await refusalOf(read('/srv/it/nul'))).toMatchObject({ reason: 'file-not-text' });
    expect(await refusalOf(read('/srv/it/latin'))).toMatchObject({ reason: 'file-not-text' });
    expect(await refusalOf(read('/srv/it/large'))).toMatchObject({ reason: 'file-too-large-to-edit' });
    expect(await refusalOf(read('/srv/it/link'))).toMatchObject({ reason: 'path-is-link' });
    expect(await refusalOf(read('/srv/it'))).toMatchObject({ reason: 'path-is-no-file' });
    // Nobody writes to the pipe: opening it would last.
    expect((await read('/srv/it/pipe')).text).toBe('');
  });
  test('a large file goes up and comes down in pieces', async () => {
    const size = 40 * mib;
    async function* pieces() {
      for (let at = 0; at < size; at += mib) yield Buffer.alloc(mib, at / mib);
    }
    await up('/srv/it/big', pieces());
    expect(await sh(tiny.name, 'stat -c %s /srv/it/big')).toBe(`${size}\n`);
    const { sizeBytes, body } = await openFile(opened.ctx, { id: tiny.id, path: '/srv/it/big' });
    let seen = 0;
    for await (const chunk of body) seen += chunk.length;
    expect([sizeBytes, seen]).toEqual([size, size]);
  });
  test('an upload takes the place of another only when it may, and leaves no part', async () => {
    await up('/srv/it/up', 'one');
    expect(await refusalOf(up('/srv/it/up', 'two'))).toMatchObject({
      code: 'conflict',
      reason: 'path-taken',
    });
    await up('/srv/it/up', 'three', true);
    const { body } = await openFile(opened.ctx, { id: tiny.id, path: '/srv/it/up' });
    expect(await text(body)).toBe('three');
    async function* broken() {
      yield Buffer.from('half');
      await delay(50);
      throw new Error('the browser has gone');
    }
    await expect(up('/srv/it/half', broken())).rejects.toThrow();
    expect(await refusalOf(look('/srv/it/half'))).toMatchObject({ reason: 'path-gone' });
    expect(await refusalOf(up('/srv/it/link', 'x', true))).toMatchObject({ reason: 'path-is-link' });
    expect(await refusalOf(up('/srv/nowhere/x', 'x'))).toMatchObject({ reason: 'path-gone' });
  });
  test('folders are made, and deleted when they are empty', async () => {
    await makeFolder(opened.ctx, { id: tiny.id, path: '/srv/it/made-here' });
    const twice = makeFolder(opened.ctx, { id: tiny.id, path: '/srv/it/made-here' });
    expect(await refusalOf(twice)).toMatchObject({ reason: 'path-taken' });
    const remove = (path: string) => deleteFile(opened.ctx, { id: tiny.id, path });
    expect(await refusalOf(remove('/srv/it'))).toMatchObject({
      code: 'conflict',
      reason: 'folder-not-empty',
    });
    await remove('/srv/it/made-here');
    await remove('/srv/it/link');
    expect(await refusalOf(look('/srv/it/link'))).toMatchObject({ reason: 'path-gone' });
    expect((await look('/srv/it/a')).entry.type).toBe('file');
    expect(await refusalOf(remove('/'))).toMatchObject({ reason: 'path-is-root' });
  });
  test('a link inside the guest leads nowhere outside of it', async () => {
    await sh(tiny.name, 'ln -s ../../../../../../../../etc/hostname /srv/it/out; ln -s / /srv/it/root');
    expect((await look('/srv/it/root/etc')).folder?.items.some(({ name }) => name === 'os-release')).toBe(
      true,
    );
    const { text: release } = await readTextFile(opened.ctx, {
      id: tiny.id,
      path: '/srv/it/root/etc/os-release',
    });
    expect(release).toContain('Berth test image');
  });
  test('of a stopped instance too, processes not', { timeout: 120_000 }, async () => {
    await stopInstance(opened.ctx, { id: tiny.id, isForced: true });
    await runQueuedJobs(opened.ctx);
    const { text: release } = await readTextFile(opened.ctx, { id: tiny.id, path: '/etc/os-release' });
    expect(release).toContain('Berth test image');
    expect(await refusalOf(listProcesses(opened.ctx, tiny))).toMatchObject({ reason: 'guest-needs-running' });
  });
});

describe.each([
  ['systemd', 'debian/12', 'ssh'],
  ['sysvinit', 'debian/12/minimal', 'ssh'],
] as const)('%s', (manager, alias, service) => {
  test('services and processes of a real image', { timeout: 240_000 }, async () => {
    const guest = await make(alias, `with-${manager}`);
    const { ctx } = opened;
    const state = async () => {
      const list = await listServices(ctx, guest);
      expect(list.manager).toBe(manager);
      return list.services.find(({ name }) => name === service);
    };
    await expect
      .poll(state, { timeout: 60_000, interval: 1000 })
      .toMatchObject({ state: 'running', startsAtBoot: true });
    const daemon = async () =>
      (await listProcesses(ctx, guest)).processes.find(({ name }) => name === 'sshd');
    // It has just begun: it may still be at work, and be away for the moment of a restart.
    await expect.poll(daemon).toMatchObject({ user: 'root', state: 'sleeping' });
    const first = await daemon();
    await controlService(ctx, { ...guest, service, verb: 'restart' });
    await expect.poll(async () => (await daemon())?.pid).not.toBe(first?.pid);
    await controlService(ctx, { ...guest, service, verb: 'stop' });
    await expect.poll(state).toMatchObject({ state: 'stopped' });
    await controlService(ctx, { ...guest, service, verb: 'start' });
    await expect.poll(state).toMatchObject({ state: 'running' });
    const unknown = controlService(ctx, { ...guest, service: 'no-such-thing', verb: 'start' });
    expect(await refusalOf(unknown)).toMatchObject({ reason: 'service-refused' });
  });
});
