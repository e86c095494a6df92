import { route } from '#app/_lib/route.ts';
import { deleteIso } from '#server/vms/delete-iso.ts';
import { isoIdInput, isoJobStarted } from '#server/vms/schema.ts';

export const DELETE = route({
  summary: 'Delete a disc that is in no drive',
  tag: 'isos',
  params: isoIdInput,
  answer: isoJobStarted,
  status: 202,
  run: (ctx, { params }) => deleteIso(ctx, params),
});
