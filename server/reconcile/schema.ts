import { z } from 'zod';

/** What a loop may find different from what is wanted. Those of the second list it puts right by itself. */
export const reportedKinds = [
  'instance-lost',
  'unknown-instance',
  'instance-doubled',
  'address-doubled',
  'unknown-project',
  'unknown-network',
  'unknown-acl',
  'image-missing',
  'node-offline',
  'certificate-expiring',
] as const;
export const mendedKinds = [
  'instance-changed',
  'instance-renamed',
  'limits-drifted',
  'address-drifted',
  'project-missing',
  'network-missing',
  'network-drifted',
  'acl-missing',
  'acl-drifted',
  'image-changed',
] as const;
export const findingKinds = [...reportedKinds, ...mendedKinds] as const;
export type FindingKind = (typeof findingKinds)[number];

export const findingStates = ['open', 'mended', 'settled', 'gone'] as const;
export type FindingState = (typeof findingStates)[number];

export const outcomes = ['put-back', 'made-again', 'taken-over', 'adopted', 'removed', 'ignored'] as const;
export type Outcome = (typeof outcomes)[number];

export const change = z.object({
  what: z.string().describe('A key of the engine, such as `limits.memory`'),
  is: z.string().nullable(),
  wanted: z.string().nullable(),
});
export type Change = z.infer<typeof change>;

/** Of a thing on the engine, in words of ours. */
export const facts = z.record(z.string(), z.union([z.string(), z.number()]));
export type Facts = z.infer<typeof facts>;

export const findingDetails = z.object({
  changes: z.array(change).optional(),
  facts: facts.optional(),
  error: z.string().optional().describe('Why it could not be put right'),
  reason: z.string().optional().describe('Why somebody chose to ignore it'),
  times: z.number().int().optional().describe('How often it was put right in a row'),
});
export type FindingDetails = z.infer<typeof findingDetails>;

const ref = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });

export const findingView = z.object({
  id: z.uuid(),
  kind: z.enum(findingKinds),
  subjectKey: z.string(),
  subject: z.string(),
  tenant: ref.nullable(),
  instanceId: z.uuid().nullable().describe('null too where the instance is deleted by now'),
  state: z.enum(findingStates),
  details: findingDetails,
  outcome: z.enum(outcomes).nullable(),
  actorName: z.string().nullable().describe('Who settled it; null: the loop itself'),
  job: z.object({ id: z.uuid(), kind: z.string() }).nullable().describe('The live job on it, if any'),
  foundAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
});
export type FindingView = z.infer<typeof findingView>;

export const listFindingsInput = z.object({
  state: z.enum(findingStates).optional(),
  kind: z.enum(findingKinds).optional(),
  tenantId: z.uuid().optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(25),
});
export type ListFindingsInput = z.input<typeof listFindingsInput>;

/** The count stops here: filters lead further than pages. */
export const maxFindingsCounted = 10_000;

export const findingPage = z.object({
  items: z.array(findingView),
  total: z.number().int().describe(`Counted up to ${maxFindingsCounted}`),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type FindingPage = z.infer<typeof findingPage>;

export const findingIdInput = z.object({ id: z.uuid() });
const confirmName = z.string().max(200).describe('The name of the thing, typed by a person');
const reason = z.string().trim().min(1, 'finding-reason-missing').max(500);
export const removeFindingBody = z.object({ confirmName });
export const removeFindingInput = findingIdInput.extend({ confirmName });
export const ignoreFindingBody = z.object({ reason });
export const ignoreFindingInput = findingIdInput.extend({ reason });

/** What a verb that starts a job answers. */
export const findingJobStarted = z.object({ findingId: z.uuid(), jobId: z.uuid() });
export type FindingJobStarted = z.infer<typeof findingJobStarted>;

/** What a pass would do with one difference if it were run now. */
export const plannedDifference = z.object({
  kind: z.enum(findingKinds),
  subjectKey: z.string(),
  subject: z.string(),
  tenant: ref.nullable(),
  plan: z.enum(['mend', 'report', 'wait', 'known']).describe('known: reported or ignored already'),
  details: findingDetails,
});
export type PlannedDifference = z.infer<typeof plannedDifference>;

export const dryRun = z.object({
  items: z.array(plannedDifference),
  failures: z.array(z.object({ checker: z.string(), message: z.string() })),
});
export type DryRun = z.infer<typeof dryRun>;
