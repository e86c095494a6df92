import { Readable } from 'node:stream';
import { callerRoute } from '#app/_lib/caller-route.ts';
import { bodyOf } from '#app/_lib/tus.ts';
import { pathInput } from '#server/guests/files-schema.ts';
import { openFile } from '#server/guests/open-file.ts';
import { uploadFile } from '#server/guests/upload-file.ts';
import { parseInput } from '#server/parse-input.ts';
import { fileHeaders } from './file-headers.ts';
import { refuseForeignUpload } from './refuse-foreign-upload.ts';

/** A file of a guest, saved and never shown: what is in it may be meant for a browser. */
export const GET = callerRoute(async (ctx, id, request) => {
  const { path } = parseInput(pathInput, queryOf(request));
  const file = await openFile(ctx, { id, path }, request.signal);
  const body = Readable.toWeb(file.body) as ReadableStream<Uint8Array>;
  return new Response(body, { headers: fileHeaders(file) });
});

/** The body becomes a file of the guest as it comes. */
export const PUT = callerRoute(async (ctx, id, request) => {
  const { overwrites, ...query } = queryOf(request);
  const { path } = parseInput(pathInput, query);
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  const body = () => {
    if (ctx.actor.kind === 'user') refuseForeignUpload(request);
    return bodyOf(request);
  };
  const sizeBytes = Number.isSafeInteger(length) ? length : undefined;
  const upload = { id, path, overwrites: overwrites === 'yes', sizeBytes, body };
  const done = await uploadFile(ctx, upload, request.signal);
  return Response.json(done, { headers: { 'cache-control': 'no-store' } });
});

function queryOf(request: Request): Record<string, string | undefined> {
  return Object.fromEntries(new URL(request.url).searchParams);
}
