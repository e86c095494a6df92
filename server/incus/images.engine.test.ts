import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testEngine } from '../testing/test-engine.ts';
import { tinyImage, tinyImageAlias } from '../testing/tiny-image.ts';
import { isEngineError } from './engine-error.ts';
import {
  createImageAlias,
  deleteImage,
  deleteImageAlias,
  getImage,
  getImageByAlias,
  listImages,
  moveImageAlias,
  pullImage,
} from './images.ts';
import { importImage } from './import-image.ts';
import { finishOperation } from './operations.ts';

const engine = testEngine();
const folder = mkdtempSync(join(tmpdir(), 'berth-test-image-'));
const random = randomBytes(4).toString('hex');
const alias = `berth-test/${random}`;
const made: string[] = [];

/** An image of next to nothing, in the form that is wanted, unlike every other. */
function pack(content: string) {
  const root = mkdtempSync(join(folder, 'root-'));
  mkdirSync(join(root, 'rootfs'));
  writeFileSync(join(root, 'rootfs', 'content'), `${content} ${random} ${'x'.repeat(200_000)}`);
  writeFileSync(
    join(root, 'metadata.yaml'),
    `architecture: x86_64\ncreation_date: 1\nproperties:\n  os: ${content}\n`,
  );
  const file = (name: string, ...args: string[]) => {
    execFileSync('tar', ['-cf', join(root, name), ...args]);
    return join(root, name);
  };
  return {
    unified: file('unified.tar', '-C', root, 'metadata.yaml', 'rootfs'),
    metadata: file('metadata.tar', '-C', root, 'metadata.yaml'),
    rootfs: file('rootfs.tar', '-C', join(root, 'rootfs'), '.'),
  };
}

async function upload(input: Parameters<typeof importImage>[1]): Promise<string> {
  const ended = await finishOperation(engine, await importImage(engine, input));
  const fingerprint = String(ended?.metadata.fingerprint);
  made.push(fingerprint);
  return fingerprint;
}

beforeAll(() => tinyImage(engine));
afterAll(async () => {
  for (const fingerprint of made) {
    try {
      await finishOperation(engine, await deleteImage(engine, { fingerprint }));
    } catch (error) {
      if (!isEngineError(error, 'not-found')) throw error;
    }
  }
  rmSync(folder, { recursive: true });
  await engine.close();
});

test('the tiny image is there under its name', async () => {
  const image = await getImageByAlias(engine, { alias: tinyImageAlias });
  expect(image.type).toBe('container');
  expect(image.aliases).toContain(tinyImageAlias);
  expect(image.sizeBytes).toBeLessThan(3_000_000);
});

test('an image in one file is uploaded with names and properties, and the same again is a conflict', async () => {
  const { unified } = pack('one');
  const fingerprint = await upload({
    files: { unified },
    aliases: [alias],
    properties: { note: 'a & b = c' },
  });
  expect(await getImageByAlias(engine, { alias })).toMatchObject({
    fingerprint,
    type: 'container',
    properties: { os: 'one', note: 'a & b = c' },
  });
  expect((await listImages(engine)).map((image) => image.fingerprint)).toContain(fingerprint);
  await expect(upload({ files: { unified } })).rejects.toMatchObject({ kind: 'conflict' });
});

test('an image in two files is uploaded, and a name moves over to it', async () => {
  const { metadata, rootfs } = pack('two');
  const fingerprint = await upload({ files: { metadata, rootfs } });
  expect(await getImage(engine, { fingerprint: fingerprint.slice(0, 12) })).toMatchObject({ fingerprint });
  await expect(createImageAlias(engine, { alias, fingerprint })).rejects.toMatchObject({ kind: 'conflict' });
  await moveImageAlias(engine, { alias, fingerprint });
  expect((await getImageByAlias(engine, { alias })).fingerprint).toBe(fingerprint);
  await deleteImageAlias(engine, { alias });
  await expect(getImageByAlias(engine, { alias })).rejects.toMatchObject({ kind: 'not-found' });
  await finishOperation(engine, await deleteImage(engine, { fingerprint }));
  await expect(getImage(engine, { fingerprint })).rejects.toMatchObject({ kind: 'not-found' });
});

test('what is no image is refused by the operation, with a reason', async () => {
  const file = join(folder, 'nonsense');
  writeFileSync(file, 'this is no archive');
  await expect(upload({ files: { unified: file } })).rejects.toMatchObject({
    name: 'EngineError',
    engineMessage: expect.stringMatching(/compression|archive|format/i),
  });
});

test('an image server that is not there fails the pull, with a reason', async () => {
  const pull = pullImage(engine, {
    server: 'https://127.0.0.1:9',
    remoteAlias: 'debian/12',
    type: 'container',
    aliases: [],
    autoUpdate: false,
  });
  const ended = pull.then((operation) => finishOperation(engine, operation));
  await expect(ended).rejects.toMatchObject({ engineMessage: expect.stringContaining('connection refused') });
});
