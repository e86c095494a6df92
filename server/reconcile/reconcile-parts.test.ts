import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Instance } from '#server/incus/instance.ts';
import { expiring } from './check-certificates.ts';
import { diffRules } from './diff-rules.ts';
import { engineBytes, engineCpus, isSameAmount } from './engine-amounts.ts';
import { findUnknownInstances } from './find-unknown-instances.ts';
import { readUnknownSize } from './read-unknown-size.ts';

test('sizes and counts are read as the engine writes them', () => {
  expect(['128MiB', '134217728B', '134217728', '1GB', '50%', ''].map(engineBytes)).toEqual([
    134217728,
    134217728,
    134217728,
    1e9,
    undefined,
    undefined,
  ]);
  expect(['2', '02', '0-1', '0,3', '0-1,3', 'x'].map(engineCpus)).toEqual([2, 2, 2, 2, 3, undefined]);
  expect(isSameAmount('limits.memory', '1GiB', '1024MiB')).toBe(true);
  expect(isSameAmount('limits.cpu', '02', '2')).toBe(true);
  expect(isSameAmount('limits.cpu', '0-1', '2')).toBe(false);
  expect(isSameAmount('security.acls', undefined, 'bt-1')).toBe(false);
});

test('rules are the same in any order and under any description', () => {
  const rule = (destination: string, description = '') =>
    ({ action: 'reject', state: 'enabled', description, destination }) as const;
  const is = { ingress: [], egress: [rule('10.0.0.0/8,192.168.1.7', 'old'), rule('::/0')] };
  expect(diffRules(is, { ingress: [], egress: [rule('::/0'), rule('192.168.1.7,10.0.0.0/8')] })).toEqual([]);
  expect(diffRules(is, { ingress: [], egress: [rule('::/0')] })).toEqual([
    { what: 'egress', is: 'reject enabled destination=10.0.0.0/8,192.168.1.7', wanted: null },
  ]);
});

describe('unknown instances', () => {
  const quota = {} as never;
  const tenant = { id: 't1', slug: 'acme', name: 'Acme', state: 'active', network: null, quota } as const;
  const row = { id: 'r1', tenantId: 't1', name: 'web', state: 'running', kind: 'light-vm' } as never;
  const rows = { tenants: [tenant], instances: [row], busy: new Set<string>() };
  const engineInstance = (name: string, id?: string, over: Partial<Instance> = {}) =>
    ({
      ...{ name, project: 'berth-acme', statusCode: 103, status: 'Running', type: 'container' },
      ...{ config: id ? { 'user.berth.id': id } : { 'limits.cpu': '1' }, ...over },
    }) as Instance;

  test('the one with the name of the row is ours, the other its double', () => {
    const { unknown } = findUnknownInstances(rows, [
      engineInstance('copy', 'r1'),
      engineInstance('web', 'r1'),
    ]);
    expect(unknown.map(({ kind, instance }) => [kind, instance.name])).toEqual([
      ['instance-doubled', 'copy'],
    ]);
  });
  test('what a silent node has cannot be judged; what others have is no business of ours', () => {
    const silent = engineInstance('web', undefined, { statusCode: 112, config: {} });
    const foreign = engineInstance('other', undefined, { project: 'default' });
    expect(findUnknownInstances(rows, [silent, foreign])).toEqual({
      unknown: [],
      unjudged: ['engine-instance:berth-acme/web'],
    });
  });
  test('one without limits cannot be counted', () => {
    const bare = { name: 'bare', type: 'container', expandedConfig: {}, expandedDevices: {} } as never;
    expect(() => readUnknownSize(bare)).toThrow(/no fixed number of vCPUs/);
  });
});

describe('certificates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-certificate-'));
  const file = join(folder, 'server.crt');
  beforeAll(() => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=engine'];
    const args = ['req', '-x509', ...key, '-days', '40', '-keyout', join(folder, 'key'), '-out', file];
    execFileSync('openssl', args, { stdio: 'ignore' });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('one that ends within 30 days is told of, before and after', async () => {
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    const at = (days: number) => expiring(inDays(days), { server: file, client: undefined });
    expect(await at(0)).toEqual([]);
    expect(await at(20)).toMatchObject([
      { kind: 'certificate-expiring', subjectKey: 'certificate:server', details: { facts: { days: 19 } } },
    ]);
    expect(await at(50)).toHaveLength(1);
  });
});
