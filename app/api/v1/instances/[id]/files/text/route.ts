import { route } from '#app/_lib/route.ts';
import { pathInput, textFileView, textWritten, writeTextBody } from '#server/guests/files-schema.ts';
import { readTextFile } from '#server/guests/read-text-file.ts';
import { writeTextFile } from '#server/guests/write-text-file.ts';
import { instanceIdInput } from '#server/instances/schema.ts';

export const GET = route({
  summary: 'Read a small text file in an instance',
  tag: 'instances',
  params: instanceIdInput,
  query: pathInput,
  answer: textFileView,
  run: (ctx, { params, query }) => readTextFile(ctx, { ...params, ...query }),
});

export const PUT = route({
  summary: 'Write a small text file in an instance, unless it has changed since it was read',
  tag: 'instances',
  params: instanceIdInput,
  body: writeTextBody,
  answer: textWritten,
  run: (ctx, { params, body }) => writeTextFile(ctx, { ...params, ...body }),
});
