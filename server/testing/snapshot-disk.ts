import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { testPool } from './test-engine.ts';
import { projectsOf, type World } from './world.ts';

const run = promisify(execFile);
const home = '/var/lib/incus';
const poolFolder = `${home}/storage-pools/${testPool}`;

/** A file that scenarios put on a guest's disk: it tells one disk from another of the same name. */
export const markFile = 'rootfs/etc/berth-test-mark';

export type DiskSnapshot = Awaited<ReturnType<typeof snapshotDisk>>;

/** What of the tenants is on the engine's machine: disks with their quotas, folders, interfaces, firewall chains. */
export async function snapshotDisk(world: World, bridges: readonly string[]) {
  const prefixes = projectsOf(world).map((project) => `${project}_`);
  const isTheirs = (path: string) => prefixes.some((prefix) => path.includes(prefix));
  const subvolumes = (await lines('btrfs', ['subvolume', 'list', poolFolder])).map(subvolumeOf);
  const theirs = subvolumes.filter(({ path }) => isTheirs(path));
  const quotas = await diskQuotas();
  return {
    subvolumes: theirs.map(({ path }) => path).toSorted(),
    quotas: Object.fromEntries(theirs.map(({ id, path }) => [path, quotas.get(id) ?? 'none'])),
    marks: Object.fromEntries(await Promise.all(theirs.map(({ path }) => markOf(path)))),
    folders: (await foldersOf(bridges)).filter((path) => isTheirs(path)),
    networks: (await readdir(`${home}/networks`)).filter((name) => bridges.includes(name)).toSorted(),
    interfaces: interfacesOf(await lines('ip', ['-o', 'link']), bridges),
    chains: (await lines('nft', ['list', 'chains', 'inet']))
      .map((line) => line.trim())
      .filter((line) => bridges.some((bridge) => line.includes(bridge)))
      .toSorted(),
  };
}

async function lines(command: string, args: string[]): Promise<string[]> {
  return (await run(command, args)).stdout.split('\n').filter((line) => line !== '');
}

function subvolumeOf(line: string): { id: string; path: string } {
  return { id: line.split(' ')[1] ?? '', path: line.split(' path ')[1] ?? '' };
}

/** By the number of the subvolume: the most that it may hold. */
async function diskQuotas(): Promise<Map<string, string>> {
  const shown = await lines('btrfs', ['qgroup', 'show', '-r', '--raw', poolFolder]);
  const columns = shown.map((line) => line.trim().split(/\s+/));
  return new Map(columns.map(([group = '', , , most = '']) => [group.replace('0/', ''), most]));
}

async function markOf(path: string): Promise<[string, string]> {
  const mark = await readFile(`${poolFolder}/${path}/${markFile}`, 'utf8').catch(() => 'none');
  return [path, mark];
}

async function foldersOf(bridges: readonly string[]): Promise<string[]> {
  const kinds = ['containers', 'containers-snapshots', 'custom', 'virtual-machines'];
  const folders = [
    ...[`${home}/containers`, `${home}/virtual-machines`, `${home}/backups`],
    ...kinds.map((kind) => `${poolFolder}/${kind}`),
    ...bridges.map((bridge) => `${home}/networks/${bridge}/dnsmasq.hosts`),
  ];
  const names = await Promise.all(
    folders.map((folder) => readdir(folder).then(prefixWith(folder), () => [])),
  );
  return names.flat().toSorted();
}

function prefixWith(folder: string): (names: string[]) => string[] {
  return (names) => names.map((name) => `${folder}/${name}`);
}

/** Each bridge with the number of guests on it; the names of their ends are the engine's own invention. */
function interfacesOf(links: readonly string[], bridges: readonly string[]): Record<string, number> {
  const there = bridges.filter((bridge) => links.some((link) => link.includes(`: ${bridge}: `)));
  const guests = (bridge: string) => links.filter((link) => link.includes(` master ${bridge} `)).length;
  return Object.fromEntries(there.map((bridge) => [bridge, guests(bridge)]));
}
