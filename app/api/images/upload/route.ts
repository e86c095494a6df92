import { Readable } from 'node:stream';
import { userCtx } from '#app/_lib/session.ts';
import { sessionRefusal } from '#app/_lib/session-json.ts';
import { refuseForeignOrigin } from '#server/auth/refuse-foreign-origin.ts';
import type { UploadImageInput } from '#server/images/add-schema.ts';
import { uploadImage } from '#server/images/upload-image.ts';

/** The body is the image, or both of its parts; `alias`, `name` and the rest are in the query. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { headers } = request;
    const length = Number(headers.get('content-length') ?? Number.NaN);
    const sent = {
      sizeBytes: Number.isSafeInteger(length) ? length : undefined,
      // Asked once it is known who sends it: another site's page sends their cookies as well.
      body: () => {
        refuseForeignOrigin({ origin: headers.get('origin'), host: headers.get('host') });
        return Readable.fromWeb((request.body ?? new ReadableStream()) as never) as AsyncIterable<Uint8Array>;
      },
    };
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const made = await uploadImage(await userCtx(), query as UploadImageInput, sent, request.signal);
    return Response.json(made, { status: 201 });
  } catch (error) {
    return sessionRefusal(error);
  }
}
