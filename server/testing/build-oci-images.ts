import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBusybox } from './find-busybox.ts';

const run = promisify(execFile);
const sources = new URL('./oci-images/', import.meta.url).pathname;
const cacheFolder = new URL('../../node_modules/.cache/berth-oci-images/', import.meta.url).pathname;

type Recipe = {
  /** Files of the image, each a program of oci-images/. */
  files: Record<string, string>;
  config: string[];
  /** Bytes that cannot be packed smaller, so that a fetch takes a while. */
  weightBytes?: number;
};

/** What tests run as apps and sandboxes: each one static program of less than a megabyte. */
const recipes = {
  /** Answers `ok` on 8080; see web.c. */
  web: { files: { '/web': 'web' }, config: ['--config.cmd=/web', '--config.exposedports=8080/tcp'] },
  /** The same, with a program beside it that makes system calls: what benchmarks measure. */
  measured: {
    files: { '/web': 'web', '/syscalls': 'syscalls' },
    config: ['--config.cmd=/web', '--config.env=QUIET=yes', '--config.exposedports=8080/tcp'],
  },
  /** Answers 500: never healthy. */
  unwell: { files: { '/web': 'web' }, config: ['--config.cmd=/web', '--config.env=WELL=no'] },
  /** Busybox: a web server of files, and a shell to enter. */
  box: {
    files: { '/bin/busybox': 'busybox', '/www/index.html': 'ok' },
    config: [
      '--config.entrypoint=/bin/busybox',
      ...['sh', '-c', 'echo listening on 8080; exec /bin/busybox httpd -f -p 8080 -h /www'].map(
        (word) => `--config.cmd=${word}`,
      ),
      '--config.exposedports=8080/tcp',
    ],
  },
  /** Ends with 3 at once. */
  ends: { files: { '/ends': 'ends' }, config: ['--config.entrypoint=/ends'] },
  /** Prints arguments and environment, as user 1000; has a volume and a `cat`, and no shell. */
  tell: {
    files: { '/tell': 'tell', '/bin/cat': 'tell' },
    config: [
      '--config.entrypoint=/tell',
      '--config.env=FROM_IMAGE=yes',
      '--config.user=1000:1000',
      '--config.volume=/data',
    ],
  },
  /** Tries what escapes are made of; see probe.c. */
  probe: { files: { '/probe': 'probe' }, config: ['--config.cmd=/probe'] },
  /** The web server, with 24 MiB beside it. */
  heavy: { files: { '/web': 'web' }, config: ['--config.cmd=/web'], weightBytes: 24 * 1024 ** 2 },
  /** The web server, with a shell to enter. */
  roomy: { files: { '/web': 'web', '/bin/sh': 'sh' }, config: ['--config.cmd=/web'] },
  /** A program that is not there. */
  hollow: { files: { '/ends': 'ends' }, config: ['--config.cmd=/nothing'] },
} as const satisfies Record<string, Recipe>;

export type OciImage = keyof typeof recipes;
export const ociImages = Object.keys(recipes) as OciImage[];

/** Debian's gcc, umoci, skopeo and docker-registry are on this machine (`npm test` installs them). */
export const hasOciTools = ['gcc', 'umoci', 'skopeo', 'docker-registry'].every((name) =>
  existsSync(`/usr/bin/${name}`),
);

/** The folder of an OCI layout with all of them by tag; built once for each state of the sources. */
export async function buildOciImages(): Promise<string> {
  const layout = join(cacheFolder, stateOfSources());
  if (existsSync(layout)) return layout;
  await mkdir(cacheFolder, { recursive: true });
  const work = await mkdtemp(join(cacheFolder, 'build-'));
  try {
    const draft = join(work, 'layout');
    await run('umoci', ['init', '--layout', draft]);
    for (const [tag, recipe] of Object.entries(recipes)) await buildImage(work, `${draft}:${tag}`, recipe);
    await rename(draft, layout).catch((error: NodeJS.ErrnoException) => {
      // Another run was quicker.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return layout;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function buildImage(
  work: string,
  image: string,
  { files, config, weightBytes }: Recipe,
): Promise<void> {
  await run('umoci', ['new', '--image', image]);
  for (const [path, name] of Object.entries(files)) {
    const program = name === 'busybox' ? await findBusybox(work) : join(work, name);
    if (name === 'ok') await writeFile(program, 'ok\n');
    if (!existsSync(program)) {
      await run('gcc', ['-static', '-O2', '-Wall', '-s', '-o', program, join(sources, `${name}.c`)]);
    }
    await run('umoci', ['insert', '--image', image, program, path]);
  }
  if (weightBytes !== undefined) {
    await writeFile(join(work, 'weight'), randomBytes(weightBytes));
    await run('umoci', ['insert', '--image', image, join(work, 'weight'), '/weight']);
  }
  await run('umoci', ['config', '--image', image, ...config]);
}

function stateOfSources(): string {
  const hash = createHash('sha256').update(JSON.stringify(recipes));
  for (const name of readdirSync(sources).sort()) hash.update(name).update(readFileSync(join(sources, name)));
  return hash.digest('hex').slice(0, 16);
}
