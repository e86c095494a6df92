import { route } from '#app/_lib/route.ts';
import { pathDone, pathInput } from '#server/guests/files-schema.ts';
import { makeFolder } from '#server/guests/make-folder.ts';
import { instanceIdInput } from '#server/instances/schema.ts';

export const POST = route({
  summary: 'Make a folder in an instance',
  tag: 'instances',
  params: instanceIdInput,
  body: pathInput,
  answer: pathDone,
  status: 201,
  run: (ctx, { params, body }) => makeFolder(ctx, { ...params, ...body }),
});
