import { sessionJson } from '#app/_lib/session-json.ts';
import { listProcesses } from '#server/guests/list-processes.ts';

export const GET = sessionJson((ctx, id) => listProcesses(ctx, { id }));
