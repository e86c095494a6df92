import type { z } from 'zod';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { loadInstance } from '#server/instances/load-instance.ts';
import { projectName } from '#server/networks/network-names.ts';
import type { getLogInput, LogPage } from './schema.ts';
import { whyNoLog } from './states.ts';

/**
 * The last lines that an instance has logged, or those after a cursor. All of it is the guest's own word, cleaned of
 * what would move or hide text on a page. Who may have a terminal in it may read it.
 */
export async function getLog(ctx: Ctx, { id, ...question }: z.output<typeof getLogInput>): Promise<LogPage> {
  const instance = await loadInstance(ctx, id, 'instance.console');
  const refusal = whyNoLog(instance);
  if (refusal) throw new AppError(refusal.code, refusal.reason, refusal.params);
  const ref = { project: projectName(instance.tenant.slug), name: instance.name };
  return kindOf(instance.kind).readLog({ ctx, ref, instance }, question);
}
