import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTenantImages } from '#server/images/remove-tenant-images.ts';
import type { Engine } from '#server/incus/engine.ts';
import { projectName } from '#server/networks/network-names.ts';
import { removeEngineTenant } from '#server/testing/remove-engine-tenant.ts';
import { testEngine } from '#server/testing/test-engine.ts';
import { answerQuickly } from '../lib/answer-quickly.ts';
import { openBenchPanel } from '../lib/open-bench-panel.ts';
import { type PanelClient, panelClient } from '../provision/panel-client.ts';
import { compilePrograms, type Programs } from './programs.ts';

const gib = 1024 ** 3;
/** Beside an installation on the same engine: two bridges cannot have the same address. */
const tenantRange = '10.202.0.0/16';

type Open = Awaited<ReturnType<typeof openBenchPanel>>;
export type Ground = {
  origin: string;
  db: Open['db'];
  panel: PanelClient;
  engine: Engine;
  slug: string;
  project: string;
  network: { bridge: string; subnet: string };
  programs: Programs;
  /** Aborted when the ground is taken away: a measurement that is still under way ends then. */
  signal: AbortSignal;
  /** Called when the ground is taken away, before what was there earlier. */
  atEnd(end: () => Promise<unknown>): void;
  close(): Promise<void>;
};

/** The built panel with a worker, and an account of its own on the engine. `close` takes all of it away, whatever runs. */
export async function openGround(): Promise<Ground> {
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end().catch(complain);
  };
  try {
    return { ...(await open((end) => ends.push(end))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(atEnd: Ground['atEnd']): Promise<Omit<Ground, 'close'>> {
  const folder = await mkdtemp(join(tmpdir(), 'berth-bench-kinds-'));
  atEnd(() => rm(folder, { recursive: true }));
  const programs = await compilePrograms(folder);
  const engine = testEngine();
  atEnd(() => engine.close());
  const places = { BERTH_TENANT_RANGE: tenantRange, BERTH_UPLOADS_DIR: join(folder, 'uploads') };
  const { db, origin, close } = await openBenchPanel({ worker: 'inline', env: places });
  atEnd(() => closePanel({ db, close }, engine));
  const panel = await panelClient(origin, db);
  const { slug, network } = await makeTenant(panel, db);
  answerQuickly(network.bridge);
  const controller = new AbortController();
  atEnd(async () => controller.abort());
  const { signal } = controller;
  return { origin, db, panel, engine, slug, project: projectName(slug), network, programs, signal, atEnd };
}

async function makeTenant(panel: PanelClient, db: Open['db']) {
  const slug = `bench-${randomBytes(3).toString('hex')}`;
  await db.planSet.create({ data: { name: slug, isDefault: true, allowsEmulation: true } });
  const counts = { lightVms: 10, vms: 10, apps: 10, sandboxes: 10, unikernels: 10, vcpus: 50 };
  const quota = { ...counts, memoryBytes: 64 * gib, diskBytes: 400 * gib, trafficBytes: 1000 * gib };
  const tenant = { slug, name: slug, quota };
  const { tenantId } = await panel.call<{ tenantId: string }>('POST', '/tenants', tenant);
  await panel.until<{ state: string }>(`/tenants/${tenantId}`, ({ state }) => state === 'active');
  return { slug, network: await db.network.findUniqueOrThrow({ where: { tenantId } }) };
}

/** First the panel, so that nothing more is made; then what the engine has of its tenants. */
async function closePanel({ db, close }: Pick<Open, 'db' | 'close'>, engine: Engine): Promise<void> {
  const tenants = await db.tenant.findMany({ select: { id: true, slug: true } });
  await close();
  for (const { id: tenantId } of tenants) await removeTenantImages({ engine, tenantId });
  const projects = tenants.map(({ slug }) => projectName(slug));
  await removeEngineTenant(engine, projects, new Set(tenants.map(({ id }) => id)));
}

/** What cannot be taken away is told, and the rest goes all the same. */
function complain(error: unknown): void {
  console.error(`left behind: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
