import pLimit from 'p-limit';
import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { factsOf, type InstanceKind, instanceKinds } from '#server/instances/kinds/schema.ts';
import { isPassing } from '#server/jobs/is-passing.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import type { Logger } from '#server/log.ts';
import { projectName } from '#server/networks/network-names.ts';
import { startLoop } from '#server/start-loop.ts';
import { returnLater } from './return-later.ts';
import { runsAnother } from './runs-another.ts';
import { saveWorkload } from './save-workload.ts';

type Tools = { db: Db; engine: Engine; log: Logger };

/** A look is a program in the shell, some 30 ms of a processor: not more often, and not many at once. */
const everySeconds = 15;
const atOnce = 2;

/**
 * Sees how what runs in shells is doing: whether it ended, started again or is not well, or is another version than the
 * one that is wanted, as after a start that no job has made.
 */
export function startWorkloadLoop(tools: Tools): { stop(): Promise<void> } {
  return startLoop({
    name: 'workloads',
    everySeconds,
    log: tools.log,
    run: (signal) => lookAtWorkloads(tools, signal),
  });
}

/** One pass over all that run and that no job is at work on. */
export async function lookAtWorkloads({ db, engine, log }: Tools, signal: AbortSignal): Promise<void> {
  const rows = await db.instance.findMany({
    where: {
      ...{ state: 'running', kind: { in: withShell() } },
      jobs: { none: { state: { in: [...liveJobStates] } } },
    },
    select: {
      ...{ id: true, name: true, kind: true, tenantId: true, vaultId: true },
      tenant: { select: { slug: true } },
      deployments: { where: { state: 'current' }, select: { number: true } },
    },
  });
  const limit = pLimit(atOnce);
  await Promise.all(rows.map((row) => limit(() => look(row))));

  async function look({ kind, tenant, deployments, ...row }: (typeof rows)[number]): Promise<void> {
    if (signal.aborted) return;
    const { workload } = kindOf(kind as InstanceKind);
    const { name } = row;
    const target = { ...row, project: projectName(tenant.slug) };
    try {
      const seen = await workload?.status({ engine, project: target.project, name, signal });
      if (!seen) return;
      await saveWorkload(db, row, seen);
      if (runsAnother(seen, deployments[0]?.number)) await returnLater(db, target);
    } catch (error) {
      // One that stops at this moment is seen by its state.
      if (!isPassing(error)) log.debug({ err: error, instance: name }, 'a workload could not be looked at');
    }
  }
}

function withShell(): InstanceKind[] {
  return instanceKinds.filter((kind) => factsOf(kind).disk === 'shell');
}
