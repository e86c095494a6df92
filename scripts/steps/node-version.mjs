import { StepError } from '../lib/step-error.mjs';

export const nodeVersion = {
  name: 'node',
  run() {
    if (!isSupportedNode(process.versions.node)) {
      throw new StepError(
        `Node ${process.versions.node} is too old (20.19 or later)`,
        'install Node 24 LTS: https://nodejs.org/en/download',
      );
    }
    return `node ${process.versions.node}`;
  },
};

export function isSupportedNode(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}
