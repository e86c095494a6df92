import { route } from '#app/_lib/route.ts';
import { importIso } from '#server/vms/import-iso.ts';
import { listIsos } from '#server/vms/list-isos.ts';
import { importIsoInput, isoJobStarted, isoList, listIsosInput } from '#server/vms/schema.ts';

export const GET = route({
  summary: 'List the discs (ISO images) of a tenant',
  tag: 'isos',
  query: listIsosInput,
  answer: isoList,
  run: (ctx, { query }) => listIsos(ctx, query),
});

export const POST = route({
  summary: 'Make a disc of an upload; its size counts as disk',
  tag: 'isos',
  body: importIsoInput,
  answer: isoJobStarted,
  status: 202,
  run: (ctx, { body }) => importIso(ctx, body),
});
