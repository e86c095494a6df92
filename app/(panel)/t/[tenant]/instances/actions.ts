'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { getInstance } from '#server/instances/get-instance.ts';
import { recreateInstance } from '#server/instances/recreate-instance.ts';
import { restartInstance } from '#server/instances/restart-instance.ts';
import {
  deleteInstanceInput,
  instanceIdInput,
  startInstanceInput,
  stopInstanceInput,
} from '#server/instances/schema.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { paths } from '#server/paths.ts';

const stopForm = stopInstanceInput.extend({ isForced: z.stringbool().default(false) });

export const startInstanceAction = action(startInstanceInput, async (ctx, input) => {
  await startInstance(ctx, input);
  return { message: await started('start', (await getInstance(ctx, input.id)).name) };
});

export const stopInstanceAction = action(stopForm, async (ctx, input) => {
  await stopInstance(ctx, input);
  return { message: await started('stop', (await getInstance(ctx, input.id)).name) };
});

export const restartInstanceAction = action(instanceIdInput, async (ctx, input) => {
  await restartInstance(ctx, input);
  return { message: await started('restart', (await getInstance(ctx, input.id)).name) };
});

export const recreateInstanceAction = action(instanceIdInput, async (ctx, input) => {
  await recreateInstance(ctx, input);
  return { message: await started('recreate', (await getInstance(ctx, input.id)).name) };
});

export const deleteInstanceAction = action(deleteInstanceInput, async (ctx, input) => {
  await deleteInstance(ctx, input);
  return { message: await started('delete', input.confirmName) };
});

/** From a page that will be gone with it. */
export const deleteAndLeaveAction = action(deleteInstanceInput, async (ctx, input) => {
  const { tenant, name } = await getInstance(ctx, input.id);
  await deleteInstance(ctx, input);
  return { message: await started('delete', name), redirectTo: paths.instances(tenant.slug) };
});

async function started(
  verb: 'start' | 'stop' | 'restart' | 'recreate' | 'delete',
  name: string,
): Promise<string> {
  const t = await getTranslations('instances.started');
  return t(verb, { name });
}
