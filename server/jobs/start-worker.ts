import { listen } from '#server/events/listen.ts';
import { type JobKinds, knownVersions } from './find-definition.ts';
import { jobChannel } from './job-channel.ts';
import { JobDispatcher } from './job-dispatcher.ts';
import { removeWorker, saveWorker } from './save-worker.ts';
import { type WorkerOptions, workerOptions } from './worker-options.ts';
import type { WorkerTools } from './worker-tools.ts';

export type Worker = { id: string; stop(): Promise<void> };

const pollMs = 1000;

/**
 * Starts taking jobs. `stop` takes no more, lets the steps under way come to their end for `drainSeconds`, breaks
 * off what still runs, and gives every unfinished job back to the queue.
 */
export async function startWorker<Tools>(
  databaseUrl: string,
  kinds: JobKinds<Tools>,
  tools: Omit<WorkerTools<Tools>, 'workerId'>,
  options: Partial<WorkerOptions> = {},
): Promise<Worker> {
  const chosen = workerOptions(options);
  const { id, leaseSeconds } = chosen;
  const { db, log } = tools;
  const known = knownVersions(kinds);
  await saveWorker(db, chosen, { isStopping: false, known });
  const dispatcher = new JobDispatcher(kinds, { ...tools, workerId: id }, chosen);
  const listening = listen({
    databaseUrl,
    channel: jobChannel,
    log,
    onMessage: (jobId) => (jobId === '' ? dispatcher.wake() : dispatcher.cancel(jobId)),
    onReconnect: () => dispatcher.wake(),
  });
  const polling = setInterval(() => dispatcher.wake(), pollMs);
  const beat = async (isStopping: boolean) => {
    await dispatcher.renew();
    await saveWorker(db, chosen, { isStopping, known });
  };
  let isStopping = false;
  const beating = setInterval(
    () => {
      beat(isStopping).catch((error: unknown) => log.warn({ err: String(error) }, 'claims were not renewed'));
    },
    (leaseSeconds * 1000) / 3,
  );
  dispatcher.wake();
  return {
    id,
    async stop() {
      isStopping = true;
      clearInterval(polling);
      await listening.close();
      await dispatcher.stop();
      clearInterval(beating);
      await removeWorker(db, id).catch(() => undefined);
    },
  };
}
