import { expect, test } from 'vitest';
import { containerSettings } from '../container-schema.ts';
import { chooseContainer } from './choose-container.ts';

const size = { vcpus: 1, memoryBytes: 1, diskBytes: 1 };
const allowances = {
  allowsNesting: false,
  allowsEmulation: false,
  allowsUnconfined: false,
  maxUploadBytes: 0,
};

function choose(settings: Record<string, unknown>, formerSecrets?: Record<string, string>) {
  const input = {
    kind: 'app' as const,
    tenantId: 'x',
    settings: { image: 'nginx', ...settings },
    size,
    allowances,
  };
  return chooseContainer(null, { ...input, ...(formerSecrets && { formerSecrets }) });
}

test('what is secret is in the secrets alone', async () => {
  const environment = [
    { name: 'MODE', value: 'fast' },
    { name: 'TOKEN', value: 'hush', isSecret: true },
  ];
  const { deployment } = await choose({ environment });
  expect(JSON.stringify(deployment?.settings)).not.toContain('hush');
  expect(deployment?.settings).toMatchObject({ environment: [{ value: 'fast' }, { value: null }] });
  expect(deployment?.secrets).toEqual({ TOKEN: 'hush' });
});

test('a secret that is not typed again keeps its value, and must have had one', async () => {
  const environment = [{ name: 'TOKEN', value: null, isSecret: true }];
  expect((await choose({ environment }, { TOKEN: 'old' })).deployment?.secrets).toEqual({ TOKEN: 'old' });
  await expect(choose({ environment })).rejects.toMatchObject({ reason: 'secret-without-value' });
});

test('no capability is given unless it is asked for, and seccomp goes only where the plan allows it', async () => {
  expect((await choose({})).deployment?.settings).toMatchObject({ capabilities: [], seccomp: 'default' });
  await expect(choose({ seccomp: 'unconfined' })).rejects.toMatchObject({
    reason: 'unconfined-not-allowed',
    field: 'settings.seccomp',
  });
});

test('a health check may not keep anybody in doubt for more than an hour; how seldom it looks later is its own matter', async () => {
  const health = (times: Record<string, number>) =>
    choose({ health: { test: { kind: 'tcp', port: 80 }, ...times } });
  await expect(health({ startSeconds: 3500, timeoutSeconds: 300 })).rejects.toMatchObject({
    ...{ reason: 'health-check-too-long', params: { minutes: 60 }, field: 'settings.health.startSeconds' },
  });
  await health({ startSeconds: 3000, intervalSeconds: 3600 });
});

test.each([
  ['--privileged'],
  ['nginx:1.27 --privileged'],
  ['nginx\n'.repeat(2)],
  ['https://example.org/x'],
  ['../x'],
  [''],
])('%j is no image reference', (image) => {
  expect(containerSettings.safeParse({ image }).success).toBe(false);
});

test('who may administer the network is not without outgoing connections', () => {
  const parsed = containerSettings.safeParse({
    image: 'nginx',
    capabilities: ['NET_ADMIN'],
    outgoing: false,
  });
  expect(parsed.error?.issues[0]?.message).toBe('net-admin-needs-outgoing');
});
