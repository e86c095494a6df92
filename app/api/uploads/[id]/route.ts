import { errorText } from '#app/_lib/error-text.ts';
import { bodyOf, byteHeader, tus } from '#app/_lib/tus.ts';
import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError, type ErrorReason, isErrorReason } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import { deleteUpload } from '#server/uploads/delete-upload.ts';
import { getUpload } from '#server/uploads/get-upload.ts';
import { loadUpload } from '#server/uploads/load-upload.ts';
import { receiveUpload } from '#server/uploads/receive-upload.ts';
import { uploadOffset } from '#server/uploads/upload-offset.ts';

type Context = { params: Promise<{ id: string }> };
type Run = (
  ctx: Ctx,
  id: string,
) => Promise<{ status: number; headers?: Record<string, string>; body?: unknown }>;

/** What is known of it, in the reader's words: for a page that waits for the check. */
export function GET(request: Request, context: Context): Promise<Response> {
  return onUpload(request, context, 'instance.read', async (ctx, id) => {
    const view = await getUpload(ctx, { id });
    const { reason, reasonParams: params } = view;
    const message = isErrorReason(reason ?? '')
      ? await errorText({ reason: reason as ErrorReason, params })
      : null;
    return { status: 200, body: { ...view, message } };
  });
}

export function HEAD(request: Request, context: Context): Promise<Response> {
  return onUpload(request, context, 'instance.manage', async (ctx, id) => {
    const { sizeBytes, receivedBytes, expiresAt } = await uploadOffset(ctx, { id });
    const expires = expiresAt && { 'upload-expires': new Date(expiresAt).toUTCString() };
    const counts = { 'upload-length': String(sizeBytes), 'upload-offset': String(receivedBytes) };
    return { status: 200, headers: { ...counts, ...expires } };
  });
}

export function PATCH(request: Request, context: Context): Promise<Response> {
  return onUpload(request, context, 'instance.manage', async (ctx, id) => {
    if (request.headers.get('content-type') !== 'application/offset+octet-stream') {
      throw new AppError('invalid', 'upload-headers', { name: 'Content-Type' });
    }
    const offset = byteHeader(request, 'upload-offset');
    const received = await receiveUpload(ctx, { id, offset, body: bodyOf(request) });
    return { status: 204, headers: { 'upload-offset': String(received) } };
  });
}

export function DELETE(request: Request, context: Context): Promise<Response> {
  return onUpload(request, context, 'instance.manage', async (ctx, id) => {
    await deleteUpload(ctx, { id });
    return { status: 204 };
  });
}

async function onUpload(
  request: Request,
  { params }: Context,
  permission: Permission,
  run: Run,
): Promise<Response> {
  const { id } = await params;
  return tus(request, {
    mayAsk: (ctx) => loadUpload(ctx, parseId(id), permission),
    run: (ctx) => run(ctx, id),
  });
}
