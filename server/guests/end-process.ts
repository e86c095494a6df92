import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { loadGuest } from './load-guest.ts';
import { recordInside } from './record-inside.ts';
import { runInGuest } from './run-in-guest.ts';
import type { EndProcessInput, ProcessEnded } from './schema.ts';

/** Its number may be another's meanwhile: the time of its start tells. 3: gone; 4: the guest did not let it. */
const script = `exec 2>/dev/null
read -r line < "/proc/$1/stat" || exit 3
set -- "$1" "$2" "$3" \${line##*) }
[ "\${23}" = "$2" ] || exit 3
kill -s "$3" "$1" || exit 4
`;

/**
 * Asks a process of the guest to end, or ends it at once. Throws `not-found` when it has ended, `refused` for the
 * guest's first process: to stop that is to stop the instance.
 */
export async function endProcess(
  ctx: Ctx,
  { id, pid, startedTicks, signal }: EndProcessInput,
): Promise<ProcessEnded> {
  const { instance, ref } = await loadGuest(ctx, 'processes', id);
  if (pid === 1) throw new AppError('refused', 'process-is-first');
  await recordInside(ctx, instance, 'end-process', { pid, signal });
  const args = [String(pid), String(startedTicks), signal.toUpperCase()];
  const { code } = await runInGuest(ctx, ref, { script, args });
  if (code === 3) throw new AppError('not-found', 'process-gone', { pid });
  if (code !== 0) throw new AppError('refused', 'process-not-ended', { pid });
  return { pid };
}
