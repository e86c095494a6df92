import { afterAll, beforeAll, expect, test } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { createInstance } from './create-instance.ts';
import { createInstanceInput } from './schema.ts';

const mib = 1024 ** 2;

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;

beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeEngineTenant(opened.ctx);
});
afterAll(async () => {
  await tenant?.remove();
  await opened?.close();
});

const userData = `#cloud-config
runcmd:
  - [sh, -c, 'echo "worked on $(hostname)" > /root/by-user-data']
`;

test('what the user-data says is done in the guest at its first start', { timeout: 240_000 }, async () => {
  const { ctx } = opened;
  const { id: imageId } = await makeImage(ctx.db, { alias: 'debian/12' });
  const size = { vcpus: 1, memoryBytes: 512 * mib, diskBytes: 2048 * mib };
  const wish = { tenant: tenant.slug, name: 'told', imageId, ...size, userData };
  await createInstance(ctx, createInstanceInput.parse(wish));
  await runQueuedJobs(ctx);
  const ref = { project: tenant.project, name: 'told' };
  const read = async () => {
    const command = ['cat', '/root/by-user-data'];
    return (await execInInstance(ctx.engine, { ...ref, command })).stdout.toString();
  };
  await expect.poll(read, { timeout: 200_000, interval: 1000 }).toBe('worked on told\n');
});
