import { route } from '#app/_lib/route.ts';
import { createRegistry } from '#server/registries/create-registry.ts';
import { listRegistries } from '#server/registries/list-registries.ts';
import {
  createRegistryInput,
  listRegistriesInput,
  registryList,
  registryView,
} from '#server/registries/schema.ts';

export const GET = route({
  summary: 'List how a tenant signs in at registries of images',
  tag: 'registries',
  query: listRegistriesInput,
  answer: registryList,
  run: async (ctx, { query }) => listRegistries(ctx, query),
});

export const POST = route({
  summary: 'Add a login at a registry; its password is never answered',
  tag: 'registries',
  body: createRegistryInput,
  answer: registryView,
  status: 201,
  run: (ctx, { body }) => createRegistry(ctx, body),
});
