import type { Ctx } from '#server/context.ts';
import { loadInstance } from './load-instance.ts';
import type { InstanceView } from './schema.ts';

/** One instance with its live job. What belongs to another tenant is `not-found`. */
export async function getInstance(ctx: Ctx, id: string): Promise<InstanceView> {
  return loadInstance(ctx, id, 'instance.read');
}
