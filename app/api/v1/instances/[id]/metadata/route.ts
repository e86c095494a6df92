import { route } from '#app/_lib/route.ts';
import { getMetadata } from '#server/guests/get-metadata.ts';
import { metadataView, setMetadataBody } from '#server/guests/metadata-schema.ts';
import { setMetadata } from '#server/guests/set-metadata.ts';
import { instanceIdInput, jobStarted } from '#server/instances/schema.ts';

export const GET = route({
  summary: "Read an instance's own keys and values",
  tag: 'instances',
  params: instanceIdInput,
  answer: metadataView,
  run: (ctx, { params }) => getMetadata(ctx, params),
});

export const PUT = route({
  summary: "Replace an instance's own keys and values",
  tag: 'instances',
  params: instanceIdInput,
  body: setMetadataBody,
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => setMetadata(ctx, { ...params, ...body }),
});
