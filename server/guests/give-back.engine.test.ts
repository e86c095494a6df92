import { afterAll, beforeAll, expect, test } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';

const gib = 1024 ** 3;
let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeEngineTenant(opened.ctx);
  const { ctx } = opened;
  const { id: imageId } = await makeImage(ctx.db, { alias: 'debian/12' });
  const size = { vcpus: 1, memoryBytes: gib / 4, diskBytes: 2 * gib };
  await createInstance(
    ctx,
    createInstanceInput.parse({ tenant: tenant.slug, name: 'rested', imageId, ...size }),
  );
  await runQueuedJobs(ctx);
});
afterAll(async () => {
  await tenant?.remove();
  await opened?.close();
});

async function sh(script: string): Promise<string> {
  const ref = { project: tenant.project, name: 'rested' };
  const { stdout } = await execInInstance(opened.ctx.engine, { ...ref, command: ['sh', '-c', script] });
  return stdout.toString().trim();
}
/** Bytes of programs in the page cache. */
const cached = async (...programs: string[]) =>
  (await sh(`fincore --bytes --noheadings --output=RES ${programs.join(' ')}`)).split(/\s+/).map(Number);

test('pages of programs that only the start runs go some seconds after it, of those that run they stay', async () => {
  await expect.poll(() => sh('systemctl is-active berth-give-back.timer ssh')).toBe('active\nactive');
  await sh('ssh-keygen -l -f /dev/null; true');
  expect((await cached('/usr/bin/ssh-keygen'))[0]).toBeGreaterThan(0);
  await sh('systemctl start berth-give-back.service');
  const [keygen, dhclient, sshd] = await cached(
    '/usr/bin/ssh-keygen',
    '/usr/sbin/dhclient',
    '/usr/sbin/sshd',
  );
  expect([keygen, dhclient]).toEqual([0, 0]);
  expect(sshd).toBeGreaterThan(0);
});
