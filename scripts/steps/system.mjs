import { engineTarget } from '../lib/engine-target.mjs';
import { incusSource, readOsRelease } from '../lib/os-release.mjs';
import { StepError } from '../lib/step-error.mjs';

/** Berth sets up Debian and Ubuntu by itself, as root; with an engine elsewhere neither is needed. */
export const system = {
  name: 'system',
  async run(ctx) {
    const os = readOsRelease();
    if (ctx.remote) {
      ctx.engine = await engineTarget(ctx);
      return `${os.PRETTY_NAME ?? process.platform}, engine at ${ctx.remote}`;
    }
    if (!incusSource(os)) throw unsupported(os);
    if (!ctx.isRoot) throw notRoot(ctx);
    return os.PRETTY_NAME;
  },
};

const elsewhere =
  'point Berth at an Incus elsewhere: BERTH_INCUS_URL=https://host:8443 (docs/operating/install.md)';

function unsupported(os) {
  const name = os.PRETTY_NAME ?? process.platform;
  return new StepError(
    `${name} is not a system that Berth can install Incus on (Debian 12+, Ubuntu 24.04+)`,
    elsewhere,
  );
}

function notRoot(ctx) {
  // sudo replaces PATH: a node from a version manager would not be found.
  const found = /^\/(usr\/(local\/)?)?bin\//.test(process.execPath);
  const sudo = found ? 'sudo' : 'sudo env "PATH=$PATH"';
  return new StepError('installing and driving Incus needs root', `${sudo} ${ctx.again}   (or ${elsewhere})`);
}
