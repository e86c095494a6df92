import { type EventEmitter, once } from 'node:events';
import type { InstanceCreated, InstanceView } from '#server/instances/schema.ts';
import type { JobView } from '#server/jobs-view/schema.ts';
import { type Ground, size } from './ground.ts';
import type { Maker, Measured } from './measured.ts';
import type { PanelClient } from './panel-client.ts';
import { sshBanner } from './ssh-banner.ts';

/** `changes` emits the id of each instance that a page would hear of. */
export function panelMaker(panel: PanelClient, ground: Ground, changes: EventEmitter): Maker {
  const ids = new Map<string, string>();

  async function make(name: string): Promise<Measured> {
    const startedAtMs = Date.now();
    const startedAt = performance.now();
    const since = () => performance.now() - startedAt;
    const input = { tenant: ground.slug, name, imageId: ground.imageId, ...size };
    const created = await panel.call<InstanceCreated>('POST', '/instances', input);
    ids.set(name, created.instanceId);
    const answerMs = since();
    const [runningMs, sshMs] = await Promise.all([
      seenRunning(created.instanceId).then(since),
      sshBanner(created.ipv4).then(since),
    ]);
    const job = await panel.call<JobView>('GET', `/jobs/${created.jobId}`);
    return { runningMs, sshMs, parts: { answer: answerMs, ...partsOf(job, startedAtMs, runningMs) } };
  }

  /** As a page does it: told that something changed, it reads anew. */
  async function seenRunning(id: string): Promise<void> {
    for (;;) {
      const changed = once(changes, id);
      const { state, stateReason } = await panel.call<InstanceView>('GET', `/instances/${id}`);
      if (state === 'running') return;
      if (state === 'failed') throw new Error(`the creation failed: ${stateReason}`);
      await changed;
    }
  }

  async function remove(name: string): Promise<void> {
    const { jobId } = await panel.call<{ jobId: string }>('DELETE', `/instances/${ids.get(name)}`);
    await panel.until<JobView>(`/jobs/${jobId}`, (job) => ['done', 'failed', 'stuck'].includes(job.state));
  }

  return { make, remove };
}

/** Where the time until *running* went, by the job's own clock. */
function partsOf(job: JobView, startedAtMs: number, runningMs: number): Record<string, number> {
  const step = job.steps.find(({ name }) => name === 'create');
  const at = (moment: string | null | undefined) => new Date(moment ?? 0).getTime() - startedAtMs;
  const [begun, ended] = [at(step?.startedAt), at(step?.finishedAt)];
  return { begun, engine: ended - begun, told: runningMs - ended };
}
