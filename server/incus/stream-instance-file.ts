import type { Readable } from 'node:stream';
import { apiPath, queryText } from './api-path.ts';
import { defaultTimeoutSeconds } from './call-engine.ts';
import { callSignal } from './call-signal.ts';
import { changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import type { InstanceRef } from './instance.ts';
import { fileHeaders } from './instance-files.ts';
import { type FileFacts, toFacts } from './instance-folder.ts';
import { parseReply } from './parse-reply.ts';
import { transportError } from './transport-error.ts';

type PathRef = InstanceRef & { path: string };

/**
 * A plain file of any size: the time limit is for the beginning of the answer alone, the signal for all of it. Who
 * does not read to the end has to destroy the stream. Ask `statInstanceFile` first: the engine opens what is there,
 * and a pipe that nobody writes to keeps it waiting.
 *
 * @throws EngineError `not-found`; `refused` when it is no plain file
 */
export async function openInstanceFile(
  engine: Engine,
  { project, name, path }: PathRef,
  options: CallOptions = {},
): Promise<FileFacts & { body: Readable }> {
  const call = { method: 'GET', path: apiPath`instances/${name}/files`, project } as const;
  const beginning = callSignal(
    (options.timeoutSeconds ?? defaultTimeoutSeconds) * 1000,
    engine.signal,
    options.signal,
  );
  const startedAt = performance.now();
  let status = 0;
  try {
    const answer = await engine.dispatcher.request({
      origin: engine.httpOrigin,
      method: 'GET',
      path: call.path + queryText({ path, project }),
      signal: beginning.signal,
    });
    status = answer.statusCode;
    if (status >= 400) parseReply({ ...call, status }, await answer.body.text());
    const facts = toFacts(answer.headers);
    if (answer.headers['x-incus-type'] === 'file') {
      beginning.stopClock();
      answer.body.once('close', beginning.dispose);
      return { ...facts, body: answer.body };
    }
    answer.body.destroy();
    const engineMessage = `${path} is no plain file`;
    throw new EngineError({ kind: 'refused', engineMessage, ...call });
  } catch (thrown) {
    beginning.dispose();
    throw beginning.signal.aborted && !beginning.hasTimedOut()
      ? beginning.signal.reason
      : transportError(call, thrown);
  } finally {
    engine.onCall?.({ ...call, status, durationMs: performance.now() - startedAt });
  }
}

type Upload = PathRef & {
  body: AsyncIterable<Uint8Array>;
  /** Of a file that is new: one that is there keeps its own. */
  uid?: number;
  gid?: number;
  mode?: number;
};

/** Writes what comes, until it ends: what fails in between leaves a part of it there. The folder must exist. */
export async function uploadInstanceFile(
  engine: Engine,
  { project, name, path, body, uid = 0, gid = 0, mode = 0o644 }: Upload,
  options?: CallOptions,
): Promise<void> {
  const headers = fileHeaders({ uid, gid, mode });
  const address = { path: apiPath`instances/${name}/files`, project, query: { path } };
  await changeNow(engine, { method: 'POST', ...address, headers, rawBody: body }, options);
}
