import type { z } from 'zod';
import { callEngine, type EngineCall } from './call-engine.ts';
import type { CallOptions, Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';

type Question = Omit<EngineCall, 'method' | 'body' | 'rawBody'>;

/** GETs something and gives what the schema makes of it. @throws EngineError `broken` when it does not fit. */
export async function readResource<T extends z.ZodType>(
  engine: Engine,
  schema: T,
  question: Question,
  options?: CallOptions,
): Promise<z.output<T>> {
  return (await readTagged(engine, schema, question, options)).value;
}

/** As `readResource`, for what may be PUT back: `etag` makes a later PUT fail if somebody was quicker. */
export async function readTagged<T extends z.ZodType>(
  engine: Engine,
  schema: T,
  question: Question,
  options?: CallOptions,
): Promise<{ value: z.output<T>; etag: string | undefined }> {
  const call: EngineCall = { ...question, method: 'GET' };
  const reply = await callEngine(engine, call, options);
  if (reply.type !== 'sync') throw broken(call, 'an operation where a resource was asked for');
  return { value: parseShape(schema, reply.metadata, call), etag: reply.etag };
}

/** Checks something of the engine against its schema. @throws EngineError `broken` */
export function parseShape<T extends z.ZodType>(
  schema: T,
  value: unknown,
  call: Pick<EngineCall, 'method' | 'path' | 'project'>,
): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw broken(call, `${first?.path.join('.') || 'the whole'}: ${first?.message ?? 'does not fit'}`);
}

function broken({ method, path, project }: Pick<EngineCall, 'method' | 'path' | 'project'>, why: string) {
  const engineMessage = `the answer has another shape than the API promises (${why})`;
  return new EngineError({ kind: 'broken', engineMessage, method, path, project });
}
