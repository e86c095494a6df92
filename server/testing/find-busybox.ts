import { execFile } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A busybox that needs no library: this machine's, or that of Debian's package, unpacked in `work`. */
export async function findBusybox(work: string): Promise<string> {
  for (const file of ['/bin/busybox', '/usr/bin/busybox']) {
    if ((await exists(file)) && (await isStatic(file))) return file;
  }
  await run('apt-get', ['download', 'busybox-static'], { cwd: work });
  const package_ = (await readdir(work)).find((name) => name.endsWith('.deb'));
  if (!package_) throw new Error('the package busybox-static could not be downloaded; install it');
  await run('dpkg-deb', ['-x', package_, 'package'], { cwd: work });
  return join(work, 'package/bin/busybox');
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function isStatic(file: string): Promise<boolean> {
  // ldd fails for what is no dynamic executable.
  return run('ldd', [file]).then(
    () => false,
    () => true,
  );
}
