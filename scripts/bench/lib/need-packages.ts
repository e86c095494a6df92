import { missingPackages } from '../../lib/apt.mjs';
import { installIdle } from '../../lib/install-idle.mjs';

/** Debian's packages, installed where they are missing; none of their services is started. */
export async function needPackages(names: readonly string[]): Promise<void> {
  await installIdle(await missingPackages([...names]));
}
