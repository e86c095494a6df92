import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Engine } from '../incus/engine.ts';
import { isEngineError } from '../incus/engine-error.ts';
import { createImageAlias, getImageByAlias, type Image, moveImageAlias } from '../incus/images.ts';
import { importImage } from '../incus/import-image.ts';
import { finishOperation } from '../incus/operations.ts';
import { findBusybox } from './find-busybox.ts';
import { tinyRootFiles } from './tiny-root-files.ts';

const run = promisify(execFile);

export const tinyImageAlias = 'berth-test-tiny';
/** The same image under another name, for tests that need a choice of two. */
export const otherTinyImageAlias = 'berth-test-tiny-2';

// Raise it when what goes into the image changes, so that machines with an older one make it anew.
const recipe = '4';

/**
 * The image that engine tests make instances of: busybox and an init in shell, about 1 MB. Starts in a fraction
 * of a second, takes its address by DHCP, runs what `exec` wants, goes when the engine asks. Made on first use,
 * from Debian's package busybox-static; the engine keeps it.
 *
 * In such an instance: `touch /etc/refuse-stop` makes it ignore a clean stop.
 */
export async function tinyImage(engine: Engine): Promise<Image> {
  const present = await findImage(engine);
  if (present?.properties.recipe === recipe) return present;

  const file = await buildTinyImage();
  try {
    const properties = { recipe, description: 'Berth tests: busybox' };
    await finishOperation(engine, await importImage(engine, { files: { unified: file }, properties }));
  } catch (error) {
    // Another test run was quicker with the same bytes.
    if (!isEngineError(error, 'conflict')) throw error;
  }
  return findOrAlias(engine, await fingerprintOf(file));
}

export async function otherTinyImage(engine: Engine): Promise<Image> {
  const { fingerprint } = await tinyImage(engine);
  return findOrAlias(engine, fingerprint, otherTinyImageAlias);
}

async function findImage(engine: Engine): Promise<Image | undefined> {
  try {
    return await getImageByAlias(engine, { alias: tinyImageAlias });
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}

async function findOrAlias(engine: Engine, fingerprint: string, alias = tinyImageAlias): Promise<Image> {
  for (let tries = 0; ; tries++) {
    try {
      await nameIt(engine, { alias, fingerprint });
      return await getImageByAlias(engine, { alias });
    } catch (error) {
      // Another file that runs beside this one has begun to import the same bytes, and has not ended yet.
      if (!isEngineError(error, 'not-found') || tries === 100) throw error;
      await delay(200);
    }
  }
}

async function nameIt(engine: Engine, target: { alias: string; fingerprint: string }): Promise<void> {
  try {
    await createImageAlias(engine, target);
  } catch (error) {
    if (!isEngineError(error, 'conflict')) throw error;
    await moveImageAlias(engine, target);
  }
}

const cacheFolder = new URL('../../node_modules/.cache/berth-tiny-image/', import.meta.url).pathname;

async function buildTinyImage(): Promise<string> {
  await mkdir(cacheFolder, { recursive: true });
  const work = await mkdtemp(join(cacheFolder, 'build-'));
  try {
    const busybox = await findBusybox(work);
    const root = join(work, 'image', 'rootfs');
    for (const folder of [
      'bin',
      'dev',
      'etc/udhcpc',
      'proc',
      'root',
      'run',
      'sbin',
      'sys',
      'tmp',
      'usr/bin',
    ]) {
      await mkdir(join(root, folder), { recursive: true });
    }
    await copyFile(busybox, join(root, 'bin/busybox'));
    const { stdout: applets } = await run(busybox, ['--list']);
    for (const applet of applets
      .split('\n')
      .filter((name) => name && name !== 'busybox' && name !== 'init')) {
      await symlink('busybox', join(root, 'bin', applet));
    }
    for (const { path, mode, text } of tinyRootFiles) {
      await writeFile(join(root, path), text);
      await chmod(join(root, path), mode);
    }
    await writeFile(join(work, 'image', 'metadata.yaml'), metadataYaml());
    return await pack(join(work, 'image'));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

// The same input gives the same bytes, so the engine recognises an image that it has.
async function pack(folder: string): Promise<string> {
  const file = join(cacheFolder, `tiny-${recipe}-${randomUUID()}.tar.gz`);
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  await run('tar', ['-C', folder, ...same, '-I', 'gzip -n', '-cf', file, 'metadata.yaml', 'rootfs']);
  return file;
}

async function fingerprintOf(file: string): Promise<string> {
  const { stdout } = await run('sha256sum', [file]);
  await rm(file);
  return stdout.split(' ')[0] ?? '';
}

function metadataYaml(): string {
  const architecture = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  return [
    `architecture: ${architecture}`,
    'creation_date: 1',
    'properties:',
    `  architecture: ${architecture}`,
    '  os: busybox',
    '  release: tiny',
    '',
  ].join('\n');
}
