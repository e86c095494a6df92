import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { putInstanceFile } from '#server/incus/instance-files.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { createInstance } from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { addressIn } from '#server/networks/network-names.ts';
import { askShell } from '#server/shells/ask-shell.ts';
import { isShellError } from '#server/shells/shell-error.ts';
import { bootSector } from '#server/testing/boot-sector.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import {
  kernelLog,
  kernelStatus,
  loadAnswer,
  prepareAnswer,
  probeAnswer,
  startedAnswer,
} from './shell-shapes.ts';

const mib = 1024 ** 2;
const name = 'shell-1';
const any = z.looseObject({});

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let ipv4: string;
let demo: Buffer;

beforeAll(async () => {
  opened = await openTestCtx();
  const { engine } = opened.ctx;
  tenant = await makeEngineTenant(opened.ctx, { unikernels: 1 });
  ipv4 = addressIn(tenant.network.subnet, 9);
  const { engineDevices } = kindOf('unikernel');
  const made = await createInstance(engine, {
    ...{ project: tenant.project, name, type: 'container', source: { alias: 'shell/qemu' }, start: true },
    config: { 'limits.memory': `${160 * mib}B`, 'limits.cpu': '1' },
    devices: {
      root: { type: 'disk', path: '/', pool: process.env.BERTH_POOL ?? 'berth', size: `${1024 * mib}B` },
      eth0: {
        ...{ type: 'nic', network: tenant.network.bridge, name: 'eth0', 'ipv4.address': ipv4 },
        'security.mac_filtering': 'true',
      },
      ...engineDevices({}),
    },
  });
  await finishOperation(engine, made);
  await until(async () => (await status()).state === 'none');
  const { stdout } = await run(['cat', '/usr/lib/berth/demo-unikernel.elf']);
  demo = stdout;
  await ask('prepare', { number: 1 }, prepareAnswer);
  await load(1, 'kernel', demo);
});
afterAll(async () => {
  await tenant?.remove();
  await opened?.close();
});

const shell = () => ({ project: tenant.project, name });
const run = (command: string[], stdin?: string) =>
  execInInstance(opened.ctx.engine, { ...shell(), command, ...(stdin !== undefined && { stdin }) });
function ask<T>(verb: string, input: object, answer: z.ZodType<T>): Promise<T> {
  return askShell(opened.ctx.engine, shell(), { verb, input, answer }, { timeoutSeconds: 60 });
}
const start = (more: object = {}) =>
  ask(
    'run',
    { number: 1, format: 'pvh', memoryBytes: 160 * mib, commandLine: `ip=${ipv4}/24`, ...more },
    startedAnswer,
  );
const status = () => ask('status', {}, kernelStatus);

async function load(number: number, file: string, content: Buffer, sha256 = sha(content)) {
  const path = `/var/lib/berth/workload/${number}/${file}`;
  await putInstanceFile(opened.ctx.engine, { ...shell(), path, content, mode: 0o400 });
  const files = [{ name: file, sha256, sizeBytes: content.length }];
  return ask('load', { number, files }, loadAnswer);
}
const sha = (content: Buffer) => createHash('sha256').update(content).digest('hex');

async function until(look: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (await look().catch(() => false)) return;
    await delay(100);
  }
  throw new Error('it did not become so');
}
const answers = async () =>
  (await (await fetch(`http://${ipv4}/`, { signal: AbortSignal.timeout(2000) })).text()) === 'ok';
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) =>
      isShellError(error) ? `${error.code}: ${error.engineMessage}` : Promise.reject(error),
  );

test('a guest runs by the accelerator that the probe names, and by no other', async () => {
  expect(await ask('probe-kvm', { accelerator: 'tcg' }, probeAnswer)).toEqual({
    isUsable: true,
    reason: null,
  });
  const kvm = await ask('probe-kvm', { accelerator: 'kvm' }, probeAnswer);
  expect(kvm.isUsable ? null : kvm.reason).not.toBe('');
});

test('QEMU is the only process beside PID 1 and the keeper, without any right, in its sandbox', async () => {
  await start();
  await until(answers);
  const found = await ask('evidence', {}, any);
  expect(found).toMatchObject({
    ...{ machine: 'microvm', accelerator: 'tcg', noNewPrivileges: true, userIds: { uid: 990, gid: 990 } },
    capabilities: { effective: [], bounding: [] },
    seccomp: { mode: 'filter' },
    sandbox: 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny',
    processes: ['init', 'keeper', 'qemu-system-x86'],
  });
  expect(found.devices).toEqual(['virtio-net-device', 'virtio-rng-device']);
  const { stdout } = await run([
    'sh',
    '-c',
    'ip -o addr show scope global; ls -l /var/lib/berth/workload/1/kernel',
  ]);
  expect(stdout.toString()).toMatch(/^-r--r----- 1 root berth-qemu/);
});

test('asked again nothing starts anew; stopped it stays so until it is started', async () => {
  const { pid } = await status();
  await start();
  expect((await status()).pid).toBe(pid);
  await ask('stop', {}, any);
  expect(await status()).toMatchObject({ state: 'stopped', pid: null });
  await ask('stop', {}, any);
  await ask('start', {}, startedAnswer);
  await until(answers);
});

test('the serial line has several viewers, and its log misses nothing', async () => {
  const watch = (typed: string) =>
    run(['sh', '-c', `(sleep 0.3; printf '${typed}\\r'; sleep 1) | /usr/lib/berth/keeper attach`]);
  const [one, other] = await Promise.all([watch('status'), watch('')]);
  for (const { stdout } of [one, other]) expect(stdout.toString()).toContain('answered');
  const { lines } = await ask('logs', { after: null, limit: 50 }, kernelLog);
  expect(lines.join('\n')).toContain(`http://${ipv4}/ is ready`);
  expect(lines.join('\n')).toMatch(/connections open, \d+ answered/);
});

test('exit codes are the guest’s, and the policy decides what follows', async () => {
  await start({ commandLine: 'exit=9', restart: { policy: 'on-failure', max: 2 } });
  await until(async () => (await status()).state === 'exited');
  expect(await status()).toMatchObject({ exitCode: 9, restarts: 2 });
  await start({ commandLine: 'exit=0', restart: { policy: 'on-failure', max: null } });
  await until(async () => (await status()).state === 'exited');
  expect(await status()).toMatchObject({ exitCode: 0, restarts: 0 });
});

test('QEMU that is killed comes back, and so does the keeper with it', async () => {
  await start();
  await until(answers);
  await run(['sh', '-c', `kill -9 ${(await status()).pid}`]);
  await until(async () => (await status()).restarts === 1 && (await answers()));
  expect(await status()).toMatchObject({ exitCode: 137 });
  await run(['sh', '-c', 'kill -9 $(cat /run/berth/keeper.pid)']);
  await until(async () => (await status()).state === 'running' && (await answers()));
  const { processes } = await ask('evidence', {}, any);
  expect(processes).toEqual(['init', 'keeper', 'qemu-system-x86']);
});

test('a command line full of tricks is one argument, and arrives as it is', async () => {
  const commandLine = `ip=${ipv4}/24 -device x,,y "a,b=c" \\ $(id) ;reboot -append x,file=/etc/shadow %s '`;
  await start({ commandLine });
  await until(answers);
  const { stdout } = await run(['sh', '-c', `tr '\\0' '\\n' </proc/${(await status()).pid}/cmdline`]);
  expect(stdout.toString().split('\n')).toContain(commandLine);
});

test.each<[string, object]>([
  ['a line feed', { commandLine: 'a\nb' }],
  ['a zero', { commandLine: 'a\u0000b' }],
  ['no text', { commandLine: ['a'] }],
  ['too long a line', { commandLine: 'x'.repeat(2049) }],
  ['an option as a machine', { machine: 'q35,accel=kvm' }],
  ['an option as an accelerator', { accelerator: 'tcg,one-insn-per-tb=on' }],
  ['a format of our own', { format: 'exe' }],
  ['a microvm for a disk', { format: 'disk', machine: 'microvm', disks: [{ file: 'disk0', format: 'raw' }] }],
  ['a path as a disk', { disks: [{ file: '../../../etc/shadow', format: 'raw' }] }],
  ['options as a disk', { disks: [{ file: 'disk0,file=/etc/shadow', format: 'raw' }] }],
  ['a driver as a format', { disks: [{ file: 'disk0', format: 'nbd' }] }],
  ['options as a MAC', { mac: '10:66:6a:00:00:01,romfile=/etc/shadow' }],
  ['another MAC', { mac: '10:66:6a:00:00:01' }],
  ['a number as text', { number: '1' }],
  ['a path as a number', { number: '../1' }],
  ['no processors', { vcpus: 0 }],
  ['true as a size', { memoryBytes: true }],
  ['words that nobody knows', { qemu: ['-monitor', 'stdio'] }],
  ['a file that is not there', { number: 99 }],
])('%s is refused, and what runs goes on', async (_title, input) => {
  const { pid } = await status();
  expect(await refusal(start(input))).toMatch(/^(refused|absent|conflict): /);
  expect((await status()).pid).toBe(pid);
});

test('what is not as it was said is not loaded: another sum, another size, a link, a disk with a file behind it', async () => {
  await ask('prepare', { number: 2 }, prepareAnswer);
  expect(await refusal(load(2, 'kernel', demo, 'a'.repeat(64)))).toMatch(/^conflict: kernel: its SHA-256/);
  await run(['sh', '-c', 'cd /var/lib/berth/workload/2; rm -f kernel; ln -s /etc/shadow kernel']);
  const files = [{ name: 'kernel', sha256: sha(demo), sizeBytes: demo.length }];
  expect(await refusal(ask('load', { number: 2, files }, loadAnswer))).not.toBe('done');
  const backed = Buffer.alloc(4096);
  backed.write('QFI\xfb', 'latin1');
  backed.writeUInt32BE(3, 4);
  backed.writeBigUInt64BE(104n, 8);
  expect(await refusal(load(2, 'disk0', backed))).toMatch(/another file/);
  const outside = [{ ...files[0], name: '../1/kernel' }];
  expect(await refusal(ask('load', { number: 2, files: outside }, loadAnswer))).toMatch(/^refused/);
});

test('a disk is the guest’s own and stays what it wrote; the firmware starts it where there is no kernel', async () => {
  await ask('prepare', { number: 3 }, prepareAnswer);
  await load(3, 'disk0', bootSector('BERTH', 5));
  const disks = [{ file: 'disk0', format: 'raw' }];
  await start({ number: 3, format: 'disk', machine: 'q35', disks, restart: { policy: 'no' } });
  await until(async () => (await status()).state === 'exited');
  expect(await status()).toMatchObject({ number: 3, exitCode: 5, machine: 'q35' });
  const { lines } = await ask('logs', { after: null, limit: 5 }, kernelLog);
  expect(lines.join('\n')).toContain('BERTH');
  // A guest is told that its shell is full: QEMU would pause it else.
  const { stdout } = await run(['sh', '-c', "tr '\\0' '\\n' </run/berth/want"]);
  expect(stdout.toString()).toMatch(/^virtio-blk-pci,drive=disk0,.*werror=report/m);
});

test('more memory and more processors leave QEMU more, the smallest guest has what it had', async () => {
  const guestMib = async (memoryMib: number, vcpus: number) => {
    await start({ memoryBytes: memoryMib * mib, vcpus, commandLine: 'exit=0', restart: { policy: 'no' } });
    return ((await status()).guestMemoryBytes ?? 0) / mib;
  };
  expect(await guestMib(128, 1)).toBe(48);
  expect(await guestMib(128 + 1024, 1)).toBe(48 + 1024 - 8);
  expect(await guestMib(128 + 1024, 3)).toBe(48 + 1024 - 8 - 2 * 4);
});

test('a shell that starts again looks anew whether its node has KVM, and says when it has lost it', async () => {
  const { isUsable } = await ask('probe-kvm', { accelerator: 'kvm' }, probeAnswer);
  await start();
  if (!isUsable) await run(['sed', '-i', 's/"tcg"/"kvm"/', '/var/lib/berth/current.json']);
  const { engine } = opened.ctx;
  await finishOperation(
    engine,
    await setInstanceState(engine, { ...shell(), action: 'restart', force: true }),
  );
  if (isUsable) {
    await until(async () => (await status()).accelerator === 'kvm' && (await answers()));
    return;
  }
  await until(async () => (await status()).state === 'failed');
  expect((await status()).error).toMatch(/started by KVM before, and its node has none now \(.+\)/);
  const { lines } = await ask('logs', { after: null, limit: 5 }, kernelLog);
  expect(lines.join('\n')).toContain('A new deployment chooses again');
  await start();
  await until(answers);
});

test('what no version needs goes, what runs does not', async () => {
  await start();
  expect(await refusal(ask('drop', { number: 1 }, any))).toMatch(/^refused: number 1 runs/);
  expect(await ask('keep', { numbers: [1] }, any)).toMatchObject({ removed: [2, 3] });
  await until(answers);
});
