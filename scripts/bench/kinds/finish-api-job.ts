import type { JobView } from '#server/jobs-view/schema.ts';
import type { PanelClient } from '../provision/panel-client.ts';

const ended: readonly string[] = ['done', 'failed', 'stuck', 'cancelled'];

/** Resolves when it is done. Throws what it failed with. */
export async function finishApiJob(panel: PanelClient, jobId: string): Promise<JobView> {
  const job = await panel.until<JobView>(`/jobs/${jobId}`, ({ state }) => ended.includes(state));
  if (job.state !== 'done') throw new Error(`${job.kind} is ${job.state}: ${job.error?.message}`);
  return job;
}
