import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a root shell on this machine says to a script, which fails with its first line that does. */
export async function runOnShell(script: string): Promise<string> {
  const { stdout } = await run('sh', ['-ec', script], { maxBuffer: 64 * 1024 ** 2 });
  return stdout.trim();
}
