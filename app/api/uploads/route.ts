import { byteHeader, readMetadata, tus } from '#app/_lib/tus.ts';
import { parseInput } from '#server/parse-input.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { createUpload } from '#server/uploads/create-upload.ts';
import { createUploadInput } from '#server/uploads/schema.ts';

/** Begins an upload for `?tenant=`: `Upload-Length`, and in `Upload-Metadata` filename and purpose. */
export function POST(request: Request): Promise<Response> {
  const tenant = new URL(request.url).searchParams.get('tenant') ?? '';
  return tus(request, {
    mayAsk: (ctx) => authorizeSlug(ctx, tenant.slice(0, 64), 'instance.manage'),
    async run(ctx) {
      const sizeBytes = byteHeader(request, 'upload-length');
      const { filename, purpose } = readMetadata(request);
      const input = parseInput(createUploadInput, { tenant, name: filename, purpose, sizeBytes });
      const { id, expiresAt } = await createUpload(ctx, input);
      const expires = expiresAt && { 'upload-expires': new Date(expiresAt).toUTCString() };
      return { status: 201, headers: { location: `/api/uploads/${id}`, ...expires } };
    },
  });
}
