import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const program = 'qemu-system-x86_64';

export type SpiceGuest = { socketPath: string; pid: number; close(): Promise<void> };

/** Why there can be none here, or undefined. Debian packages qemu-system-x86 and qemu-system-modules-spice. */
export function whyNoSpice(): string | undefined {
  const { stdout, error } = spawnSync(program, ['-machine', 'none', '-object', 'help'], { encoding: 'utf8' });
  if (error) return `${program} is not installed`;
  const { stderr } = spawnSync(program, ['-spice', 'help'], { encoding: 'utf8' });
  if (/no option group 'spice'/.test(stderr)) return 'QEMU has no SPICE here (qemu-system-modules-spice)';
  return stdout === undefined ? 'QEMU says nothing' : undefined;
}

/**
 * A real QEMU whose screen is a real SPICE server on a unix socket, as Incus starts its VMs (6.0.4: driver_qemu.go,
 * `-spice unix=on,disable-ticketing=on,addr=…`, virtio-vga). Emulated, and with nothing to start from: what it shows is
 * its firmware.
 */
export async function startSpiceGuest(): Promise<SpiceGuest> {
  const folder = await mkdtemp(join(tmpdir(), 'berth-spice-'));
  const socketPath = join(folder, 'spice.sock');
  const machine = ['-machine', 'q35,accel=tcg', '-m', '64', '-nodefaults', '-no-user-config'];
  const screen = ['-device', 'virtio-vga', '-spice', `unix=on,disable-ticketing=on,addr=${socketPath}`];
  const child = spawn(program, [...machine, ...screen], { stdio: 'ignore' });
  await untilThere(child, socketPath);
  return {
    socketPath,
    pid: child.pid ?? 0,
    async close() {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilThere(child: ChildProcess, file: string): Promise<void> {
  for (let tries = 0; tries < 100 && child.exitCode === null; tries++) {
    if (existsSync(file)) return;
    await delay(100);
  }
  child.kill('SIGKILL');
  throw new Error(`${program} made no SPICE socket`);
}
