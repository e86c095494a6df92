import { route } from '#app/_lib/route.ts';
import { deleteUpload } from '#server/uploads/delete-upload.ts';
import { getUpload } from '#server/uploads/get-upload.ts';
import { uploadIdInput, uploadView } from '#server/uploads/schema.ts';

export const GET = route({
  summary: 'Get an upload: how much has come, what it is, its SHA-256',
  tag: 'uploads',
  params: uploadIdInput,
  answer: uploadView,
  run: (ctx, { params }) => getUpload(ctx, params),
});

export const DELETE = route({
  summary: 'Delete an upload that no instance is made of',
  tag: 'uploads',
  params: uploadIdInput,
  answer: uploadIdInput,
  run: async (ctx, { params }) => {
    await deleteUpload(ctx, params);
    return params;
  },
});
