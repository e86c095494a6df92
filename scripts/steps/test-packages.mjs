import { existsSync } from 'node:fs';
import { missingPackages } from '../lib/apt.mjs';
import { installIdle, registryPackages } from '../lib/install-idle.mjs';
import { StepError } from '../lib/step-error.mjs';

/**
 * What the tests need beside the panel: a browser, an SSH client that logs into light VMs, a server for the nodes' tests,
 * a registry for those of apps, and what makes disks for those of unikernels.
 */
export const testPackages = {
  name: 'test packages',
  async run(ctx) {
    const browser = ctx.env.CHROMIUM ? [] : ['chromium', 'fonts-dejavu-core'];
    // On a machine with systemd, Debian's package would open port 22 to the world: there it is the operator's to install.
    const isSystemd = existsSync('/run/systemd/system');
    const server = isSystemd ? [] : ['openssh-server'];
    const missing = await missingPackages([
      ...browser,
      ...['openssh-client', 'qemu-utils'],
      ...server,
      ...registryPackages,
    ]);
    await installIdle(missing);
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
