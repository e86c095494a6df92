import { route } from '#app/_lib/route.ts';
import { getNesting } from '#server/guests/get-nesting.ts';
import { nestingView, setNestingBody } from '#server/guests/metadata-schema.ts';
import { setNesting } from '#server/guests/set-nesting.ts';
import { instanceIdInput, jobStarted } from '#server/instances/schema.ts';

export const GET = route({
  summary: 'Whether containers may be run inside an instance; null for kinds that know no such switch',
  tag: 'instances',
  params: instanceIdInput,
  answer: nestingView.nullable(),
  run: (ctx, { params }) => getNesting(ctx, params),
});

export const PUT = route({
  summary: 'Let containers be run inside an instance, or no more; from its next start on',
  tag: 'instances',
  params: instanceIdInput,
  body: setNestingBody,
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => setNesting(ctx, { ...params, ...body }),
});
