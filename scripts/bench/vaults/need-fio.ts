import { aptInstall, aptUpdate, missingPackages } from '../../lib/apt.mjs';

/** Debian's package of fio, installed where it is missing. */
export async function needFio(): Promise<void> {
  const missing = await missingPackages(['fio']);
  if (missing.length === 0) return;
  await aptUpdate();
  await aptInstall(missing);
}
