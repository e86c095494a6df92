import { getProject, updateProject } from '#server/incus/projects.ts';
import { ensureProject, projectConfig } from '#server/tenants/ensure-project.ts';
import { applyChanges, diffConfig } from './diff-config.ts';
import type { MendTools } from './difference.ts';
import type { Outcome } from './schema.ts';
import { orMissing, refuseForeign, withTenantParts } from './with-tenant-parts.ts';

/** Keys that loosen or widen what a project may: none is there unless we have set it. */
export const guardedProjectKeys = ['features.', 'limits.', 'restricted'];

/** Makes or corrects the tenant's project: as its row wants it now. */
export function mendProject(tools: MendTools, tenantId: string): Promise<Outcome | undefined> {
  return withTenantParts(tools, tenantId, async (engine, parts) => {
    const found = await orMissing(getProject(engine, { name: parts.project }));
    if (!found) {
      await ensureProject(engine, parts);
      return 'made-again';
    }
    refuseForeign('project', found, tenantId);
    const changes = diffConfig(found.config, projectConfig(parts), guardedProjectKeys);
    if (changes.length === 0) return undefined;
    await updateProject(engine, { ...found, config: applyChanges(found.config, changes) });
    return 'put-back';
  });
}
