import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listInstances } from '#server/incus/instances.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { type FaultProxy, startFaultProxy } from '#server/testing/fault-proxy.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { tinyImage, tinyImageAlias } from '#server/testing/tiny-image.ts';

const mib = 1024 ** 2;
const root = join(import.meta.dirname, '..');

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let proxy: FaultProxy;
let home: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeEngineTenant(opened.ctx);
  proxy = await startFaultProxy();
  home = mkdtempSync(join(tmpdir(), 'berth-upgrade-'));
  await tinyImage(opened.ctx.engine);
});
afterAll(async () => {
  for (const child of started.filter(({ exitCode }) => exitCode === null)) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await proxy?.close();
  await tenant?.remove();
  await opened?.close();
  if (home) rmSync(home, { recursive: true });
});

/** A piece of the scripts in a process of its own, as the commands run them. */
function script(code: string, env: NodeJS.ProcessEnv): ChildProcess {
  const text = code.replaceAll('LIB/', `${root}/scripts/lib/`);
  const args = ['--input-type=module', '-e', text];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'pipe' });
  started.push(child);
  return child;
}

async function said(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    text += String(chunk);
  });
  await once(child, 'exit');
  return text.trim();
}

/** The panel as `npm start` serves it once all is prepared; resolves when its first page came. */
async function startPanel(port: number): Promise<ChildProcess> {
  const child = script(
    `import { serve } from 'LIB/serve.mjs';
     import { takeLock, releaseLock } from 'LIB/panel-lock.mjs';
     const { BERTH_HOME: home, PORT } = process.env;
     if (takeLock(home, { root: '${root}', version: 'test', url: '' })) process.exit(3);
     process.on('exit', () => releaseLock(home));
     await serve({ root: '${root}', home, serverEnv: { BERTH_HOST: '127.0.0.1', PORT } }, { NODE_ENV: 'production' });
     console.log('ready');`,
    {
      ...process.env,
      DATABASE_URL: opened.url,
      BERTH_HOME: home,
      BERTH_INCUS_URL: proxy.url,
      BERTH_DRAIN_SECONDS: '1',
      PORT: String(port),
      LOG_LEVEL: 'error',
    },
  );
  child.stderr?.pipe(process.stderr);
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes('ready')) return child;
  throw new Error('the panel ended before it served a page');
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await isSo()) return;
    await sleep(100);
  }
  throw new Error('it did not come about within 30 s');
}

test.skipIf(!existsSync(join(root, '.next/BUILD_ID')))(
  'a job in the middle of a long step survives the upgrade and is done once',
  async () => {
    const { db, engine } = opened.ctx;
    const image = await makeImage(db, { alias: tinyImageAlias });
    const former = await startPanel(3141);
    // The loops of the panel wait for operations too.
    const waits = { path: /\/operations\/.*\/wait/, times: 1000 };
    const wait = proxy.place({ fault: { kind: 'delay', ms: 60_000 }, ...waits });
    const events = proxy.place({ fault: { kind: 'cut-before' }, path: /\/events/, times: 1000 });
    const input = { tenant: tenant.slug, name: 'moving', imageId: image.id, vcpus: 1 };
    const { instanceId, jobId } = await createInstance(
      opened.ctx,
      createInstanceInput.parse({ ...input, memoryBytes: 128 * mib, diskBytes: 1024 * mib }),
    );
    await until(async () => wait.hits() > 0 && (await db.jobStep.count({ where: { state: 'running' } })) > 0);

    // A second panel does not come up beside it, nor does it disturb it.
    await expect(startPanel(3142)).rejects.toThrow('ended before');

    const drained = script(
      `import { findFormer } from 'LIB/upgrade/find-former.mjs';
       import { drain } from 'LIB/upgrade/drain.mjs';
       const former = findFormer({ home: '${home}', env: process.env });
       await drain('${home}', former);
       console.log(process.env.BERTH_INCUS_URL);`,
      // What the environment says itself is not taken over.
      { ...process.env, BERTH_INCUS_URL: undefined },
    );
    expect(await said(drained)).toBe(proxy.url); // the settings of the former panel are taken over
    expect(former.exitCode).toBe(0);
    const between = await db.job.findUniqueOrThrow({ where: { id: jobId } });
    expect(between).toMatchObject({ finishedAt: null, claimedBy: null });

    await db.$executeRaw`ALTER TABLE "Node" ADD COLUMN "ofTheNextVersion" TEXT`;
    wait.remove();
    events.remove();
    await startPanel(3141);
    await until(async () => (await db.job.findUniqueOrThrow({ where: { id: jobId } })).finishedAt !== null);

    const job = await db.job.findUniqueOrThrow({ where: { id: jobId }, include: { steps: true } });
    expect(job).toMatchObject({ state: 'done', errorReason: null });
    expect((await db.instance.findUniqueOrThrow({ where: { id: instanceId } })).state).toBe('running');
    const onEngine = await listInstances(engine, { project: tenant.project });
    expect(onEngine.map(({ name }) => name)).toEqual(['moving']);
  },
);
