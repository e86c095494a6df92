import { Duration } from '#components/ui/format/duration.tsx';
import { Elapsed } from '#components/ui/format/elapsed.tsx';
import type { DeploymentView } from '#server/deployments/schema.ts';

/** How long it was deployed; still counting while it is. */
export function Took({ version }: { version: DeploymentView }) {
  const { startedAt, finishedAt } = version;
  if (!startedAt) return null;
  if (!finishedAt) return <Elapsed since={startedAt} />;
  return <Duration milliseconds={Date.parse(finishedAt) - Date.parse(startedAt)} />;
}
