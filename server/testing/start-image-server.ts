import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type ImageServer = { url: string; folder: string; close(): Promise<void> };

/**
 * A real simplestreams server on this machine, with one product: `tiny/1`, as a container (metadata and squashfs) and
 * as a VM (whose disk is no system at all: nobody starts it). Each server's images are others to the engine.
 */
export async function startImageServer(): Promise<ImageServer> {
  const folder = await mkdtemp(join(tmpdir(), 'berth-image-server-'));
  await writeTree(folder);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(String(request.url), 'http://x').pathname);
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    response.writeHead(bytes ? 200 : 404, { 'content-length': String(bytes?.length ?? 0) });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    folder,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeTree(folder: string): Promise<void> {
  const images = join(folder, 'images');
  await mkdir(join(folder, 'root/etc'), { recursive: true });
  await mkdir(join(folder, 'streams/v1'), { recursive: true });
  await mkdir(images);
  await writeFile(join(folder, 'root/etc/made-by'), folder);
  const arch = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  const properties = { os: 'Tiny', release: '1', description: 'Tiny 1', folder };
  await writeFile(
    join(folder, 'metadata.yaml'),
    JSON.stringify({ architecture: arch, creation_date: 1, properties }),
  );
  await run('tar', ['-cJf', join(images, 'incus.tar.xz'), '-C', folder, 'metadata.yaml']);
  await run('mksquashfs', [
    join(folder, 'root'),
    join(images, 'root.squashfs'),
    '-noappend',
    '-quiet',
    '-no-progress',
  ]);
  await writeFile(join(images, 'disk.qcow2'), `no disk, in ${folder}`);
  const metadata = await describeFile(images, 'incus.tar.xz');
  const parts = [await describeFile(images, 'root.squashfs'), await describeFile(images, 'disk.qcow2')];
  const [squashfs, disk] = await Promise.all(
    ['root.squashfs', 'disk.qcow2'].map((name) => sumOf(images, 'incus.tar.xz', name)),
  );
  const items = {
    'incus.tar.xz': { ...metadata, combined_squashfs_sha256: squashfs, 'combined_disk-kvm-img_sha256': disk },
    'root.squashfs': { ...parts[0], ftype: 'squashfs' },
    'disk.qcow2': { ...parts[1], ftype: 'disk-kvm.img' },
  };
  const product = {
    ...{ aliases: 'tiny/1/default,tiny/1', arch: process.arch === 'arm64' ? 'arm64' : 'amd64', os: 'Tiny' },
    ...{ release: '1', release_title: '1', variant: 'default', versions: { '20260101_00:00': { items } } },
  };
  // Of another architecture, and never fetched.
  const other = { ...product, arch: 's390x', aliases: 'tiny/0', versions: { '1': { items: {} } } };
  const products = { 'tiny:1:here:default': product, 'tiny:0:elsewhere:default': other };
  const list = { content_id: 'images', datatype: 'image-downloads', format: 'products:1.0', products };
  const entry = {
    ...{ datatype: 'image-downloads', path: 'streams/v1/images.json' },
    products: Object.keys(products),
  };
  await writeFile(join(folder, 'streams/v1/images.json'), JSON.stringify(list));
  await writeFile(
    join(folder, 'streams/v1/index.json'),
    JSON.stringify({ format: 'index:1.0', index: { images: entry } }),
  );
}

async function describeFile(images: string, name: string) {
  const { size } = await stat(join(images, name));
  return { ftype: name, path: `images/${name}`, size, sha256: await sumOf(images, name) };
}

/** Of the files one after the other: that is the fingerprint of a split image. */
async function sumOf(images: string, ...names: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const name of names) hash.update(await readFile(join(images, name)));
  return hash.digest('hex');
}
