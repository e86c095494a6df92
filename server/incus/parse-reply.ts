import { z } from 'zod';
import { EngineError } from './engine-error.ts';
import { errorKind } from './error-kind.ts';

/** One of the three kinds of reply, errors thrown. Source: Incus docs, "REST API", section Return values. */
export type Reply =
  | { type: 'sync'; metadata: unknown; etag: string | undefined }
  | { type: 'async'; operationPath: string; metadata: unknown };

const replySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('sync'), metadata: z.unknown() }),
  z.object({ type: z.literal('async'), operation: z.string().min(1), metadata: z.unknown() }),
  z.object({ type: z.literal('error'), error: z.string(), error_code: z.number().int() }),
]);

export type ReplySource = {
  method: string;
  path: string;
  project?: string | undefined;
  status: number;
  etag?: string | undefined;
};

/**
 * Reads the body of an answer.
 *
 * The body decides, not the HTTP status: a long poll sends its 200 before it knows how it ends, so an error may
 * arrive under it.
 *
 * @throws EngineError for an error reply, and of kind `broken` (below 500) or `unavailable` (5xx, what a proxy
 *   in between says) when the body is no reply at all.
 */
export function parseReply(source: ReplySource, body: string): Reply {
  const parsed = replySchema.safeParse(parseJson(body));
  if (!parsed.success) throw noReply(source, body);

  const reply = parsed.data;
  if (reply.type === 'error') {
    throw new EngineError({
      method: source.method,
      path: source.path,
      project: source.project,
      kind: errorKind(reply.error_code, reply.error),
      status: reply.error_code,
      engineMessage: reply.error || `error ${reply.error_code}`,
    });
  }
  if (reply.type === 'async') {
    return { type: 'async', operationPath: reply.operation, metadata: reply.metadata };
  }
  return { type: 'sync', metadata: reply.metadata, etag: source.etag };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function noReply(source: ReplySource, body: string): EngineError {
  const shown = body.slice(0, 200).replaceAll(/\s+/g, ' ').trim();
  return new EngineError({
    method: source.method,
    path: source.path,
    project: source.project,
    kind: source.status >= 500 ? 'unavailable' : 'broken',
    status: source.status,
    engineMessage: `the answer (HTTP ${source.status}) is no reply of the Incus API: ${shown || 'empty'}`,
  });
}
