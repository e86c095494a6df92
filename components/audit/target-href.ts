import type { AuditEntryView } from '#server/audit/schema.ts';
import { paths } from '#server/paths.ts';

/** Where the thing of an entry is looked at; undefined for what has no page, or has gone. */
export function targetHref(entry: AuditEntryView): string | undefined {
  const { action, targetKind, targetId: id, tenant } = entry;
  if (!id || action.endsWith('.delete')) return undefined;
  if (targetKind === 'instance') return tenant ? paths.instance(tenant.slug, id) : undefined;
  if (targetKind === 'tenant') return tenant ? paths.adminTenant(id) : undefined;
  if (targetKind === 'vault') return tenant ? paths.vault(tenant.slug, id) : undefined;
  if (targetKind === 'node') return paths.adminNode(id);
  if (targetKind === 'plan') return paths.adminPlan(id);
  if (targetKind === 'plan-set') return paths.adminPlanSet(id);
  if (targetKind === 'finding') return paths.adminFinding(id);
  if (targetKind === 'job') return paths.adminJob(id);
  return targetKind === 'image' ? paths.adminImage(id) : undefined;
}
