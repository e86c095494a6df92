import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Engine } from '#server/incus/engine.ts';
import { importImage } from '#server/incus/import-image.ts';
import { finishOperation } from '#server/incus/operations.ts';

const run = promisify(execFile);
let imports = 0;

type Wish = { project: string; aliases: string[]; properties: Record<string, string> };

/**
 * Imports an image with next to nothing in it, each time another, and gives its fingerprint. Its metadata has a
 * map of properties of its own: incusd 6.0.4 goes down ("assignment to entry in nil map") when a call names
 * properties for an image without one.
 */
export async function importEmptyImage(
  engine: Engine,
  { project, aliases, properties }: Wish,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'berth-image-'));
  try {
    await mkdir(join(folder, 'rootfs'));
    const metadata = {
      architecture: 'x86_64',
      creation_date: Math.floor(Date.now() / 1000) - imports++,
      properties,
    };
    await writeFile(join(folder, 'metadata.yaml'), JSON.stringify(metadata));
    const unified = join(folder, 'image.tar.gz');
    await run('tar', ['-czf', unified, '-C', folder, 'metadata.yaml', 'rootfs']);
    const operation = await importImage(engine, { project, files: { unified }, aliases });
    return String((await finishOperation(engine, operation))?.metadata.fingerprint);
  } finally {
    await rm(folder, { recursive: true });
  }
}
