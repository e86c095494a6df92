import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cacheFolder = new URL('../../node_modules/.cache/', import.meta.url).pathname;

/**
 * One file of JavaScript with all of ours that the program imports: started often, that costs a third of what
 * compiling it each time does. The bundler is the one that tsx works with. The caller removes the file.
 */
export async function bundleProgram(program: string): Promise<string> {
  const tsx = createRequire(import.meta.url).resolve('tsx/package.json');
  const esbuild = createRequire(tsx).resolve('esbuild/package.json');
  const outfile = join(cacheFolder, `berth-test-${randomBytes(4).toString('hex')}.mjs`);
  const kind = ['--bundle', '--platform=node', '--format=esm', '--packages=external'];
  await run(join(dirname(esbuild), 'bin/esbuild'), [
    program,
    ...kind,
    `--outfile=${outfile}`,
    '--log-level=error',
  ]);
  return outfile;
}
