import { z } from 'zod';
import type { ErrorParams, ErrorReason } from '#server/errors.ts';
import { instanceParams } from '#server/instances/job-params.ts';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import type { BerthStep } from '#server/tools.ts';

const version = z.object({ deploymentId: z.uuid(), number: z.number().int(), kind: z.enum(instanceKinds) });

export const deployParams = instanceParams.extend({
  ...version.shape,
  tenantId: z.uuid(),
  former: version.nullable().describe('What ran before: it comes back when this one fails'),
});
export type DeployParams = z.infer<typeof deployParams>;

/** How a version that was started is doing. The reason's `number` is the version's, and is added to its parameters. */
export type Progress =
  | { state: 'well' }
  | { state: 'waiting'; note: string }
  | { state: 'failed'; reason: ErrorReason; params: ErrorParams };

/** A step of the deployment of one version, with what is kept of it. */
export type DeployStep = Pick<
  BerthStep<DeployParams>,
  'engine' | 'db' | 'signal' | 'lease' | 'params' | 'outputs' | 'note'
> & {
  /** Appends lines to the deployment's log. */
  say(lines: readonly string[]): Promise<void>;
};
