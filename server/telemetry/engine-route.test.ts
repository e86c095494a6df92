import { expect, test } from 'vitest';
import { engineRoute } from './engine-route.ts';

test.each([
  ['/1.0', '/1.0'],
  ['/1.0/instances', '/1.0/instances'],
  ['/1.0/instances/web-1', '/1.0/instances/{name}'],
  ['/1.0/instances/web-1/state', '/1.0/instances/{name}/state'],
  ['/1.0/instances/state/exec', '/1.0/instances/{name}/exec'],
  ['/1.0/instances/instances', '/1.0/instances/{name}'],
  ['/1.0/images/aliases/debian%2F12', '/1.0/images/aliases/{name}'],
  ['/1.0/images/0f3a', '/1.0/images/{name}'],
  ['/1.0/operations/5ce5/wait', '/1.0/operations/{name}/wait'],
  ['/1.0/cluster/members', '/1.0/cluster/members'],
])('%s is %s', (path, route) => {
  expect(engineRoute(path)).toBe(route);
});
