import { expect, test } from 'vitest';
import { engineSize, projectLimits } from './project-limits.ts';

test('sizes are told in the largest unit that leaves a whole number', () => {
  expect([0, 1000, 512 * 1024 ** 2, 1.5 * 1024 ** 3, 2 * 1024 ** 4].map(engineSize)).toEqual([
    '0B',
    '1000B',
    '512MiB',
    '1536MiB',
    '2TiB',
  ]);
});

test('everything but full VMs is a container to the engine', () => {
  const limits = projectLimits({
    lightVms: 5,
    vms: 2,
    apps: 3,
    sandboxes: 1,
    unikernels: 1,
    vcpus: 8,
    memoryBytes: 16 * 1024 ** 3,
    diskBytes: 200 * 1024 ** 3,
    trafficBytes: 0,
  });
  expect(limits).toEqual({
    'limits.containers': '10',
    'limits.virtual-machines': '2',
    'limits.cpu': '8',
    'limits.memory': '16GiB',
    'limits.disk': '200GiB',
  });
});
