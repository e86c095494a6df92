import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDeb822, parseSourcesList } from './deb822.mjs';
import { run } from './run.mjs';
import { StepError } from './step-error.mjs';

const quiet = { DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_MODE: 'a', LC_ALL: 'C.UTF-8' };
const lockWait = ['-o', 'DPkg::Lock::Timeout=180'];

/** Those of the packages that are not installed. */
export async function missingPackages(names) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own format
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names], {
    allow: [0, 1],
  });
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name));
}

export async function aptUpdate() {
  await apt(['update'], 'the package lists could not be fetched');
}

export async function aptInstall(names, { suite } = {}) {
  const args = ['install', '-y', '--no-install-recommends', ...(suite ? ['-t', suite] : []), ...names];
  await apt(args, `could not install ${names.join(', ')}`);
}

async function apt(args, what) {
  try {
    // A run that was cut short leaves packages unpacked but not configured: this is a no-op otherwise.
    if (args[0] === 'install') await run('dpkg', ['--configure', '-a'], { env: quiet });
    await run('apt-get', ['-q', ...lockWait, ...args], { env: quiet });
  } catch (cause) {
    throw new StepError(
      `${what}: ${cause.said ?? cause.message}`,
      `see what apt says: apt-get ${args.join(' ')}`,
      {
        cause,
      },
    );
  }
}

/** The machine's apt sources, whatever format they are written in. */
export function readSources(folder = '/etc/apt') {
  const parts = path.join(folder, 'sources.list.d');
  const files = existsSync(parts) ? readdirSync(parts).map((name) => path.join(parts, name)) : [];
  return [path.join(folder, 'sources.list'), ...files].flatMap((file) => {
    if (file.endsWith('.sources')) return parseDeb822(readFileSync(file, 'utf8'));
    if (file.endsWith('.list') && existsSync(file)) return parseSourcesList(readFileSync(file, 'utf8'));
    return [];
  });
}
