import { headers } from 'next/headers';
import type { Ctx } from '#server/context.ts';
import { installation } from '#server/installation.ts';
import { inRequest } from '#server/telemetry/in-request.ts';

/** What somebody clicked, as one request of the log and the traces: a server action has no path of its own. */
export async function inClick<T>({ requestId }: Ctx, run: () => Promise<T>): Promise<T> {
  const traceparent = (await headers()).get('traceparent');
  const { log } = installation();
  return inRequest({ name: 'action', requestId, traceparent, log, statusOf: () => 'ok' }, run);
}
