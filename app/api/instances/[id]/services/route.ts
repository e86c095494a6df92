import { sessionJson } from '#app/_lib/session-json.ts';
import { listServices } from '#server/guests/list-services.ts';

export const GET = sessionJson((ctx, id) => listServices(ctx, { id }));
