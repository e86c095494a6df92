import { route } from '#app/_lib/route.ts';
import { deleteFile } from '#server/guests/delete-file.ts';
import { folderInput, pathDone, pathInput, placeView } from '#server/guests/files-schema.ts';
import { listFiles } from '#server/guests/list-files.ts';
import { instanceIdInput } from '#server/instances/schema.ts';

export const GET = route({
  summary:
    'What is at a path in an instance; of a folder a page of what is in it. A file itself comes and goes as bytes: GET and PUT /api/instances/{id}/files?path=… (&overwrites=yes)',
  tag: 'instances',
  params: instanceIdInput,
  query: folderInput,
  answer: placeView,
  run: (ctx, { params, query }) => listFiles(ctx, { ...params, ...query }),
});

export const DELETE = route({
  summary: 'Delete a file, a link or an empty folder in an instance',
  tag: 'instances',
  params: instanceIdInput,
  query: pathInput,
  answer: pathDone,
  run: (ctx, { params, query }) => deleteFile(ctx, { ...params, ...query }),
});
