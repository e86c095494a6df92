import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { deleteNetworkAcl, listNetworkAcls } from '#server/incus/network-acls.ts';
import { deleteNetwork, listNetworks } from '#server/incus/networks.ts';
import { deleteProject, listProjects } from '#server/incus/projects.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import {
  findUnknownAcls,
  findUnknownNetworks,
  findUnknownProjects,
  type UnknownPart,
} from './find-unknown-parts.ts';
import { settleFinding } from './settle-finding.ts';

const params = z.object({
  findingId: z.uuid(),
  subjectKey: z.string(),
  actorName: z.string(),
  thing: z.enum(['project', 'network', 'acl']),
  name: z.string(),
  /** The id of the tenant that it was made for; empty where it says none. */
  mark: z.string(),
});
export type RemoveUnknownPartParams = z.infer<typeof params>;
type Step = BerthStep<RemoveUnknownPartParams>;

/** Only what is empty goes: the engine refuses to delete what something still uses. */
export const removeUnknownPartJob: BerthJob<RemoveUnknownPartParams> = defineJob({
  kind: 'remove-unknown-part',
  version: 1,
  params,
  steps: [{ name: 'delete', run: remove, isFinal: true }],
  onDone: (tx, params) => settleFinding(tx, params, 'removed'),
});

async function remove(step: Step): Promise<void> {
  const { engine, db, params, signal } = step;
  const { thing, name, mark } = params;
  const isThere = await exists(step);
  if (!isThere) return;
  const tenants = await db.tenant.findMany({ select: { id: true, slug: true } });
  const unknown = await unknownOf(step, tenants);
  if (!unknown.some((part) => part.name === name && part.mark === mark)) {
    throw new AppError('conflict', 'finding-changed', { name });
  }
  const deleteThing = { project: deleteProject, network: deleteNetwork, acl: deleteNetworkAcl }[thing];
  await deleteThing(engine, { name }, { signal });
}

async function exists({ engine, params: { thing, name }, signal }: Step): Promise<boolean> {
  const list = { project: listProjects, network: listNetworks, acl: listNetworkAcls }[thing];
  return (await list(engine, { signal })).some((found) => found.name === name);
}

async function unknownOf(
  { engine, params, signal }: Step,
  tenants: { id: string; slug: string }[],
): Promise<UnknownPart[]> {
  if (params.thing === 'project') return findUnknownProjects(tenants, await listProjects(engine, { signal }));
  if (params.thing === 'network') return findUnknownNetworks(tenants, await listNetworks(engine, { signal }));
  return findUnknownAcls(tenants, await listNetworkAcls(engine, { signal }));
}
