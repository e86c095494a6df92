import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { loadFor } from '#server/instances/load-for.ts';
import { deploy } from './deploy.ts';
import { getDeployment } from './get-deployment.ts';
import type { DeploymentStarted } from './schema.ts';

/**
 * Deploys what a former version was, exactly: by its digest, with its settings. It becomes a new version, so that the
 * history stays what it was. Secret values are those of now, for a former password may not be valid any more, and its
 * own where there is none now.
 */
export async function returnTo(
  ctx: Ctx,
  { id, number }: { id: string; number: number },
): Promise<DeploymentStarted> {
  await loadFor(ctx, 'deploy', id);
  const { kind, state, settings, digest } = await getDeployment(ctx, { id, number });
  const pin = kindOf(kind).workload?.pin;
  if (state !== 'former' || !digest || !pin) throw new AppError('wrong-state', 'return-needs-former');
  return deploy(ctx, { id, kind, settings: pin(settings, digest) }, { returnsTo: number });
}
