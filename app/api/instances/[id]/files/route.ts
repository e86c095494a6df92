import { Readable } from 'node:stream';
import { userCtx } from '#app/_lib/session.ts';
import { sessionJson, sessionRefusal } from '#app/_lib/session-json.ts';
import { pathInput } from '#server/guests/files-schema.ts';
import { openFile } from '#server/guests/open-file.ts';
import { uploadFile } from '#server/guests/upload-file.ts';
import { parseId } from '#server/parse-id.ts';
import { parseInput } from '#server/parse-input.ts';
import { fileHeaders } from './file-headers.ts';
import { refuseForeignUpload } from './refuse-foreign-upload.ts';

/** A file of a guest, saved and never shown: what is in it may be meant for a browser. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const [ctx, { id }] = await Promise.all([userCtx(), params]);
    const { path } = parseInput(pathInput, queryOf(request));
    const file = await openFile(ctx, { id: parseId(id), path }, request.signal);
    const body = Readable.toWeb(file.body) as ReadableStream<Uint8Array>;
    return new Response(body, { headers: fileHeaders(file) });
  } catch (error) {
    return sessionRefusal(error);
  }
}

/** The body becomes a file of the guest as it comes. */
export const PUT = sessionJson(async (ctx, id, request) => {
  const { overwrites, ...query } = queryOf(request);
  const { path } = parseInput(pathInput, query);
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  const body = () => {
    refuseForeignUpload(request);
    return Readable.fromWeb(request.body as never) as AsyncIterable<Uint8Array>;
  };
  const sizeBytes = Number.isSafeInteger(length) ? length : undefined;
  return uploadFile(ctx, { id, path, overwrites: overwrites === 'yes', sizeBytes, body }, request.signal);
});

function queryOf(request: Request): Record<string, string | undefined> {
  return Object.fromEntries(new URL(request.url).searchParams);
}
