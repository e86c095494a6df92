import { createReadStream, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { engineFind, engineRequest } from './engine-api.mjs';

/** Uploads a split image (metadata.tar.gz and rootfs.squashfs of a folder); gives its fingerprint. */
export async function importImage(target, folder, properties) {
  const boundary = `berth-${process.pid}-${Date.now()}`;
  const rootfs = path.join(folder, 'rootfs.squashfs');
  const head = Buffer.concat([
    part(boundary, 'metadata', 'metadata.tar.gz'),
    readFileSync(path.join(folder, 'metadata.tar.gz')),
    Buffer.from('\r\n'),
    part(boundary, 'rootfs', 'rootfs.squashfs'),
  ]);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const done = await engineRequest(target, 'POST', '/1.0/images', {
    body: Readable.from(concat(head, createReadStream(rootfs), tail)),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': head.length + statSync(rootfs).size + tail.length,
      'x-incus-properties': new URLSearchParams(properties).toString(),
    },
    timeoutSeconds: 600,
  });
  return done.fingerprint;
}

function part(boundary, name, file) {
  return Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${file}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
  );
}

async function* concat(head, file, tail) {
  yield head;
  yield* file;
  yield tail;
}

/** Deletes images of ours that no alias names: a run cut short between import and naming leaves one. */
export async function deleteNameless(target) {
  const images = await engineRequest(target, 'GET', '/1.0/images?recursion=1');
  for (const image of images) {
    if (!image.properties['berth.recipe'] || image.aliases.length) continue;
    await engineRequest(target, 'DELETE', `/1.0/images/${image.fingerprint}`);
  }
}

/** Has the engine fetch an image from a simplestreams server; gives its fingerprint. */
export async function pullImage(target, server, alias, properties) {
  const done = await engineRequest(target, 'POST', '/1.0/images', {
    body: {
      source: { type: 'image', mode: 'pull', server, protocol: 'simplestreams', alias },
      properties,
      auto_update: true,
    },
    timeoutSeconds: 60,
  });
  return done.fingerprint;
}

/** The image behind an alias, or undefined. */
export async function findImage(target, alias) {
  const found = await engineFind(target, aliasPath(alias));
  return found && engineFind(target, `/1.0/images/${found.target}`);
}

/** Points the alias at the image; what it named before is deleted when the alias was its only name. */
export async function setAlias(target, alias, fingerprint, description) {
  const former = await findImage(target, alias);
  if (former)
    await engineRequest(target, 'PUT', aliasPath(alias), { body: { target: fingerprint, description } });
  else {
    await engineRequest(target, 'POST', '/1.0/images/aliases', {
      body: { name: alias, target: fingerprint, description, type: 'container' },
    });
  }
  if (former && former.fingerprint !== fingerprint && former.aliases.length === 1) {
    await engineRequest(target, 'DELETE', `/1.0/images/${former.fingerprint}`);
  }
}

function aliasPath(alias) {
  return `/1.0/images/aliases/${encodeURIComponent(alias)}`;
}
