import { expect, test } from 'vitest';
import { errorKind } from './error-kind.ts';

// Texts of Incus 6.0.4, as it answered to tests of this client.
test.each([
  [404, 'Instance not found', 'not-found'],
  [500, 'Instance not found', 'not-found'],
  [409, 'Network "bt0" already exists', 'conflict'],
  [412, "ETag doesn't match: a vs b", 'conflict'],
  [400, 'Invalid instance name: Name cannot be a number', 'refused'],
  [400, 'The network is currently in use', 'conflict'],
  [403, 'not authorized', 'refused'],
  [500, 'Reached maximum number of instances of type "container" in project "acme"', 'refused'],
  [
    500,
    'Failed checking if instance creation allowed: Reached maximum aggregate value "256MiB" for "limits.memory" in project "acme"',
    'refused',
  ],
  [500, '"limits.memory" is too low: current total is "224.0MiB"', 'refused'],
  [500, 'Image not provided for instance creation', 'refused'],
  [500, 'Failed creating instance record: Unknown configuration key: nonsense.key', 'refused'],
  [500, 'Only empty projects can be removed.', 'conflict'],
  [
    500,
    'Failed to create "instances" entry: UNIQUE constraint failed: instances.project_id, instances.name',
    'conflict',
  ],
  [500, 'The instance is already running', 'conflict'],
  [
    500,
    'Failed to create instance delete operation: A matching non-reusable operation has now succeeded',
    'conflict',
  ],
  [
    500,
    'Failed start validation for device "eth0": IP address "10.1.2.3" already defined on another NIC',
    'conflict',
  ],
  [500, 'Failed to run: zfs clone: exit status 1', 'failed'],
  [500, 'Failed pre-start check for device "eth0": Network "bt0" unavailable on this server', 'unavailable'],
  [
    500,
    'Failed to add device "eth0": open /var/lib/incus/networks/bt0/dnsmasq.hosts/acme_web.eth0: no such file or directory',
    'unavailable',
  ],
  [400, 'Instance is running', 'conflict'],
  [423, 'Metrics are currently being built by another request', 'unavailable'],
  [503, 'Daemon is shutting down', 'unavailable'],
])('%i "%s" → %s', (status, text, kind) => {
  expect(errorKind(status, text)).toBe(kind);
});
