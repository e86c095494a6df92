import { aptInstall, aptUpdate, missingPackages } from '../../lib/apt.mjs';

/** Debian's packages, installed where they are missing. */
export async function needPackages(names: readonly string[]): Promise<void> {
  const missing = await missingPackages([...names]);
  if (missing.length === 0) return;
  await aptUpdate();
  await aptInstall(missing);
}
