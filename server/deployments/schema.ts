import { z } from 'zod';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import { whyFields } from '#server/why/schema.ts';

export const deploymentStates = ['waiting', 'deploying', 'current', 'former', 'failed', 'returned'] as const;
export type DeploymentState = (typeof deploymentStates)[number];

const settings = z
  .record(z.string(), z.unknown())
  .describe('What its kind takes, whole; a secret variable whose value is null keeps the value that it has');

export const deployBody = z.object({
  settings,
  kind: z.enum(instanceKinds).optional().describe('Another kind of the same shell: app and sandbox'),
});
export const deployInput = deployBody.extend({ id: z.uuid() });
export type DeployInput = z.infer<typeof deployInput>;

export const deploymentRef = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1) });
export const listDeploymentsInput = z.object({
  id: z.uuid(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(25),
});

export const deploymentView = z.object({
  number: z.number().int().describe('1, 2, … of its instance'),
  kind: z.enum(instanceKinds),
  state: z.enum(deploymentStates),
  ...whyFields,
  settings,
  digest: z.string().nullable().describe('What the reference meant then'),
  facts: z.record(z.string(), z.unknown()).nullable().describe('Of the image, as it came'),
  actorName: z.string().nullable().describe('Who asked for it; null: the provider'),
  jobId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type DeploymentView = z.infer<typeof deploymentView>;

export const deploymentPage = z.object({
  items: z.array(deploymentView),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type DeploymentPage = z.infer<typeof deploymentPage>;

export const listLinesInput = deploymentRef.extend({
  after: z.coerce.number().int().min(-1).default(-1).describe('The `seq` of the last line that is known'),
});
export const deploymentLines = z.object({
  lines: z.array(z.object({ seq: z.number().int(), at: z.iso.datetime(), text: z.string() })),
  isOver: z.boolean().describe('Nothing more will come'),
});
export type DeploymentLines = z.infer<typeof deploymentLines>;

export const deploymentStarted = z.object({
  instanceId: z.uuid(),
  jobId: z.uuid(),
  number: z.number().int(),
});
export type DeploymentStarted = z.infer<typeof deploymentStarted>;
