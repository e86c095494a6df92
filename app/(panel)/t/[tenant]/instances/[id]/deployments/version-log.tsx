import { DeploymentLog } from '#components/deployments/deployment-log.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import type { Ctx } from '#server/context.ts';
import { listDeploymentLines } from '#server/deployments/list-deployment-lines.ts';
import type { DeploymentView } from '#server/deployments/schema.ts';
import { paths } from '#server/paths.ts';

type VersionLogProps = { ctx: Ctx; instanceId: string; version: DeploymentView };

/** The log of a version, as it is and as it grows. */
export async function VersionLog({ ctx, instanceId, version: { number, startedAt } }: VersionLogProps) {
  const first = await listDeploymentLines(ctx, { id: instanceId, number, after: -1 });
  return (
    <ClientMessages namespaces={['deployments']}>
      <DeploymentLog
        key={`${number} ${startedAt}`}
        path={paths.deploymentLines(instanceId, number)}
        first={first}
        hasBegun={startedAt !== null}
      />
    </ClientMessages>
  );
}
