import type { DeploymentPage } from '#server/deployments/schema.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import type { InstanceCreated, JobStarted } from '#server/instances/schema.ts';
import type { JobView } from '#server/jobs-view/schema.ts';
import type { Contestant } from './contestants.ts';
import { finishApiJob } from './finish-api-job.ts';
import { firstAnswer } from './first-answer.ts';
import type { Ground } from './ground.ts';
import { type Parts, partsOf } from './parts-of.ts';

export type Timing = { ms: number; parts: Parts };
/** One that runs, with its web server. */
export type Made = { contestant: Contestant; id: string; name: string; ipv4: string; timing: Timing };
export type Http = { times: Map<Contestant, Timing[]>; kept: Made[] };

/** From the call that creates each until its web server answers, in turn. Those of the last round are kept. */
export async function measureHttp(
  ground: Ground,
  contestants: readonly Contestant[],
  { rounds, budgetMs }: { rounds: number; budgetMs: number },
): Promise<Http> {
  // The first of each is not counted: its image is unpacked then, and the calls of the panel are loaded.
  for (const contestant of contestants) await remove(ground, await make(ground, contestant, 'warm'));
  const deadline = performance.now() + budgetMs;
  const times = new Map<Contestant, Timing[]>(contestants.map((contestant) => [contestant, []]));
  const kept: Made[] = [];
  for (let round = 1; ; round++) {
    const isLast = round >= rounds || performance.now() > deadline;
    for (const contestant of contestants) {
      const made = await make(ground, contestant, String(round));
      times.get(contestant)?.push(made.timing);
      if (isLast) kept.push(made);
      else await remove(ground, made);
    }
    if (isLast) return { times, kept };
  }
}

async function make(ground: Ground, contestant: Contestant, round: string): Promise<Made> {
  const { panel, signal } = ground;
  signal.throwIfAborted();
  const { kind, input, port } = contestant;
  const name = `${kind}-${round}`;
  const startedAtMs = Date.now();
  const startedAt = performance.now();
  const created = await panel.call<InstanceCreated>('POST', '/instances', { ...input, name });
  const { instanceId: id, jobId, ipv4 } = created;
  const finished = finishAll(ground, contestant, created);
  // It is awaited below; here it only has to end the waiting for an answer that will never come.
  finished.catch(() => undefined);
  const failed = finished.then(() => new Promise<never>(() => {}));
  await Promise.race([firstAnswer(ipv4, port, signal), failed]);
  const ms = performance.now() - startedAt;
  const deploy = await finished;
  const create = await panel.call<JobView>('GET', `/jobs/${jobId}`);
  const parts = partsOf({ create, deploy, answeredAtMs: startedAtMs + ms });
  return { contestant, id, name, ipv4, timing: { ms, parts } };
}

/** Until no job works on it any more; gives the one that deployed something in it. */
async function finishAll(
  { panel }: Ground,
  { kind }: Contestant,
  { instanceId, jobId }: InstanceCreated,
): Promise<JobView | null> {
  await finishApiJob(panel, jobId);
  if (factsOf(kind).disk !== 'shell') return null;
  const path = `/instances/${instanceId}/deployments`;
  const { items } = await panel.until<DeploymentPage>(path, (page) => Boolean(page.items[0]?.jobId));
  return finishApiJob(panel, items[0]?.jobId ?? '');
}

async function remove({ panel }: Ground, { id }: Pick<Made, 'id'>): Promise<void> {
  const { jobId } = await panel.call<JobStarted>('DELETE', `/instances/${id}`);
  await finishApiJob(panel, jobId);
}
