import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execInInstance } from '../incus/exec-in-instance.ts';
import { makeEnginePlace } from '../testing/make-engine-place.ts';
import { makeShell } from '../testing/make-shell.ts';
import { testEngine } from '../testing/test-engine.ts';

// The program in a shell trusts nobody, the panel neither: asked here past all of our own checks.
const engine = testEngine();
let place: Awaited<ReturnType<typeof makeEnginePlace>>;
let shell: Awaited<ReturnType<typeof makeShell>>;
let before: string;

beforeAll(async () => {
  place = await makeEnginePlace(engine);
  shell = await makeShell(engine, place);
  before = await traces();
});
afterAll(async () => {
  await place?.remove();
  await engine.close();
});

async function ask(verb: string, stdin: string | Buffer) {
  const command = ['/usr/lib/berth/shell', verb];
  const { code, stdout, stderr } = await execInInstance(engine, { ...shell, command, stdin });
  return { code, stderr: stderr.toString(), answer: JSON.parse(stdout.toString()) as { code?: string } };
}
async function traces(): Promise<string> {
  const command = ['sh', '-c', 'find /var/lib/berth /run/berth /var/lib/containers /tmp /etc | sort'];
  return (await execInInstance(engine, { ...shell, command })).stdout.toString();
}
const refused = { code: 1, stderr: '', answer: { ok: false, code: 'refused' } };

describe('fetch', () => {
  const references = [
    '',
    '--tls-verify=false',
    '-v',
    'dir:/etc',
    'oci-archive:/etc/passwd',
    'containers-storage:localhost/x',
    'docker://x',
    'https://example.org/x',
    '../x',
    'x/../../y',
    'x y',
    'x;id',
    'x$(id)',
    'x`id`',
    'x\ny',
    'x\0',
    'X',
    'x:',
    'x:t t',
    `x:${'t'.repeat(200)}`,
    'x@sha256:abc',
    `x@sha512:${'0'.repeat(128)}`,
    'a'.repeat(600),
    'exämple.org/x',
    'x\u200b',
    'x/\ud800',
  ];
  test.each(references.map((reference) => [reference]))('reference %j', async (reference) => {
    expect(await ask('fetch', JSON.stringify({ number: 1, reference }))).toMatchObject(refused);
  });

  const others: [string, Record<string, unknown>][] = [
    ['a number that is a path', { number: '../1' }],
    ['a number that is true', { number: true }],
    ['a number below', { number: 0 }],
    ['a number that is half', { number: 1.5 }],
    ['a number above', { number: 1e9 }],
    ['a username with a colon', { auth: { username: 'a:b', password: 'c' } }],
    ['a username of two lines', { auth: { username: 'a\nb', password: 'c' } }],
    ['a password of two lines', { auth: { username: 'a', password: 'b\nc' } }],
    ['no password', { auth: { username: 'a' } }],
    ['more than an auth', { auth: { username: 'a', password: 'b', server: 'c' } }],
    ['a CA that is none', { caPem: 'x' }],
    ['a private key as CA', { caPem: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n' }],
    ['an attempt that is a path', { attempt: '../../x' }],
    ['a position below', { after: -1 }],
    ['what nobody knows', { options: ['--privileged'] }],
  ];
  test.each(others)('%s', async (_, wish) => {
    expect(await ask('fetch', JSON.stringify({ number: 1, reference: 'x', ...wish }))).toMatchObject(refused);
  });
});

describe('run', () => {
  const fine = { number: 1, digest: `sha256:${'0'.repeat(64)}`, runtime: 'crun' };
  const variable = (name: unknown, value: unknown) => ({ environment: [{ name, value }] });
  const volume = (name: unknown, path: unknown) => ({ volumes: [{ name, path }] });
  const health = (test_: unknown) => ({ health: { test: test_ } });
  const wishes: [string, Record<string, unknown>][] = [
    ['a digest with more', { digest: `sha256:${'0'.repeat(64)}\n` }],
    ['a runtime that is a path', { runtime: '/bin/sh' }],
    ['a variable of two lines', variable('A', 'x\nLD_PRELOAD=/x')],
    ['a variable with a carriage return', variable('A', 'x\ry')],
    ['a variable with a null', variable('A', 'x\0')],
    ['a name with =', variable('A=B', 'x')],
    ['a name that takes all of ours', variable('*', 'x')],
    ['a name that is a comment', variable('#A', 'x')],
    ['a name with a line', variable('A\nB', 'x')],
    ['a value that is no text', variable('A', 1)],
    ['half of a pair', variable('A', '\ud800')],
    ['a secret of two lines', { secretEnvironment: [{ name: 'A', value: 'x\ny' }] }],
    ['a volume that is a path', volume('/etc', '/x')],
    ['a volume that climbs', volume('../x', '/x')],
    ['a volume with options', volume('x', '/x:suid,dev')],
    ['a volume with a comma', volume('x', '/x,rw')],
    ['a volume at the root', volume('x', '/')],
    ['a volume in /proc', volume('x', '/proc/sys')],
    ['a volume in /sys', volume('x', '/sys')],
    ['a volume in /dev', volume('x', '/dev/shm')],
    ['a volume that climbs in its path', volume('x', '/x/../proc')],
    ['a volume over another', { volumes: ['a', 'b'].map((name) => ({ name, path: '/x' })) }],
    ['a relative path', volume('x', 'x')],
    ['a capability that gives the shell', { capabilities: ['SYS_ADMIN'] }],
    ['all capabilities', { capabilities: ['ALL'] }],
    ['a capability with more', { capabilities: ['CHOWN,SYS_ADMIN'] }],
    ['NET_ADMIN with outgoing off', { capabilities: ['NET_ADMIN'], outgoing: false }],
    ['a device that is a disk', { devices: ['/dev/sda'] }],
    ['a device under another name', { devices: ['/dev/fuse:/dev/x'] }],
    ['a profile that is a file', { seccomp: '/etc/x.json' }],
    ['a user with an option', { user: '--privileged' }],
    ['a user of two lines', { user: 'a\nb' }],
    ['a port that is a range', { ports: [{ port: '1-65535' }] }],
    ['a port with an address', { ports: [{ port: 80, protocol: 'tcp', host: '0.0.0.0' }] }],
    ['a protocol that is a rule', { ports: [{ port: 80, protocol: 'tcp } accept' }] }],
    ['a policy', { restart: { policy: 'always:5' } }],
    ['a health path that is a command', health({ kind: 'http', port: 1, path: '/$(id)\n' })],
    ['a health path elsewhere', health({ kind: 'http', port: 1, path: '@example.org/' })],
    ['a health command of two lines', health({ kind: 'command', command: ['a\nb'] })],
    ['a command with a null', { command: ['a\0b'] }],
    ['a command that is a text', { command: 'sh -c id' }],
    ['too many words', { command: Array.from({ length: 100 }, () => 'x') }],
    ['a time without end', { stopSeconds: 1e6 }],
    ['what nobody knows', { privileged: true }],
  ];
  test.each(wishes)('%s', async (_, wish) => {
    expect(await ask('run', JSON.stringify({ ...fine, ...wish }))).toMatchObject(refused);
  });
});

describe('any verb', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['depths', '['.repeat(200_000)],
    ['too much', ' '.repeat(3 * 1024 ** 2)],
    ['no UTF-8', Buffer.from([0xff, 0xfe, 0x00])],
  ])('%s', async (_, stdin) => {
    expect(await ask('status', stdin)).toMatchObject(refused);
  });
  test.each(['', '--help', 'status; id', '../boot', 'STATUS', '__import__'])('verb %j', async (verb) => {
    expect(await ask(verb, '{}')).toMatchObject(refused);
  });
  test('nothing of all that has left a trace', async () => {
    expect(await traces()).toBe(before);
  });
});
