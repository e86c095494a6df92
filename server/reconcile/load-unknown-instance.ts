import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { listInstances } from '#server/incus/instances.ts';
import { projectName } from '#server/networks/network-names.ts';
import { engineInstanceKey, findUnknownInstances, type UnknownInstance } from './find-unknown-instances.ts';
import { readRows } from './read-rows.ts';
import type { FindingView } from './schema.ts';

/** The instance that an entry tells of, as it is now. Throws `conflict` when it is gone, or known by now. */
export async function loadUnknownInstance(
  { db, engine }: Pick<Ctx, 'db' | 'engine'>,
  { subjectKey, tenant, subject }: Pick<FindingView, 'subjectKey' | 'tenant' | 'subject'>,
): Promise<UnknownInstance> {
  if (!tenant) throw new AppError('conflict', 'finding-changed', { name: subject });
  const rows = await readRows(db);
  const onEngine = await listInstances(engine, { project: projectName(tenant.slug) });
  const { unknown } = findUnknownInstances(rows, onEngine);
  const found = unknown.find(({ instance }) => engineInstanceKey(instance) === subjectKey);
  if (!found) throw new AppError('conflict', 'finding-changed', { name: subject });
  return found;
}
