import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { aptInstall, aptUpdate, missingPackages } from '../lib/apt.mjs';
import { run } from '../lib/run.mjs';
import { StepError } from '../lib/step-error.mjs';

/** A registry, and what makes the images that tests put there. */
const registry = ['docker-registry', 'gcc', 'libc6-dev', 'openssl', 'skopeo', 'umoci'];

/**
 * What the tests need beside the panel: a browser, an SSH client that logs into light VMs, a server for the nodes' tests,
 * and a registry for those of apps.
 */
export const testPackages = {
  name: 'test packages',
  async run(ctx) {
    const browser = ctx.env.CHROMIUM ? [] : ['chromium', 'fonts-dejavu-core'];
    // On a machine with systemd, Debian's package would open port 22 to the world: there it is the operator's to install.
    const isSystemd = existsSync('/run/systemd/system');
    const server = isSystemd ? [] : ['openssh-server'];
    const missing = await missingPackages([...browser, 'openssh-client', ...server, ...registry]);
    if (missing.length) {
      await aptUpdate();
      await withoutServices(() => aptInstall(missing));
      // Tests run it elsewhere: here it would be open to the world after the next boot.
      if (missing.includes('docker-registry') && isSystemd)
        await run('systemctl', ['disable', 'docker-registry']);
    }
    const program = ctx.env.CHROMIUM ?? '/usr/bin/chromium';
    if (!existsSync(program)) {
      throw new StepError(
        `there is no Chromium at ${program}`,
        'install one and name it: CHROMIUM=/path/to/chromium npm test',
      );
    }
    return missing.length ? `test packages: ${missing.join(', ')}` : 'test packages already there';
  },
};

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
