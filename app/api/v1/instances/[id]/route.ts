import { route } from '#app/_lib/route.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { getInstance } from '#server/instances/get-instance.ts';
import { deleteInstanceBody, instanceIdInput, instanceView, jobStarted } from '#server/instances/schema.ts';

export const GET = route({
  summary: 'Read an instance',
  tag: 'instances',
  params: instanceIdInput,
  answer: instanceView,
  run: (ctx, { params }) => getInstance(ctx, params.id),
});

export const DELETE = route({
  summary: 'Delete an instance and its disk',
  tag: 'instances',
  params: instanceIdInput,
  body: deleteInstanceBody,
  answer: jobStarted,
  status: 202,
  // The confirmation by name is for people; a program names the instance by its id.
  run: async (ctx, { params: { id }, body }) =>
    deleteInstance(ctx, { ...body, id, confirmName: (await getInstance(ctx, id)).name }),
});
