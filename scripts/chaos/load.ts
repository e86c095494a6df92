import { setTimeout as delay } from 'node:timers/promises';
import { ask, type Request } from './ask.ts';
import { type Random, seededRandom } from './random.ts';
import type { ChaosTenant, Ground } from './tenants.ts';

/** What was asked for and what came of it, as a client knows it. */
export type Entry = {
  action: string;
  tenant: string;
  name: string;
  key: string;
  jobId?: string;
  instanceId?: string;
  refused?: string;
  /** No answer came at all. */
  error?: string;
};

type Known = { id: string; name: string; tenant: ChaosTenant };
type LoadInput = { ground: Ground; seed: number; clients: number; maxRequests: number; signal: AbortSignal };

const gib = 1024 ** 3;
const mib = 1024 ** 2;

/** Clients that create, start, stop, resize and delete, each in its own order of the seed, until they are told to stop. */
export async function makeLoad(input: LoadInput): Promise<Entry[]> {
  const entries: Entry[] = [];
  const known: Known[] = [];
  const client = async (number: number) => {
    const random = seededRandom(input.seed * 1000 + number);
    let count = 0;
    while (!input.signal.aborted && entries.length < input.maxRequests) {
      const entry = await act(input.ground, known, random, `c${number}-${count++}`);
      entries.push(entry);
      await delay(random.between(50, 400));
    }
  };
  await Promise.all(Array.from({ length: input.clients }, (_, number) => client(number)));
  return entries;
}

const actions = [
  'create',
  'create',
  'create',
  'start',
  'stop',
  'stop',
  'resize',
  'delete',
  'delete',
] as const;

async function act(ground: Ground, known: Known[], random: Random, label: string): Promise<Entry> {
  const wish = random.pick(actions);
  const tenant = random.pick(ground.tenants);
  const place = random.next();
  const target = known[Math.floor(place * known.length)];
  const action = target ? wish : 'create';
  const name = action === 'create' || !target ? `x-${label}` : target.name;
  const key = `chaos-${label}`;
  const request = toRequest(action, { ground, tenant, name, target, key });
  const entry: Entry = { action, tenant: (target ?? { tenant }).tenant.slug, name, key };
  if (action === 'create') entry.tenant = tenant.slug;
  try {
    const asked = await ask(ground.token, request);
    if (asked.answer === 'refused') return { ...entry, refused: asked.reason };
    if (action === 'create') known.push({ id: asked.instanceId, name, tenant });
    if (action === 'delete' && target) known.splice(known.indexOf(target), 1);
    return { ...entry, jobId: asked.jobId, instanceId: asked.instanceId };
  } catch (error) {
    return { ...entry, error: String(error) };
  }
}

type Wish = { ground: Ground; tenant: ChaosTenant; name: string; target: Known | undefined; key: string };

function toRequest(action: string, { ground, tenant, name, target, key }: Wish): Request {
  const path = `/instances/${target?.id}`;
  if (action === 'create') {
    const size = { vcpus: 1, memoryBytes: 128 * mib, diskBytes: gib };
    return {
      method: 'POST',
      path: '/instances',
      key,
      body: { tenant: tenant.slug, name, imageId: ground.imageId, ...size },
    };
  }
  if (action === 'delete') return { method: 'DELETE', path, key };
  if (action === 'resize') {
    return {
      method: 'POST',
      path: `${path}/resize`,
      key,
      body: { vcpus: 1, memoryBytes: 256 * mib, diskBytes: gib },
    };
  }
  return {
    method: 'POST',
    path: `${path}/${action}`,
    key,
    body: action === 'stop' ? { isForced: true } : {},
  };
}
