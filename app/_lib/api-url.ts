import { env } from '#server/env.ts';
import { paths } from '#server/paths.ts';

/** Where a call of the API is reached from outside: `instances?tenant=acme`. */
export function apiUrl(call: string): string {
  return new URL(call, new URL(paths.openApi(), env().BERTH_URL)).href;
}
