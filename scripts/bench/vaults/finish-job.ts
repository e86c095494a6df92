import type { ChangeListener } from '#server/events/listen-changes.ts';
import { unfinishedJobStates } from '#server/jobs/states.ts';
import type { Ground } from './ground.ts';

const lookAgainMs = 1000;
const patienceMs = 60_000;

/** Resolves when a job is done, as a page learns of it: told that something changed, it looks again. */
export async function finishJob(
  { ctx, changes, signal }: Pick<Ground, 'ctx' | 'changes' | 'signal'>,
  jobId: string,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    signal.throwIfAborted();
    const told = nextChange(changes);
    const job = await ctx.db.job.findUniqueOrThrow({
      where: { id: jobId },
      select: { kind: true, state: true, error: true },
    });
    if (job.state === 'done') return;
    const isOver = !unfinishedJobStates.some((state) => state === job.state);
    if (isOver || performance.now() > deadline) {
      throw new Error(`${job.kind} is ${job.state}: ${job.error ?? 'for a minute'}`);
    }
    await told;
  }
}

function nextChange(changes: ChangeListener): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stopListening();
      resolve();
    };
    const timer = setTimeout(end, lookAgainMs);
    const stopListening = changes.subscribe(end);
  });
}
