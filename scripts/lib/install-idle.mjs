import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { aptInstall, aptUpdate } from './apt.mjs';
import { run } from './run.mjs';

/** A registry, and what makes the images that tests and benchmarks put there. */
export const registryPackages = ['docker-registry', 'gcc', 'libc6-dev', 'openssl', 'skopeo', 'umoci'];

/** Installs what tests and benchmarks need, without starting any of it. */
export async function installIdle(missing) {
  if (missing.length === 0) return;
  await aptUpdate();
  await withoutServices(() => aptInstall(missing));
  // It is run elsewhere: here it would be open to the world after the next boot.
  if (missing.includes('docker-registry') && existsSync('/run/systemd/system'))
    await run('systemctl', ['disable', 'docker-registry']);
}

const policy = '/usr/sbin/policy-rc.d';

/** Debian asks this program whether what it installs may start; 101 is no. */
async function withoutServices(install) {
  if (existsSync(policy)) return install();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install();
  } finally {
    rmSync(policy);
  }
}
