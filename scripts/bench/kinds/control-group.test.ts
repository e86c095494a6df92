import { expect, test } from 'vitest';
import { containerGroups, toMemory } from './control-group.ts';

test('the working set is what is in use, by the files of either version of control groups', () => {
  const first = {
    usage: '9000\n',
    stat: 'rss 1\ntotal_rss 3000\ntotal_shmem 500\ntotal_inactive_file 2000\ntotal_active_file 1500\n',
    kernel: '2000\n',
  };
  const parts = { usage: 9000, workingSet: 7000, programs: 3500, kernel: 2000, files: 1500 };
  expect(toMemory(1, first)).toEqual(parts);
  const stat = 'anon 3000\nshmem 500\ninactive_file 2000\nactive_file 1500\nkernel 2000\n';
  expect(toMemory(2, { usage: '9000\n', stat })).toEqual(parts);
});

test('a working set is never less than nothing: usage is counted in pieces', () => {
  expect(toMemory(2, { usage: '100', stat: 'inactive_file 4096' }).workingSet).toBe(0);
});

test('the group of a container is found by where its init has put itself, in either version', () => {
  const groups = { payload: '/lxc.payload.berth-a_web', monitor: '/lxc.monitor.berth-a_web' };
  expect(
    containerGroups('5:cpu,cpuacct:/x\n4:memory:/lxc.payload.berth-a_web\n0::/lxc.payload.berth-a_web\n'),
  ).toEqual(groups);
  expect(containerGroups('0::/lxc.payload.berth-a_web/init.scope\n')).toEqual(groups);
  expect(() => containerGroups('0::/system.slice/incus.service\n')).toThrow('no group of a container');
});
