'use server';

import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { getInstance } from '#server/instances/get-instance.ts';
import { restartInstance } from '#server/instances/restart-instance.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { runBulk } from './run-bulk.ts';
import { startWithoutAsking } from './start-without-asking.ts';

/** At most one page of the list at once. */
const ids = z.object({ id: z.union([z.uuid().transform((id) => [id]), z.array(z.uuid()).max(200)]) });

export const bulkStartAction = action(ids, (ctx, input) =>
  runBulk(ctx, 'start', input.id, (id) => startWithoutAsking(ctx, id)),
);

export const bulkStopAction = action(ids, (ctx, input) =>
  runBulk(ctx, 'stop', input.id, (id) => stopInstance(ctx, { id, isForced: false })),
);

export const bulkRestartAction = action(ids, (ctx, input) =>
  runBulk(ctx, 'restart', input.id, (id) => restartInstance(ctx, { id })),
);

/** Each name is read here: one question was asked for all of them. */
export const bulkDeleteAction = action(ids, (ctx, input) =>
  runBulk(ctx, 'delete', input.id, async (id) => {
    const { name } = await getInstance(ctx, id);
    return deleteInstance(ctx, { id, confirmName: name });
  }),
);
