import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { createImageAlias } from '#server/incus/images.ts';
import { getServer } from '#server/incus/server.ts';
import { tinyImage } from '#server/testing/tiny-image.ts';
import { Victim } from './process.ts';
import { until } from './until.ts';

export const imageAlias = 'busybox/tiny';
export const pool = 'chaos';

const programs = ['/usr/libexec/incus/incusd', '/opt/incus/bin/incusd', '/usr/sbin/incusd'];

/** An Incus of its own beside the installation's: killing it hurts nobody. */
export async function startEngine(home: string) {
  const dir = join(home, 'incus');
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const program = programs.find((path) => existsSync(path));
  if (!program) throw new Error('incusd was not found: npm start installs it');
  const url = `unix://${join(dir, 'unix.socket')}`;
  const engine = connectEngine({ url });
  const env = { ...process.env, INCUS_DIR: dir };
  const victim = new Victim(
    'incusd',
    {
      command: program,
      args: ['--group', 'incus-admin', '--logfile', join(home, 'incusd.log')],
      env,
      cwd: '/',
      logFile: join(home, 'incusd.out'),
    },
    () => until('Incus', async () => Boolean(await getServer(engine, { timeoutSeconds: 2 })), 120),
  );
  await victim.start();
  const incus = (...args: string[]) =>
    execFileSync('incus', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  incus('storage', 'create', pool, 'btrfs', 'size=10GiB');
  const { fingerprint } = await tinyImage(engine);
  await createImageAlias(engine, { alias: imageAlias, fingerprint });
  return { engine, url, dir, victim, incus, remove: () => remove(dir, victim, incus) };
}

export type ChaosEngine = Awaited<ReturnType<typeof startEngine>>;

/** Whatever a failed run has left in it goes as well. */
async function remove(dir: string, victim: Victim, incus: (...args: string[]) => string): Promise<void> {
  const attempt = (...args: string[]) => {
    try {
      return incus(...args);
    } catch {
      return '';
    }
  };
  const lines = (text: string) => text.split('\n').filter(Boolean);
  for (const line of lines(attempt('list', '--all-projects', '-f', 'csv', '-c', 'en'))) {
    const [project = '', name = ''] = line.split(',');
    attempt('delete', '--force', '--project', project, name);
  }
  for (const project of lines(attempt('project', 'list', '-f', 'csv', '-c', 'n'))) {
    if (project.startsWith('berth-')) attempt('project', 'delete', project);
  }
  for (const line of lines(attempt('network', 'list', '-f', 'csv'))) {
    const [name = '', , managed] = line.split(',');
    if (managed === 'YES') attempt('network', 'delete', name);
  }
  for (const image of lines(attempt('image', 'list', '-f', 'csv', '-c', 'f')))
    attempt('image', 'delete', image);
  attempt('storage', 'delete', pool);
  await victim.stop();
  unmountUnder(dir);
}

function unmountUnder(dir: string): void {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
  const ours = mounts.map((line) => line.split(' ')[1] ?? '').filter((path) => path.startsWith(`${dir}/`));
  for (const path of ours.reverse()) execFileSync('umount', ['--lazy', path]);
}
