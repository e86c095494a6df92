import { z } from 'zod';

export const listAuditEntriesInput = z.object({
  tenantId: z.uuid().optional(),
  action: z.string().trim().max(64).optional().describe('`instance.create`, or its first part: `instance`'),
  actor: z.string().trim().max(254).optional().describe('Part of the name of who did it'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListAuditEntriesInput = z.input<typeof listAuditEntriesInput>;

export const auditEntryView = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  action: z.string(),
  actorKind: z.string(),
  actorName: z.string(),
  tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }).nullable(),
  targetKind: z.string(),
  targetId: z.string().nullable(),
  targetName: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  ip: z.string().nullable(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

/** The count stops here: filters lead further than pages. */
export const maxEntriesCounted = 10_000;

export const auditPage = z.object({
  items: z.array(auditEntryView),
  total: z.number().int().describe(`Counted up to ${maxEntriesCounted}`),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type AuditPage = z.infer<typeof auditPage>;

export const listRecordInput = listAuditEntriesInput
  .pick({ page: true, pageSize: true })
  .extend({ tenantId: z.uuid(), instanceId: z.uuid().optional() });
export type ListRecordInput = z.input<typeof listRecordInput>;

/** What a member may read of an entry: who of the provider did it, and from where anybody did, is left out. */
export const recordEntryView = auditEntryView
  .pick({ id: true, at: true, action: true, targetKind: true, targetId: true, targetName: true })
  .extend({ actorName: z.string().nullable().describe('null: the provider') });
export type RecordEntryView = z.infer<typeof recordEntryView>;
export type RecordPage = Omit<AuditPage, 'items'> & { items: RecordEntryView[] };
