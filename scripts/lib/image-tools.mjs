import { aptInstall, aptUpdate, missingPackages } from './apt.mjs';
import { run } from './run.mjs';

/** What building an image takes on this machine. */
export async function ensureTools(os) {
  const tools = ['mmdebstrap', 'squashfs-tools', ...(os.ID === 'debian' ? [] : ['debian-archive-keyring'])];
  const missing = await missingPackages(tools);
  if (!missing.length) return;
  await aptUpdate();
  await aptInstall(missing);
}

/** This machine's settings for reaching the mirrors; mmdebstrap reads none of the machine's apt.conf itself. */
export async function aptOptions() {
  const { stdout } = await run('apt-config', ['dump']);
  return stdout
    .split('\n')
    .filter((line) => /^Acquire::(http|https)::|^Acquire::Check-/i.test(line))
    .join('\n');
}
