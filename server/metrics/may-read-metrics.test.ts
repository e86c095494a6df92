import { afterEach, expect, test, vi } from 'vitest';

const token = 'a-token-of-the-monitoring';

/** The environment is read once a process: each case has modules of its own. */
async function mayRead(settings: Record<string, string>, headers: Record<string, string>, remote: string) {
  vi.resetModules();
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { cameDirectly, mayReadMetrics } = await import('./may-read-metrics.ts');
  const given: Record<string, string> = { host: 'localhost:3000', ...headers };
  return mayReadMetrics({ header: (name) => given[name], remote, isDirect: cameDirectly(given) });
}
afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ['127.0.0.1', {}, true],
  ['::1', { host: '[::1]:3000' }, true],
  ['::ffff:127.0.0.1', {}, true],
  ['192.0.2.7', {}, false],
  ['', {}, false],
  ['127.0.0.1', { 'x-forwarded-for': '192.0.2.7' }, false],
  ['127.0.0.1', { via: '1.1 proxy' }, false],
  ['127.0.0.1', { host: 'rebound.example:3000' }, false],
])('without a token: from %s with %j', async (remote, headers, expected) => {
  expect(await mayRead({}, headers, remote)).toBe(expected);
});

test('behind a proxy of this machine nobody may without a token', async () => {
  expect(await mayRead({ BERTH_TRUST_PROXY: 'true' }, {}, '127.0.0.1')).toBe(false);
});

test.each([
  [{ authorization: `Bearer ${token}` }, '192.0.2.7', true],
  [{ authorization: `Bearer ${token}x` }, '192.0.2.7', false],
  [{ authorization: 'Bearer' }, '127.0.0.1', false],
  [{}, '127.0.0.1', false],
])('with a token: %j from %s', async (headers, remote, expected) => {
  expect(await mayRead({ BERTH_METRICS_TOKEN: token }, headers, remote)).toBe(expected);
});
