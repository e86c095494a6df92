import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import {
  deleteAndLeaveAction,
  restartInstanceAction,
  startInstanceAction,
  stopInstanceAction,
} from '../actions.ts';
import { readInstance } from './read-instance.ts';

/** What every page of an instance begins with. Under another tenant's address it does not exist. */
export async function loadInstancePage(ctx: Ctx, { tenant, id }: Record<string, string>) {
  const instance = await readInstance(ctx, id ?? '');
  if (instance.tenant.slug !== tenant) throw new AppError('not-found', 'not-found');
  const forbidden = await whyForbidden(ctx, instance.tenant.id, 'instance.manage');
  const actions = {
    start: startInstanceAction,
    stop: stopInstanceAction,
    restart: restartInstanceAction,
    remove: deleteAndLeaveAction,
  };
  return { instance, forbidden, actions };
}
