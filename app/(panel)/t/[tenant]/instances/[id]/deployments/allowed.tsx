import { AllowedTable } from '#components/deployments/allowed-table.tsx';
import { compareAllowed } from '#components/deployments/compare-allowed.ts';
import type { Ctx } from '#server/context.ts';
import type { DeploymentView } from '#server/deployments/schema.ts';
import { getEvidence } from '#server/evidence/get-evidence.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';

type AllowedProps = { ctx: Ctx; instance: InstanceView; version: DeploymentView };

/** What the current version may do, as allowed and as read now; it comes when the shell has answered. */
export async function Allowed({ ctx, instance, version }: AllowedProps) {
  if (!compareAllowed(version, [])) return null;
  // The engine may not answer; what was allowed is shown all the same.
  const evidence = await getEvidence(ctx, instance.id).catch(() => undefined);
  const compared = compareAllowed(version, evidence?.observations ?? []);
  const href = paths.instancePart(instance.tenant.slug, instance.id, 'evidence');
  return compared && <AllowedTable {...compared} evidenceHref={href} />;
}
