import { route } from '#app/_lib/route.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { listInstances } from '#server/instances/list-instances.ts';
import {
  createInstanceInput,
  instanceCreated,
  instancePage,
  listInstancesInput,
} from '#server/instances/schema.ts';

export const GET = route({
  summary: 'List instances',
  tag: 'instances',
  query: listInstancesInput,
  answer: instancePage,
  run: (ctx, { query }) => listInstances(ctx, query),
});

export const POST = route({
  summary: 'Create an instance; it has its address at once, and its job is under way',
  tag: 'instances',
  body: createInstanceInput,
  answer: instanceCreated,
  status: 202,
  run: (ctx, { body }) => createInstance(ctx, body),
});
