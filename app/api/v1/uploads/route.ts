import { route } from '#app/_lib/route.ts';
import { listUploads } from '#server/uploads/list-uploads.ts';
import { listUploadsInput, uploadList } from '#server/uploads/schema.ts';

export const GET = route({
  summary: 'List the uploads of a tenant; they are made by the tus protocol at /api/uploads?tenant=…',
  tag: 'uploads',
  query: listUploadsInput,
  answer: uploadList,
  run: (ctx, { query }) => listUploads(ctx, query),
});
