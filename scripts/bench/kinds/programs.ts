import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

/** What runs in every kind and beside them, as files of a folder. */
export type Programs = { web: string; syscalls: string; unikernel: string };

/** The very programs of the OCI image `measured`, and a unikernel that answers the same. */
export async function compilePrograms(folder: string): Promise<Programs> {
  const programs = {
    web: join(folder, 'web'),
    syscalls: join(folder, 'syscalls'),
    unikernel: join(folder, 'unikernel.elf'),
  };
  for (const name of ['web', 'syscalls'] as const) {
    const source = join(root, `server/testing/oci-images/${name}.c`);
    await run('gcc', ['-static', '-O2', '-Wall', '-s', '-o', programs[name], source]);
  }
  await run(join(root, 'images/demo-unikernel/compile.sh'), [programs.unikernel]);
  return programs;
}
