import { z } from 'zod';
import { apiPath } from './api-path.ts';
import { fetchFromEngine } from './call-engine.ts';
import { changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { EngineError, isEngineError } from './engine-error.ts';
import type { InstanceRef } from './instance.ts';
import { parseReply } from './parse-reply.ts';
import { parseShape } from './read-resource.ts';

type PathRef = InstanceRef & { path: string };

/** A device, a pipe or a socket is a `file` without a size to the engine's API. */
export type FileFacts = {
  type: 'file' | 'directory' | 'symlink';
  uid: number;
  gid: number;
  mode: number;
  modifiedAt: Date | undefined;
  /** Of a file. */
  sizeBytes: number | undefined;
};

/**
 * What is at a path, without opening it and without following it when it is a link itself.
 * Source: Incus docs, "REST API", `HEAD /1.0/instances/{name}/files`.
 *
 * @throws EngineError `not-found`
 */
export async function statInstanceFile(
  engine: Engine,
  { project, name, path }: PathRef,
  options?: CallOptions,
): Promise<FileFacts> {
  const call = { method: 'HEAD', path: apiPath`instances/${name}/files`, project, query: { path } } as const;
  try {
    const { headers } = await fetchFromEngine(engine, call, { ...options, maxBytes: 0 });
    return toFacts(headers);
  } catch (error) {
    // An answer to HEAD has no body to say why.
    if (isEngineError(error) && error.status === 404) {
      throw new EngineError({ ...error, kind: 'not-found', engineMessage: `there is no ${path}` });
    }
    throw error;
  }
}

/** The names in a folder, as the engine sorts them. @throws EngineError `refused` for more than `maxBytes` of names */
export async function listInstanceFolder(
  engine: Engine,
  { project, name, path, maxBytes }: PathRef & { maxBytes: number },
  options?: CallOptions,
): Promise<string[]> {
  const call = { method: 'GET', path: apiPath`instances/${name}/files`, project, query: { path } } as const;
  const { headers, body } = await fetchFromEngine(engine, call, { ...options, maxBytes });
  if (headers['x-incus-type'] !== 'directory') {
    const engineMessage = `${path} is no folder`;
    throw new EngineError({ kind: 'refused', engineMessage, method: 'GET', path: call.path, project });
  }
  const reply = parseReply({ ...call, status: 200 }, body.toString('utf8'));
  return parseShape(names, reply.metadata, call);
}

const names = z
  .array(z.string())
  .nullable()
  .transform((list) => list ?? []);

/** Where a symbolic link leads, as the engine resolves it against the link's own folder. */
export async function readInstanceLink(
  engine: Engine,
  { project, name, path }: PathRef,
  options?: CallOptions,
): Promise<string> {
  const call = { method: 'GET', path: apiPath`instances/${name}/files`, project, query: { path } } as const;
  const { headers, body } = await fetchFromEngine(engine, call, { ...options, maxBytes: maxLinkBytes });
  if (headers['x-incus-type'] === 'symlink') return body.toString('utf8');
  const engineMessage = `${path} is no symbolic link`;
  throw new EngineError({ kind: 'refused', engineMessage, method: 'GET', path: call.path, project });
}

/** The longest path of Linux. What is longer is a file that took the link's place. */
const maxLinkBytes = 4096;

/** The folder above must exist. One that is there already stays as it is. */
export async function makeInstanceFolder(
  engine: Engine,
  {
    project,
    name,
    path,
    uid = 0,
    gid = 0,
    mode = 0o755,
  }: PathRef & { uid?: number; gid?: number; mode?: number },
  options?: CallOptions,
): Promise<void> {
  const headers = {
    'x-incus-type': 'directory',
    'x-incus-uid': String(uid),
    'x-incus-gid': String(gid),
    'x-incus-mode': mode.toString(8).padStart(4, '0'),
  };
  const address = { path: apiPath`instances/${name}/files`, project, query: { path } };
  await changeNow(engine, { method: 'POST', ...address, headers, rawBody: Buffer.alloc(0) }, options);
}

type Headers = Record<string, string | string[] | undefined>;

export function toFacts(headers: Headers): FileFacts {
  const type = headers['x-incus-type'];
  const modified = String(headers['x-incus-modified'] ?? '');
  return {
    type: type === 'directory' || type === 'symlink' ? type : 'file',
    uid: Number(headers['x-incus-uid'] ?? 0),
    gid: Number(headers['x-incus-gid'] ?? 0),
    mode: Number.parseInt(String(headers['x-incus-mode'] ?? '0644'), 8),
    modifiedAt: readGoTime(modified),
    sizeBytes: type === 'file' ? Number(headers['content-length'] ?? 0) : undefined,
  };
}

/** "2026-11-26 11:28:01 +0000 UTC", as Go prints a time. */
function readGoTime(text: string): Date | undefined {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? \+0000 UTC/.exec(text);
  return parts ? new Date(`${parts[1]}T${parts[2]}Z`) : undefined;
}
