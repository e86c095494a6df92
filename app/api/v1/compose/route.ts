import { route } from '#app/_lib/route.ts';
import { createStack } from '#server/compose/create-stack.ts';
import { createStackInput, stackCreated } from '#server/compose/schema.ts';

export const POST = route({
  summary: 'Create the services of a compose file as instances of one stack: all of them, or none',
  tag: 'compose',
  body: createStackInput,
  answer: stackCreated,
  status: 202,
  run: (ctx, { body }) => createStack(ctx, body),
});
