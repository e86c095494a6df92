import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { listNodes } from '#server/nodes/list-nodes.ts';
import type { NodeView } from '#server/nodes/schema.ts';
import { findFailedJobs } from './find-failed-jobs.ts';
import { findOpenFindings } from './find-open-findings.ts';
import { findStuckJobs } from './find-stuck-jobs.ts';
import { findTightTenants } from './find-tight-tenants.ts';
import { findUnlockedVaults } from './find-unlocked-vaults.ts';
import { readNumbers } from './read-numbers.ts';
import type { Overview } from './schema.ts';

/** A pool that is fuller than this makes copies and snapshots fail before it is full. */
const fullPool = 0.85;

/** What needs the provider now, and how much there is of everything. */
export async function getOverview(ctx: Ctx): Promise<Overview> {
  authorizeOperator(ctx, 'read');
  const { db } = ctx;
  const now = ctx.now();
  const [unlockedVaults, stuckJobs, failedJobs, findings, tightTenants, images, { items: nodes }] =
    await Promise.all([
      findUnlockedVaults(ctx),
      findStuckJobs(ctx),
      findFailedJobs(ctx, now),
      findOpenFindings(db),
      findTightTenants(db, now),
      db.image.findMany({
        where: { isEnabled: true, tenantId: null },
        select: { id: true, alias: true, name: true, isPresent: true },
      }),
      listNodes(ctx, { pageSize: 200 }),
    ]);
  return {
    unlockedVaults,
    stuckJobs,
    failedJobs,
    findings,
    nodesInTrouble: nodes.filter((node) => node.state !== 'online' || node.message !== null),
    fullNodes: nodes.filter(isFull),
    missingImages: images.filter((image) => !image.isPresent),
    tightTenants,
    hasNoImage: !images.some((image) => image.isPresent),
    hasNoNode: nodes.length === 0,
    numbers: await readNumbers(db, now, nodes),
  };
}

function isFull({ poolBytes, poolUsedBytes }: NodeView): boolean {
  return poolBytes > 0 && poolUsedBytes / poolBytes > fullPool;
}
