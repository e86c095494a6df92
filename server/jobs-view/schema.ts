import { z } from 'zod';
import { jobStates, stepStates } from '#server/jobs/states.ts';

export const listJobsInput = z.object({
  tenantId: z.uuid().optional().describe('Operators may leave it out and see the jobs of all'),
  instanceId: z.uuid().optional(),
  state: z.enum(jobStates).optional(),
  kind: z.string().max(64).optional(),
  requestId: z.string().max(64).optional().describe('X-Request-Id of the call that began them'),
  search: z.string().trim().max(100).optional().describe('Part of the name of what a job works on'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(25),
});
export type ListJobsInput = z.input<typeof listJobsInput>;

export const jobIdInput = z.object({ id: z.uuid() });

/** The same without the id, for calls that have it in their path. */
export const resolveJobBody = z.object({
  reason: z
    .string()
    .trim()
    .min(3, 'resolve-reason-required')
    .max(500, 'resolve-reason-too-long')
    .describe('What was done about it; it stays with the job'),
});
export const resolveJobInput = resolveJobBody.extend({ id: z.uuid() });
export type ResolveJobInput = z.infer<typeof resolveJobInput>;

const moment = z.iso.datetime().nullable();

export const jobStepView = z.object({
  name: z.string(),
  state: z.enum(stepStates),
  attempts: z.number().int(),
  undoAttempts: z.number().int(),
  note: z.string().nullable().describe('What it waits for'),
  error: z.string().nullable(),
  startedAt: moment,
  finishedAt: moment,
});
export type JobStepView = z.infer<typeof jobStepView>;

export const jobView = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    state: z.enum(jobStates),
    subject: z.string().describe('The name of what it works on, as it was then'),
    subjectKey: z.string(),
    tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }).nullable(),
    instanceId: z.uuid().nullable(),
    actorName: z.string().nullable().describe('Who asked for it; null: the provider'),
    error: z
      .object({
        reason: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
        message: z.string(),
        forOperators: z.string().nullable().describe('What of it only operators may know'),
      })
      .nullable(),
    createdAt: z.iso.datetime(),
    startedAt: moment,
    finishedAt: moment,
    queuePosition: z.number().int().nullable().describe('While it waits: 1 is the next to begin'),
    nextTryAt: moment.describe('While it rests after a step could not reach the engine'),
    cancelRequestedAt: moment,
    canCancel: z.boolean(),
    cancelReason: z.string().nullable().describe('Why it cannot be cancelled: a key of the error messages'),
    resolved: z
      .object({ at: z.iso.datetime(), byName: z.string(), reason: z.string() })
      .nullable()
      .describe('For operators: who marked the stuck job as resolved, and why'),
    steps: z.array(jobStepView),
  })
  .meta({ id: 'Job' });
export type JobView = z.infer<typeof jobView>;

export const leftoverView = z.object({
  step: z.string().describe('The step of the job that made or changed it'),
  thing: z.string().describe('`instance`, `network`, `acl`, `project`, `limits`'),
  name: z.string(),
  place: z.string().nullable().describe('The project on the engine'),
  note: z.string().nullable().describe('Its state, or what differs (and what it was)'),
});
export type LeftoverView = z.infer<typeof leftoverView>;

export const leftoverList = z.object({
  items: z.array(leftoverView),
  unknown: z
    .array(z.object({ step: z.string(), message: z.string() }))
    .describe('Steps of which nobody can tell now, for example because the engine does not answer'),
  checkedAt: z.iso.datetime(),
});
export type LeftoverList = z.infer<typeof leftoverList>;

/** Nobody turns two hundred pages: past this many the count stops, and filters lead further. */
export const maxJobsCounted = 10_000;

export const jobPage = z.object({
  items: z.array(jobView),
  total: z.number().int().describe(`Counted up to ${maxJobsCounted}`),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type JobPage = z.infer<typeof jobPage>;

/** Of one kind and version that no worker has the steps of. */
export type UnknownJobs = { kind: string; version: number; count: number };
