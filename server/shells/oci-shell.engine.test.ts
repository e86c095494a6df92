import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeEngineTenant } from '../testing/make-engine-tenant.ts';
import { makeShell } from '../testing/make-shell.ts';
import { openTestCtx, type TestCtx } from '../testing/open-test-ctx.ts';
import { type Registry, startRegistry } from '../testing/start-registry.ts';
import { fetchImage } from './fetch-image.ts';
import { readEvidence } from './read-evidence.ts';
import { readStatus } from './read-status.ts';
import { readWorkloadLogs } from './read-workload-logs.ts';
import { runDeployment } from './run-deployment.ts';
import type { FetchAnswer, FetchInput, RunInput } from './schema.ts';

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let registry: Registry;
let shell: Awaited<ReturnType<typeof makeShell>>;

beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeEngineTenant(opened.ctx);
  registry = await startRegistry(opened.ctx.engine, tenant);
  shell = await makeShell(opened.ctx.engine, tenant);
});
afterAll(async () => {
  await tenant?.remove();
  await opened.close();
});

async function fetch(number: number, reference: string, wish: Partial<FetchInput> = {}): Promise<FetchAnswer> {
  const { caPem, username, password } = registry;
  const lines: FetchAnswer['log']['lines'] = [];
  let after = 0;
  for (;;) {
    const input = { number, reference, auth: { username, password }, caPem, after, waitSeconds: 10, ...wish };
    const answer = await fetchImage(opened.ctx.engine, shell, input);
    lines.push(...answer.log.lines);
    after = answer.log.position;
    if (answer.state !== 'fetching') return { ...answer, log: { position: after, lines } };
  }
}
const run = (number: number, digest: string, wish: Partial<RunInput> = {}) =>
  runDeployment(opened.ctx.engine, shell, { number, digest, runtime: 'crun', ...wish });
const status = () => readStatus(opened.ctx.engine, shell);
const texts = async (number: number) =>
  (await readWorkloadLogs(opened.ctx.engine, shell, { number })).lines.map(({ text }) => text);
const ask = async (path = '/') =>
  (await globalThis.fetch(`http://${shell.address}:8080${path}`, { signal: AbortSignal.timeout(5000) })).text();

describe('one after another', () => {
  test('an image is fetched from a private registry with its user and its CA', async () => {
    expect(await status()).toMatchObject({ number: null, state: 'none' });
    const { reference, digest } = await registry.push('web');
    const answer = await fetch(1, reference);
    expect(answer).toMatchObject({ state: 'fetched', digest, error: null });
    expect(answer.facts).toMatchObject({ command: ['/web'], ports: [{ port: 8080, protocol: 'tcp' }] });
    console.log(answer);
  });

  test.each(['crun', 'runsc'] as const)('it runs by %s and answers', async (runtime) => {
    const { digest } = await fetch(1, `${registry.host}/tests/web:1`);
    const started = performance.now();
    const now = await run(1, digest ?? '', { runtime });
    console.log(runtime, 'run', Math.round(performance.now() - started), now);
    expect(now).toMatchObject({ number: 1, state: 'running', restarts: 0 });
    await expect.poll(() => ask().catch(String)).toBe('ok');
    expect(await texts(1)).toContain('listening on 8080');
    console.log(await readEvidence(opened.ctx.engine, shell));
  });
});
