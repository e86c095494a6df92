import { route } from '#app/_lib/route.ts';
import { readFor } from '#server/compose/read-for.ts';
import { composeReading, readComposeInput } from '#server/compose/schema.ts';

export const POST = route({
  summary:
    'Read a compose file: what would become of its services, and what cannot be taken; nothing is made',
  tag: 'compose',
  body: readComposeInput,
  answer: composeReading,
  run: (ctx, { body }) => readFor(ctx, body),
});
