import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { apiPath } from './api-path.ts';
import { changeLater } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import type { Operation } from './operation.ts';

export type ImageImport = {
  project?: string;
  /** One file with metadata.yaml and rootfs/ in it, or the two parts of a split image. */
  files: { unified: string } | { metadata: string; rootfs: string; type?: 'container' | 'virtual-machine' };
  aliases?: string[];
  properties?: Record<string, string>;
};

/**
 * Uploads an image from files here, streamed; the operation's `metadata.fingerprint` names it in the end.
 * Source: Incus docs, "REST API", `POST /1.0/images`, and "Image format".
 *
 * @param options.timeoutSeconds for the upload, an hour unless said
 * @throws EngineError; when the same image is there already the operation fails, as `conflict`
 */
export async function importImage(
  engine: Engine,
  { project, files, aliases = [], properties = {} }: ImageImport,
  options?: CallOptions,
): Promise<Operation> {
  const upload = 'unified' in files ? await unifiedUpload(files.unified) : await splitUpload(files);
  const headers = {
    ...upload.headers,
    'x-incus-public': 'false',
    'x-incus-aliases': new URLSearchParams(aliases.map((name) => ['alias', name])).toString(),
    'x-incus-properties': new URLSearchParams(properties).toString(),
  };
  const call = { method: 'POST', path: apiPath`images`, project, headers, rawBody: upload.body } as const;
  return changeLater(engine, call, { timeoutSeconds: 3600, ...options });
}

type Upload = { headers: Record<string, string>; body: AsyncIterable<Uint8Array> };

async function unifiedUpload(file: string): Promise<Upload> {
  const { size } = await stat(file);
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': String(size),
    'x-incus-filename': basename(file),
  };
  return { headers, body: createReadStream(file) };
}

async function splitUpload(files: { metadata: string; rootfs: string; type?: string }): Promise<Upload> {
  const boundary = `berth-${randomUUID()}`;
  const rootfsPart = files.type === 'virtual-machine' ? 'rootfs.img' : 'rootfs';
  const metadataHead = partHead(boundary, 'metadata', basename(files.metadata));
  const rootfsHead = partHead(boundary, rootfsPart, basename(files.rootfs));
  const end = Buffer.from(`\r\n--${boundary}--\r\n`);
  const lengths = await Promise.all([stat(files.metadata), stat(files.rootfs)]);
  const length = lengths.reduce(
    (sum, { size }) => sum + size,
    metadataHead.length + rootfsHead.length + end.length,
  );

  async function* body() {
    yield metadataHead;
    yield* createReadStream(files.metadata);
    yield rootfsHead;
    yield* createReadStream(files.rootfs);
    yield end;
  }
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(length),
  };
  return { headers, body: body() };
}

function partHead(boundary: string, name: string, filename: string): Buffer {
  const disposition = `form-data; name="${name}"; filename="${filename.replaceAll('"', '')}"`;
  return Buffer.from(
    `\r\n--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: application/octet-stream\r\n\r\n`,
  );
}
