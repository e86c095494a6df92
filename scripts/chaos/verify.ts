import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#server/db.ts';
import { listInstances } from '#server/incus/instances.ts';
import { listNetworks } from '#server/incus/networks.ts';
import { bridgeName } from '#server/networks/network-names.ts';
import { driftedQuotas, driftedSizes } from './drift.ts';
import { type ChaosEngine, pool } from './engine.ts';
import type { Entry } from './load.ts';
import type { Ground } from './tenants.ts';

export type Verdict = {
  done: number;
  failed: number;
  lost: string[];
  doubled: string[];
  leaked: string[];
  stuck: string[];
};
type VerifyInput = { db: Db; engine: ChaosEngine; ground: Ground; entries: Entry[] };

/** Compares what clients were told with the rows, and the rows with the engine and its disk. */
export async function verify({ db, engine, ground, entries }: VerifyInput): Promise<Verdict> {
  const jobs = await db.job.findMany({ where: { instanceId: undefined, kind: { contains: 'instance' } } });
  const rows = await db.instance.findMany({ include: { tenant: true } });
  const onEngine = (
    await Promise.all(
      ground.tenants.map(({ slug }) => listInstances(engine.engine, { project: `berth-${slug}` })),
    )
  ).flat();
  const byJob = new Map(jobs.map((job) => [job.id, job]));
  const accepted = entries.filter((entry) => entry.jobId);
  const rowIds = new Set(rows.map((row) => row.id));
  const idsThere = onEngine.map((instance) => instance.config['user.berth.id'] ?? '');

  const lost = [
    ...entries.filter((entry) => entry.error).map((entry) => `${entry.key}: ${entry.error}`),
    ...accepted.flatMap((entry) => {
      const state = byJob.get(entry.jobId ?? '')?.state;
      return ['done', 'failed', 'cancelled', 'stuck'].includes(state ?? '')
        ? []
        : [`${entry.key} ${entry.action}: its job is ${state}`];
    }),
    // A creation that was done and not followed by a deletion that was done must have its row and its instance.
    ...accepted.flatMap((entry) => {
      if (entry.action !== 'create' || byJob.get(entry.jobId ?? '')?.state !== 'done') return [];
      const isDeleted = jobs.some(
        (job) =>
          job.kind === 'delete-instance' &&
          job.subjectKey === `instance:${entry.instanceId}` &&
          job.state === 'done',
      );
      const isThere = rowIds.has(entry.instanceId ?? '') && idsThere.includes(entry.instanceId ?? '');
      return isDeleted || isThere ? [] : [`${entry.name}: made, not deleted, and not there`];
    }),
    ...rows.flatMap((row) =>
      row.state === 'lost' || row.state === 'creating' ? [`${row.name} is ${row.state}`] : [],
    ),
    ...rows.flatMap((row) => {
      const there = onEngine.find((instance) => instance.config['user.berth.id'] === row.id);
      const state = there?.status.toLowerCase();
      return !there || state === row.state
        ? []
        : [`${row.name} is ${state} on the engine, ${row.state} in its row`];
    }),
    ...driftedSizes(rows, onEngine),
    ...(await driftedQuotas(db, engine.engine, ground)),
  ];
  const doubled = [
    ...repeated(idsThere).map((id) => `${id} is twice on the engine`),
    ...repeated(accepted.map((entry) => entry.jobId ?? '')).map((id) => `job ${id} answers two requests`),
    ...jobs
      .filter((job) => !accepted.some((entry) => entry.jobId === job.id))
      .map((job) => `${job.kind} ${job.subject}: nobody was told of it`),
    ...repeated(rows.flatMap((row) => (row.ipv4 ? [`${row.tenantId} ${row.ipv4}`] : []))).map(
      (it) => `address ${it}`,
    ),
  ];
  const leaked = [
    ...onEngine.flatMap(({ name, config }) =>
      rowIds.has(config['user.berth.id'] ?? '') ? [] : [`instance ${name}`],
    ),
    ...disksOf(engine, ground)
      .filter((disk) => !onEngine.some(({ project, name }) => disk === `${project}_${name}`))
      .map((disk) => `disk ${disk}`),
    ...rows.flatMap((row) =>
      row.state === 'failed' && row.ipv4 ? [`address ${row.ipv4} of ${row.name}`] : [],
    ),
    ...(await bridges(engine, ground)),
    ...(await leftRows(db)),
  ];
  const ended = accepted.map((entry) => byJob.get(entry.jobId ?? '')?.state);
  return {
    done: ended.filter((state) => state === 'done').length,
    failed: ended.filter((state) => state === 'failed').length,
    lost,
    doubled,
    leaked,
    stuck: jobs
      .filter((job) => job.state === 'stuck')
      .map((job) => `${job.kind} ${job.subject}: ${job.error}`),
  };
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** The engine keeps a container's disk as `<project>_<name>` in its pool. */
function disksOf(engine: ChaosEngine, { tenants }: Ground): string[] {
  const folder = join(engine.dir, 'storage-pools', pool, 'containers');
  return readdirSync(folder).filter((name) => tenants.some(({ slug }) => name.startsWith(`berth-${slug}_`)));
}

async function bridges({ engine }: ChaosEngine, { tenants }: Ground): Promise<string[]> {
  const wanted = new Set(tenants.map(({ id }) => bridgeName(id)));
  const networks = await listNetworks(engine);
  return networks
    .filter(
      ({ name }) =>
        name.startsWith('bt-') && !wanted.has(name) && networks.some((n) => n.name === name && n.managed),
    )
    .map(({ name }) => `network ${name}`);
}

async function leftRows(db: Db): Promise<string[]> {
  const secrets = await db.jobSecret.count({
    where: { job: { state: { in: ['done', 'failed', 'cancelled'] } } },
  });
  const claims = await db.job.count({ where: { claimedBy: { not: null } } });
  return [
    ...(secrets > 0 ? [`${secrets} secrets of ended jobs`] : []),
    ...(claims > 0 ? [`${claims} claims of nobody`] : []),
  ];
}
