import { z } from 'zod';
import { nodeErrorKinds } from './node-error.ts';

const userSchema = z.object({ pid: z.int(), command: z.string(), uses: z.string() });

const refusalSchema = z.object({
  ok: z.literal(false),
  kind: z.enum(nodeErrorKinds),
  message: z.string(),
  users: z.array(userSchema).optional(),
});
const doneSchema = z.looseObject({ ok: z.literal(true) });

export type Answer =
  | { ok: true; facts: Record<string, unknown> }
  | { ok: false; kind: z.output<typeof refusalSchema>['kind']; message: string; users: NodeUsers };
type NodeUsers = z.output<typeof userSchema>[];

/** The one JSON object that the helper answers with; undefined when it is something else. */
export function parseAnswer(stdout: string): Answer | undefined {
  const json = readJson(stdout);
  const done = doneSchema.safeParse(json);
  if (done.success) {
    const { ok: _ok, ...facts } = done.data;
    return { ok: true, facts };
  }
  const refusal = refusalSchema.safeParse(json);
  return refusal.success ? { users: [], ...refusal.data } : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
